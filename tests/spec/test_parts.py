"""A figure of a part of the audience is what plain Python counts of that part, and what its row says in the whole."""

import re
from datetime import UTC
from pathlib import Path
from typing import Any

import pytest

from houselights.disclosure.gate import release
from houselights.disclosure.released import ReleasedTable
from houselights.errors import NotReleasable, WrongUsage
from houselights.measures.catalogue import MEASURES, can_be_narrowed_by
from houselights.measures.question import Question, Where
from houselights.periods import ALL, parse_period
from spec.by_hand import OF_TICKETS, Asking, ByHand, counted_by_hand
from spec.ledger import SEEN_AGAIN, SLUG
from spec.test_by_hand import HALF, YEAR, _near, grouped, people_who_are, shown

# As hand has them: where a label has a code, both.
PARTS: list[Where] = [
    (("price_class", ("concession", "full")),),
    (("weekday", ("Saturday",)), ("distance_band", ("0-2 km", "unknown"))),
]
NEW = ("first_time_bookers", "returning_bookers", "first_time_share")
CALENDAR = ("month", "quarter", "financial_year")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[ByHand, Path]:
    return counted_by_hand(2, tmp_path_factory.mktemp("seed-2"))


def ask(home: Path, measure: str, *by: str, **asked: Any) -> ReleasedTable:
    return release(Question(measure, of=SLUG, by=by, **{"dated": MEASURES[measure].dated[0], **asked}), home=home)


def coded(where: Where) -> Where:
    """A label of hand's, as a question has it: `Emma 3` is the event 3."""
    named = ("event", "performance", "area_local_authority")
    return tuple((name, tuple(each.split()[-1] if name in named else each for each in many)) for name, many in where)


@pytest.mark.parametrize("part", range(4))
@pytest.mark.parametrize(("period", "dated"), [(ALL, "performance"), (YEAR, "sale")])
def test_a_part_is_what_is_counted_of_its_tickets_alone(built, period, dated, part):
    hand, home = built
    whole = hand.counted(Asking(dated, period.start, period.end))
    most = {
        name: max(grouped(hand, whole, (name,), Asking(dated)).items(), key=lambda each: len(each[1]))[0]
        for name in ("event", "area_local_authority", "location")
    }
    where = [*PARTS, (("event", most["event"]),), tuple((name, most[name]) for name in list(most)[1:])][part]
    asking = Asking(dated, period.start, period.end, where)
    sales = hand.counted(asking)
    assert 0 < len(sales) < len(whole)

    for measure, value in OF_TICKETS.items():
        for by in ((), ("month",), ("event",)):
            table = ask(home, measure, *by, period=period, dated=dated, where=coded(where))
            expected = {labels: _near(value(some)) for labels, some in grouped(hand, sales, by, asking).items()}
            assert shown(table) == expected, (measure, by)
            assert _near(table.total) == _near(value(sales)), (measure, by)


@pytest.mark.parametrize("measure", ["first_time_bookers", "returning_bookers"])
def test_who_is_new_is_new_to_the_organisation_and_not_to_the_part(built, measure):
    hand, home = built
    which = {"first_time_bookers": "new", "returning_bookers": "returning"}[measure]
    whole = hand.counted(Asking("performance", HALF.start, HALF.end))

    for location in {hand.label(sale, "location", Asking("performance"), ()) for sale in whole}:
        asking = Asking("performance", HALF.start, HALF.end, (("location", (location,)),))
        sales = hand.counted(asking)
        table = ask(home, measure, "event", period=HALF, where=asking.where)
        cells = grouped(hand, sales, ("event",), asking)
        assert shown(table) == {
            labels: people_who_are(hand, some, which, asking, ("event",)) for labels, some in cells.items()
        }
        assert table.total == people_who_are(hand, sales, which, asking, ())
        assert any("not from this part" in note for note in table.notes)


@pytest.mark.parametrize("measure", [name for name, each in MEASURES.items() if each.grain != "pairs"])
def test_a_part_is_its_row_of_the_whole(built, measure):
    _, home = built
    period = YEAR if MEASURES[measure].grain in ("tickets", "people") else ALL

    names = can_be_narrowed_by(MEASURES[measure])
    for name in names if MEASURES[measure].grain != "stages" else ("event", "month", "weekday"):
        if measure in NEW and name in CALENDAR:
            continue  # in a month's row they are new in that month, in a part of the period in the whole of it
        table = ask(home, measure, name, period=period)
        for cell in table.cells[:1] + table.cells[-1:]:
            code = cell.codes[0] or cell.labels[0]
            part = ask(home, measure, period=period, where=((name, (code,)),))
            assert (_near(part.total), part.total_base) == (_near(cell.value), cell.base), (name, cell)
            assert (part.total_numerator, part.total_denominator) == (cell.numerator, cell.denominator)


def test_an_earlier_moment_is_told_of_a_part_too(built):
    _, home = built
    moment = SEEN_AGAIN.replace(tzinfo=UTC)
    table = ask(home, "tickets", "price_class", as_at=moment)

    for cell in table.cells:
        part = ask(home, "tickets", as_at=moment, where=(("price_class", cell.labels),))
        assert part.total == cell.value > 0


def test_bookers_who_are_new_are_those_new_in_the_period_by_whatever_it_is_split(built):
    _, home = built
    new = (("new_or_returning", ("new",)),)

    table = ask(home, "bookers", "month", period=YEAR, where=new)

    assert table.total == ask(home, "first_time_bookers", period=YEAR).total > 0
    assert table.total == ask(home, "bookers", period=YEAR, where=new).total


def test_pairs_are_made_of_the_tickets_of_the_part_alone(built):
    hand, home = built
    most = max(ask(home, "tickets", "price_class").cells, key=lambda cell: cell.value)
    asking = Asking("performance", where=(("price_class", most.labels),))
    attended: dict[int, set[str]] = {}
    for sale in hand.counted(asking):
        if sale.customer is not None:
            attended.setdefault(sale.customer, set()).add(hand.label(sale, "event", asking, ()))

    table = ask(home, "crossover", "event", "also_event", where=asking.where)

    assert table.total == sum(len(events) > 1 for events in attended.values()) > 0
    for (one, other), people in shown(table).items():
        assert people == sum({one, other} <= events for events in attended.values())


def test_values_are_found_by_name_whatever_its_capitals_and_by_code(built):
    _, home = built
    (first, *_) = ask(home, "tickets", "event").cells

    by_name = ask(home, "tickets", where=(("event", (first.labels[0].upper(),)),))

    assert by_name.total == ask(home, "tickets", where=(("event", (first.codes[0],)),)).total == first.value
    assert by_name.notes[0] == f"Only of the event {first.labels[0]}."


def test_both_orders_of_asking_are_one_question():
    one = Question("tickets", of=SLUG, where=(("event", ("2", "1")), ("weekday", ("Friday",))))

    assert one == Question("tickets", of=SLUG, where=(("weekday", ("Friday",)), ("event", ("1", "2", "1"))))


@pytest.mark.parametrize(
    ("where", "told"),
    [
        (("price_class", ("concesion",)), "“concession”"),
        (("weekday", ("Satuday",)), "“Saturday”"),
        (("month", ("2026-13",)), "Split by"),
        (("event", ("'; drop table events; --",)), "Split by|Did you mean"),
        (("area_region", ("x" * 100_000,)), "Split by"),
        (("event_type", ("",)), "Split by"),
    ],
)
def test_a_value_that_there_is_not_is_refused_with_what_is_near(built, where, told):
    _, home = built

    with pytest.raises(WrongUsage, match="in these figures") as refused:
        ask(home, "tickets", where=(where,))

    assert re.search(told, refused.value.remedy)


@pytest.mark.parametrize("name", ["days_before", "also_event", "shoe_size", "event; drop table events"])
def test_what_it_cannot_be_a_part_by_is_refused_with_what_it_can(built, name):
    with pytest.raises(WrongUsage, match="cannot be told of a part by") as refused:
        ask(built[1], "booking_curve", where=((name, ("1",)),))

    assert "price_class" in refused.value.remedy


def test_a_month_without_anything_is_a_part_with_nothing_in_it(built):
    table = ask(built[1], "tickets", "event", where=(("month", ("2031-05",)),))

    assert (table.total, table.cells) == (0, ())
    assert table.notes[0] == "Nothing is counted of the month 2031-05 in this period."


@pytest.mark.parametrize("reader", ["funder", "peers", "public"])
def test_nobody_outside_may_choose_a_part(built, reader):
    with pytest.raises(NotReleasable, match="whole"):
        ask(built[1], "tickets", reader=reader, period=parse_period("2026-Q2"), where=(("event_type", ("unknown",)),))


@pytest.mark.parametrize("kind", ["event", "event_type", "location"])
def test_pairs_with_one_other_are_those_rows_of_all_pairs(built, kind):
    _, home = built
    every = ask(home, "crossover", kind, f"also_{kind}", period=YEAR)
    assert every.cells

    for other in {(cell.codes[1] or cell.labels[1], cell.labels[1]) for cell in every.cells}:
        part = ask(home, "crossover", kind, f"also_{kind}", period=YEAR, where=((f"also_{kind}", other[:1]),))
        assert part.cells == tuple(cell for cell in every.cells if (cell.codes[1] or cell.labels[1]) == other[0])
        assert max(cell.value for cell in part.cells) <= part.total <= sum(cell.value for cell in part.cells)
        assert any("also came to" in note and other[1] in note for note in part.notes)


def test_pairs_of_some_are_those_cells_of_all_pairs(built):
    _, home = built
    every = ask(home, "crossover", "event", "also_event", period=YEAR)
    some = sorted({cell.codes[0] for cell in every.cells})[:4]

    part = ask(home, "crossover", "event", "also_event", period=YEAR, where=(("event", tuple(some)),))

    assert part.cells == tuple(cell for cell in every.cells if {*cell.codes} <= {*some})
    assert part.cells


def test_the_other_one_can_be_asked_for_only_where_such_are_paired(built):
    _, home = built
    with pytest.raises(WrongUsage, match="also event type"):
        ask(home, "crossover", "event", "also_event", where=(("also_event_type", ("Performance",)),))
    with pytest.raises(WrongUsage):
        ask(home, "tickets", "event", where=(("also_event", ("1",)),))
