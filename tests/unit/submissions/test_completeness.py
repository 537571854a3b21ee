"""What a return still lacks: each thing is told once, with the event and the field."""

from datetime import date

import msgspec

from houselights.submissions.completeness import CODES, Waits, gaps_of_line, gaps_of_quarter
from houselights.submissions.document import Gap, Line
from houselights.submissions.forms import form, forms
from houselights.submissions.rules import Entry

STARTER = form("starter")
WHOLE = Line(
    event=1, name="Emma", event_type="Performance", is_funded=True, sub_discipline="Drama",
    distribution_type="In person",
    location="Stage", performances=1, attendance=0, attendance_method="counted",
)  # fmt: skip


def codes(line=WHOLE, asked=STARTER, **entry):
    return [(gap.code, gap.field) for gap in gaps_of_line(line, Entry(1, "Emma", **({"links": 1} | entry)), asked)]


def of_quarter(**changes):
    given = {
        "lines": [WHOLE], "today": date(2027, 1, 5), "data_as_of": date(2027, 1, 2), "is_connected": True,
        "waiting": [],
    } | changes  # fmt: skip
    lines = given.pop("lines")
    return [gap.code for gap in gaps_of_quarter("2026-Q3", lines, **given)]


def test_a_whole_line_lacks_nothing_and_an_empty_one_everything_that_is_required():
    assert codes() == []
    empty = codes(Line(event=1, name="Emma"))
    assert ("blank", "event_type") in empty
    assert ("no-place", "location") in empty
    assert ("no-attendance", "attendance") in empty
    assert ("no-performances", "performances") in empty


def test_who_does_not_know_how_many_is_not_asked_how_that_is_known():
    assert "no-method" not in [code for code, _ in codes(Line(event=1, name="Emma"))]
    some = Line(event=1, name="Emma", attendance=3)
    assert ("no-method", "attendance_method") in codes(some)


def test_a_form_that_does_not_ask_does_not_miss():
    assert codes(Line(event=1, name="Emma", attendance=1), form("short")) == []


def test_an_event_that_sells_no_tickets_needs_no_link():
    assert codes(links=0, is_ticketed=False) == []
    assert codes(links=0, is_ticketed=True) == [("unlinked", "")]
    assert codes(links=0) == []  # nobody said, but how many came is known
    assert codes(links=1, lost_links=1) == [("link-not-found", "")]


def test_a_quarter_that_runs_or_was_not_read_to_its_end_says_so():
    assert of_quarter() == []
    assert of_quarter(today=date(2026, 12, 31)) == ["not-over"]
    assert of_quarter(data_as_of=date(2026, 12, 31)) == ["feed-behind"]
    assert of_quarter(data_as_of=None) == ["feed-behind"]
    assert of_quarter(data_as_of=None, is_connected=False) == []
    assert of_quarter(lines=[]) == ["no-events"]


def test_sales_that_wait_are_named_one_box_office_event_at_a_time_with_tickets_and_pounds():
    whole, part = Waits(7, "Gala", 1_204, 1_234_550), Waits(8, "Fair", 1, 900, is_part=True)

    gaps = list(
        gaps_of_quarter(
            "2026-Q3", [WHOLE], today=date(2027, 1, 5), data_as_of=None, is_connected=False, waiting=[whole, part]
        )
    )

    assert gaps == [
        Gap("waiting", "Gala: 1,204 tickets, £12,345.50, linked to nothing.", at_box_office=7),
        Gap("left-out", "Fair: 1 ticket, £9.00, of performances given to no event.", at_box_office=8),
    ]


def test_a_gap_that_is_about_no_box_office_event_has_the_bytes_it_always_had():
    assert msgspec.json.encode(Gap("blank", "So.", 1, "name")) == (
        b'{"code":"blank","sentence":"So.","event":1,"field":"name"}'
    )


def test_every_code_is_explained_and_every_form_can_be_asked_for():
    assert all(CODES.values())
    for each in forms().values():
        assert set(each.required) <= {asked.field.name for asked in each.asked}
        assert len({asked.heading for asked in each.asked}) == len(each.asked)
        assert each.deadline("2026-Q3") > date(2026, 12, 31)
