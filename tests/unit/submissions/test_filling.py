"""Where each value of a line is from: the register, the feed, the quarter before, a person, or nowhere."""

from datetime import UTC, date, datetime

from houselights.submissions.completeness import gaps_of_line
from houselights.submissions.document import Line, Totals
from houselights.submissions.forms import form
from houselights.submissions.rules import Counted, Entry, Set, as_mapping, differences, filled_line, in_order, totals_of

OCTOBER = date(2026, 10, 3)
NOON = datetime(2027, 1, 3, 12, tzinfo=UTC)
EMMA = Entry(event=1, name="Emma", event_type="Performance", is_funded=False, first_on=OCTOBER, last_on=OCTOBER)


def test_tickets_fill_the_attendance_and_say_so():
    counted = Counted(2, OCTOBER, OCTOBER, 40, 60_000, {"tickets_sold": 40})

    line = filled_line(EMMA, counted, None, {})

    assert (line.performances, line.attendance, line.attendance_method, line.tickets) == (2, 40, "tickets_sold", 40)
    assert line.sources["attendance"].kind == line.sources["performances"].kind == "box office"


def test_of_several_ways_to_know_the_one_with_most_people_is_named_and_all_are_told():
    line = filled_line(EMMA, Counted(attendance={"tickets_sold": 40, "clicker": 60}), None, {})

    assert (line.attendance, line.attendance_method) == (100, "clicker")
    assert line.sources["attendance"].detail == "clicker 60; tickets sold 40"
    assert line.sources["attendance"].kind == "register"


def test_nobody_known_is_not_nobody():
    nobody = filled_line(EMMA, Counted(attendance={"counted": 0}), None, {})
    unknown = filled_line(EMMA, Counted(), None, {})

    assert (nobody.attendance, unknown.attendance) == (0, None)
    assert totals_of([nobody, unknown]).unknown["attendance"] == 1


def test_a_figure_whose_method_nobody_said_has_none():
    line = filled_line(EMMA, Counted(attendance={"unknown": 30}), None, {})

    assert (line.attendance, line.attendance_method) == (30, "")


def test_a_no_is_an_answer_and_not_a_blank():
    before = Line(event=1, name="Emma", is_funded=True)

    assert filled_line(EMMA, Counted(), before, {}).is_funded is False


def test_the_quarter_before_fills_what_the_register_leaves_blank_and_nothing_else():
    before = Line(event=1, name="Old name", sub_discipline="Drama", attendance=99)

    line = filled_line(EMMA, Counted(), before, {})

    assert (line.name, line.sub_discipline, line.attendance) == ("Emma", "Drama", None)
    assert line.sources["sub_discipline"].kind == "last quarter"


def test_what_a_person_set_stands_with_what_it_replaced_and_goes_when_it_is_the_same():
    given = {
        "attendance": Set(50, "Counted.", 4, NOON),
        "name": Set("Emma", "So.", 4, NOON),
        "first_on": Set("2026-10-05", "Moved.", 4, NOON),
    }

    line = filled_line(EMMA, Counted(attendance={"tickets_sold": 40}), None, given)

    assert (line.attendance, line.first_on) == (50, date(2026, 10, 5))
    assert (line.sources["attendance"].instead_of, line.sources["first_on"].instead_of) == (40, "2026-10-03")
    assert line.sources["name"].kind == "register"


def test_a_figure_that_a_person_set_is_not_known_in_the_way_that_the_one_before_was():
    counted = Counted(performances=1, first_on=OCTOBER, last_on=OCTOBER, tickets=90, attendance={"tickets_sold": 90})
    set_to = {many: Set(many, "The ushers counted.", 1, NOON) for many in (90, 120)}
    how = Set("counted", "The ushers counted.", 1, NOON)

    unsaid = filled_line(EMMA, counted, None, {"attendance": set_to[120]})
    said = filled_line(EMMA, counted, None, {"attendance": set_to[120], "attendance_method": how})
    the_same = filled_line(EMMA, counted, None, {"attendance": set_to[90]})

    assert (unsaid.attendance, unsaid.attendance_method) == (120, "")
    assert [each.code for each in gaps_of_line(unsaid, EMMA, form("starter"))][-1] == "no-method-set"
    assert said.attendance_method == "counted"
    assert the_same.attendance_method == "tickets_sold"


def test_totals_add_what_is_known_and_count_what_is_not():
    lines = [
        Line(event=1, name="A", tickets=3, income_pence=100, performances=1),
        Line(event=2, name="B", attendance=5),
    ]

    totals = totals_of(lines)

    assert (totals.events, totals.tickets, totals.income_pence, totals.attendance) == (2, 3, 100, 5)
    assert totals.unknown["tickets"] == totals.unknown["performances"] == 1


def test_a_change_is_large_from_the_forms_own_part_on_and_from_nothing_always():
    was = {"events": 100, "tickets": 0, "attendance": 0}
    now = Totals(
        events=125, performances=1, attendance=0, participants=0, digital_views=0, tickets=1, income_pence=0
    )  # fmt: skip

    found = {each.field: each for each in differences(was, now, 0.25)}

    assert set(found) == set(was)
    assert [found[name].is_large for name in ("events", "tickets", "attendance")] == [False, True, False]
    assert differences(was, now, 0.24)[0].is_large
    assert (found["events"].share, found["tickets"].share) == (0.25, None)
    assert as_mapping(now)["events"] == 125


def test_what_nobody_knew_in_either_quarter_is_no_difference_and_what_is_no_longer_known_is_one():
    now = totals_of([Line(event=1, name="Gala")])

    found = differences({"participants": 0, "digital_views": 300}, now, 0.25)

    assert [(each.field, each.now, each.is_large) for each in found] == [("digital_views", 0, True)]


def test_lines_stand_by_day_then_name_whatever_order_they_came_in():
    lines = [
        Line(event=3, name="b", first_on=OCTOBER),
        Line(event=2, name="A", first_on=OCTOBER),
        Line(event=1, name="Z"),
    ]

    assert [line.event for line in in_order(lines)] == [2, 3, 1]
