"""Are the files of a return the same bytes for the same document, and is a changed byte named?"""

import csv
import io
import json

import pytest
from python_calamine import CalamineWorkbook

from frozen_returns import frozen, line
from houselights.errors import NotFound, Unreadable, WrongUsage
from houselights.submissions.document import Source
from houselights.submissions.exports.formats import FORMATS, format_named
from houselights.submissions.exports.verifying import first_difference, verify

QUICK = [name for name in FORMATS if name != "pdf"]


@pytest.mark.parametrize("name", QUICK)
def test_the_same_document_gives_the_same_bytes(name):
    assert FORMATS[name].write(frozen()) == FORMATS[name].write(frozen())


@pytest.mark.parametrize("name", QUICK)
def test_a_whole_file_is_told_with_its_format_and_version(name):
    newer, older = frozen(version=2, reason="More was counted"), frozen()

    verified = verify(FORMATS[name].write(older), [newer, older])

    assert verified.is_whole
    # A portal's columns say nothing of the version: where both are alike, either is right.
    assert (verified.format, verified.version) == (name, 1) or name.startswith(("portal", "csv"))


@pytest.mark.parametrize("name", ["csv", "portal-csv", "json"])
def test_any_changed_byte_of_a_text_is_named_by_its_place_and_line(name):
    whole = FORMATS[name].write(frozen())

    for place in (*range(3, 60), len(whole) // 2, len(whole) - 1):
        changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        verified = verify(changed, [frozen()])
        assert verified.offset == place
        assert verified.where == "line " + str(whole[:place].count(b"\n") + 1)


def test_a_file_cut_short_or_with_more_at_its_end_is_not_whole():
    whole = FORMATS["json"].write(frozen())

    assert verify(whole[:-1], [frozen()]).offset == len(whole) - 1
    assert verify(whole + b" ", [frozen()]).offset == len(whole)


def test_nothing_to_compare_with_is_said():
    with pytest.raises(Unreadable):
        verify(b"{}", [])


def test_the_portals_columns_are_the_forms_own():
    rows = list(csv.reader(io.StringIO(FORMATS["portal-csv"].write(frozen()).decode("utf-8-sig"))))

    assert rows[0][:4] == ["EventName", "EventType", "IsFunded", "Discipline"]
    assert rows[1][:4] == ["Spring Gala", "Performance", "Yes", "Theatre"]


def test_a_form_changed_since_is_not_taken_for_the_one_that_was_filled():
    with pytest.raises(WrongUsage, match="version 99"):
        FORMATS["portal-csv"].write(frozen(form="starter 99"))


def test_what_is_not_known_is_an_empty_cell_and_never_a_nought():
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"].write(frozen()).decode("utf-8-sig"))))

    assert (rows[0]["Attendance"], rows[0]["Participants"]) == ("240", "0")
    assert (rows[1]["Attendance"], rows[1]["Tickets"]) == ("", "")


def test_the_workbook_has_every_table_and_money_in_pounds():
    book = _opened(frozen())

    assert book.sheet_names == [
        "About", "Events", "Where from", "Totals", "Audience", "Left open", "Feed",
    ]  # fmt: skip
    events = book.get_sheet_by_name("Events").to_python()
    assert events[1][events[0].index("Ticket income (£)")] == 3120.5


def test_the_workbooks_totals_are_in_pounds_and_what_nobody_knew_is_empty():
    totals = dict(row[:2] for row in _opened(frozen()).get_sheet_by_name("Totals").to_python())

    assert totals["Ticket income (£)"] == 3120.5
    assert (totals["Participants"], totals["Digital views"]) == (0, "")


def test_what_a_person_replaced_is_told_in_the_unit_of_its_column():
    changed = {"income_pence": Source("person", reason="A refund.", instead_of=312_050)}
    rows = _opened(frozen(lines=(line(1, "Gala", sources=changed),))).get_sheet_by_name("Where from").to_python()

    assert rows[1][1:6] == ["Ticket income (£)", "A person, with a reason", "", "A refund.", 3120.5]


def test_a_name_that_a_spreadsheet_would_run_stays_text():
    document = frozen(lines=(line(1, "=2+5", location="@SUM(1)"),))

    assert b"'=2+5" in FORMATS["csv"].write(document)
    assert _opened(document).get_sheet_by_name("Events").to_python()[1][1] == "=2+5"


def test_json_is_the_frozen_document_itself():
    document = json.loads(FORMATS["json"].write(frozen()))

    assert document["lines"][0]["income_pence"] == 312_050


def test_a_format_that_there_is_not_is_not_found():
    with pytest.raises(NotFound, match="tidy"):
        format_named("tidy")


def test_the_first_byte_that_differs():
    assert first_difference(b"abc", b"abc") is None
    assert first_difference(b"abc", b"abd") == 2
    assert first_difference(b"", b"a") == 0
    assert first_difference(b"a" * 1000 + b"x", b"a" * 1000 + b"y") == 1000


def _opened(document) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(FORMATS["xlsx"].write(document)))
