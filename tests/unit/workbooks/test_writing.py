"""Workbooks of our own: what was written is read back the same, and nothing in them runs."""

import io
import math
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houselights.workbooks import ColumnPlan, SheetPlan, Value, read_workbook, written
from houselights.workbooks.book import workbook_of
from houselights.workbooks.reading.raw import pack, unpack
from houselights.workbooks.reading.reader import read_raw
from spreadsheets import libreoffice_made, needs_libreoffice

LIST = SheetPlan("It's values", [ColumnPlan("Type"), ColumnPlan("Place")], [["A", "The Lyric"], ["B", None]])
PLAN = SheetPlan(
    "Events",
    [
        ColumnPlan("EventName", 30, comment="What it is called. " * 40),
        ColumnPlan("StartDate", kind="date"),
        ColumnPlan("EventType", choices_from=("It's values", "Type"), hint="Choose one"),
        ColumnPlan("IsFunded", choices=("Yes", "No"), is_strict=False),
    ],
    [["=1+1", date(2026, 1, 2), "A", "Yes"]],
    is_filtered=True,
)


def opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_a_text_that_looks_like_a_formula_or_an_address_stays_text() -> None:
    texts = ["=1+1", "+44", "-5", "@SUM(A1)", "http://example.test/x", "=cmd|'/c calc'!A0", "{=1}"]

    content = written([SheetPlan("S", [ColumnPlan("a")], [[text] for text in texts])])

    assert [row[0].value for row in read_workbook(content).sheets[0].rows[1:]] == texts
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")
        assert "xl/worksheets/_rels/sheet1.xml.rels" not in package.namelist()


def test_a_dropdown_takes_its_list_from_another_sheet_and_goes_on_below_the_rows() -> None:
    sheet = opened(written([PLAN, LIST]))["Events"]

    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}

    assert rules["C2:C2000"].formula1 == "'It''s values'!$A$2:$A$3"
    assert rules["C2:C2000"].errorStyle in {None, "stop"}
    assert rules["D2:D2000"].formula1 == '"Yes,No"'
    assert rules["D2:D2000"].errorStyle == "warning"


def test_a_list_too_long_for_a_dropdown_is_refused_where_it_is_written() -> None:
    for choices in (["x" * 30] * 9, ["a,b"]):
        with pytest.raises(ValueError, match="put them on a sheet"):
            written([SheetPlan("S", [ColumnPlan("a", choices=choices)])])


def test_headings_stay_in_sight_and_explain_themselves() -> None:
    sheet = opened(written([PLAN, LIST]))["Events"]

    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].comment.text.startswith("What it is called.")
    assert len(sheet["A1"].comment.text) == 500
    assert sheet["B2"].number_format == "dd/mm/yyyy"
    assert sheet.auto_filter.ref == "A1:D2"


def test_the_same_sheets_give_the_same_bytes() -> None:
    assert written([PLAN, LIST]) == written([PLAN, LIST])


def test_a_sheet_of_words_has_no_headings_where_none_are_wanted() -> None:
    page = SheetPlan("How to", [ColumnPlan("", 90, is_wrapped=True)], [["First line"], ["Second"]], has_headings=False)

    assert [row[0].address for row in read_workbook(written([page])).sheets[0].rows] == ["A1", "A2"]


@needs_libreoffice
def test_it_opens_in_libreoffice(tmp_path: Path) -> None:
    book = read_workbook(libreoffice_made(written([PLAN, LIST]), "ods", tmp_path))

    assert [cell.value for cell in book.sheets[0].rows[1]] == ["=1+1", date(2026, 1, 2), "A", "Yes"]


# What XML cannot hold no workbook holds; a text alone that Excel reads as an error is one.
_TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40)
_VALUES = st.one_of(
    st.none(),
    _TEXTS.filter(lambda text: not text.startswith(("#", "Houselights:"))),
    st.booleans(),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False, width=32).filter(lambda number: abs(number) < 1e14),
    st.dates(date(1950, 1, 1), date(2150, 1, 1)),
    st.datetimes(datetime(1950, 1, 1), datetime(2150, 1, 1)).map(lambda each: each.replace(microsecond=0)),
    st.times().map(lambda each: time(each.hour, each.minute, each.second)),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(_VALUES, min_size=1, max_size=6), min_size=1, max_size=6))
def test_what_was_written_is_read_back_the_same(rows: list[list[Value]]) -> None:
    rows = [["first", *rows[0]], *rows]  # a workbook of blanks alone is refused

    content = written([SheetPlan("S", [ColumnPlan("")] * 7, rows, has_headings=False)])
    book = workbook_of(unpack(pack(read_raw(content))))

    back = {cell.address: cell.value for row in book.sheets[0].rows for cell in row}
    expected = {
        f"{'ABCDEFG'[column]}{row}": value
        for row, values in enumerate(rows, 1)
        for column, value in enumerate(values)
        if value is not None and value != ""
    }
    assert back.keys() == expected.keys()
    assert all(_alike(back[address], value) for address, value in expected.items())


def _alike(back: Value, value: Value) -> bool:
    if isinstance(value, datetime) and value.time() == time():
        return back == value.date()  # a sheet knows no midnight: a day is a whole number
    if isinstance(value, float) and isinstance(back, int | float):
        return math.isclose(back, value, rel_tol=1e-14, abs_tol=1e-300)
    return back == value and type(back) is type(value)
