"""What the check expects where: linked or not, under which event, in which month."""

from datetime import date

import pytest

from houselights.reconciliation.comparison import Comparison
from houselights.reconciliation.rules import Amount, Counted, Landed, added_up, compared, parted, total
from houselights.warehouse.bundle import Link


def landed(performance: str = "p1", *, event: str = "e1", connection: int = 1, tickets: int = 2) -> Landed:
    return Landed(connection, event, performance, date(2026, 3, 1), False, tickets, tickets * 1000)


def counted(day: date | None = None, *, event: int = 7, tickets: int = 1) -> Counted:
    return Counted(1, "e1", "p1", event, False, day, tickets, tickets * 1000)


def events_of(parts: list[Landed], *links: Link) -> dict[str, int]:
    return {part.performance_id: part.event_id for part in parted(parts, links)[0]}


def test_what_no_link_reaches_is_not_linked():
    here, elsewhere, other_box_office = landed("p1"), landed("p2", event="e2"), landed("p3", connection=2)

    linked, waiting = parted([here, elsewhere, other_box_office], [Link(7, 1, "e1")])

    assert [part.event_id for part in linked] == [7]
    assert waiting == [elsewhere, other_box_office]


def test_a_narrowed_link_takes_its_performances_from_one_to_all():
    links = Link(7, 1, "e1"), Link(8, 1, "e1", ("p2",))

    assert events_of([landed("p1"), landed("p2")], *links) == {"p1": 7, "p2": 8}


def test_a_link_narrowed_to_nothing_takes_nothing():
    assert events_of([landed()], Link(7, 1, "e1", ())) == {}


def test_of_two_equal_links_the_older_event_has_the_performance():
    assert events_of([landed()], Link(9, 1, "e1"), Link(8, 1, "e1")) == {"p1": 8}


def test_nothing_is_lost_or_changed_between():
    parts = [landed("p1", tickets=3), landed("p2", event="e2", tickets=4)]

    linked, waiting = parted(parts, [Link(7, 1, "e1")])

    assert total([*linked, *waiting]) == total(parts) == Amount(7, 7000)


def test_parts_with_one_key_are_added_up():
    parts = [counted(event=7, tickets=1), counted(event=7, tickets=2), counted(event=8, tickets=4)]

    assert added_up(parts, lambda part: part.event_id) == {7: Amount(3, 3000), 8: Amount(4, 4000)}


@pytest.mark.parametrize(
    ("day", "month"),
    [(date(2026, 3, 31), "2026-03"), (None, "unknown"), (date(1926, 3, 31), "unknown"), (date(2126, 1, 1), "unknown")],
)
def test_a_day_that_the_calendar_does_not_have_is_of_an_unknown_month(day, month):
    assert counted(day).month == month


def test_what_one_side_alone_has_disagrees_in_tickets_and_in_pence():
    found = list(compared("here against there", {"a": Amount(1, 10), "b": Amount(2, 20)}, {"a": Amount(1, 10)}, str))

    assert [comparison for comparison in found if not comparison.agrees] == [
        Comparison("tickets, here against there", "b", 2, 0),
        Comparison("pence, here against there", "b", 20, 0),
    ]
