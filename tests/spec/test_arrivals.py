"""Whom any days see: counted by their arrivals, and never told apart, they are as many as plain Python finds."""

from collections import Counter, defaultdict
from datetime import date, timedelta
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from houselights.disclosure.gate import release
from houselights.measures.question import Question
from houselights.measures.sources import ARRIVALS, IN_ALL, PARTS, arrivals_of
from houselights.periods import Period, parse_period
from spec.by_hand import OF_TICKETS, Asking, ByHand, counted_by_hand, is_comp, paid
from spec.ledger import SLUG
from spec.test_by_hand import grouped, shown
from spec.test_parts import coded

FIRST, LAST = date(2025, 3, 1), date(2026, 12, 31)
WHOSE = ("customers", "bookers")
HAVE = {
    "average_price": paid,
    "discount_depth": paid,
    "comps": lambda sales: [sale for sale in sales if is_comp(sale)],
}  # of which tickets these are told


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[ByHand, Path]:
    return counted_by_hand(4, tmp_path_factory.mktemp("seed-4"))


def some_days(seed: int) -> Period:
    """From any day to any other: a day, some weeks, or years."""
    chance = Random(seed)
    start = FIRST + timedelta(days=chance.randrange((LAST - FIRST).days))
    end = min(LAST, start + timedelta(days=chance.choice((0, 6, 45, 200, 900))))
    return parse_period(f"{start}..{end}")


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("dated", ["performance", "sale"])
def test_each_is_counted_once_whatever_the_days(built, dated, seed):
    hand, home = built
    period = some_days(seed)
    asking = Asking(dated, period.start, period.end)
    sales = hand.counted(asking)

    for by in ((), *((part,) for part in PARTS)):
        cells = grouped(hand, sales, by, asking)
        for measure in WHOSE:
            question = Question(measure, of=SLUG, by=by, period=period, dated=dated)
            table = release(question, home=home)
            expected = {labels: OF_TICKETS[measure](some) for labels, some in cells.items()}
            assert shown(table) == (expected if by else {(): OF_TICKETS[measure](sales)}), question
            assert table.total == table.total_base == OF_TICKETS[measure](sales), question


@pytest.mark.parametrize("dated", ["performance", "sale"])
@pytest.mark.parametrize("part", ["event", "location", "area_local_authority", "month"])
def test_of_one_part_alone_each_is_counted_once_too(built, part, dated):
    hand, home = built
    for seed in range(4):
        period = some_days(seed)
        every = hand.counted(Asking(dated, period.start, period.end))
        for labels in grouped(hand, every, (part,), Asking(dated, period.start, period.end)):
            asking = Asking(dated, period.start, period.end, ((part, labels),))
            where = asking.where if labels[0] in ("unknown", "not read yet") else coded(asking.where)
            question = Question("bookers", of=SLUG, period=period, dated=dated, where=where)
            assert release(question, home=home).total == OF_TICKETS["bookers"](hand.counted(asking)), question


@pytest.mark.parametrize("measure", ["tickets", "income", "yield", "average_price", "discount_depth", "comps"])
def test_how_many_are_behind_a_sum_is_how_many_there_are(built, measure):
    hand, home = built
    for seed in range(6):
        period = some_days(seed)
        sales = hand.counted(Asking("performance", period.start, period.end))
        table = release(Question(measure, of=SLUG, by=("month",), period=period), home=home)
        behind = HAVE.get(measure, list)(sales)
        assert table.total_base == OF_TICKETS["customers"](behind)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("kind", ["event", "event_type", "sub_discipline", "location"])
def test_who_came_to_two_is_counted_once_for_each_pair_whatever_the_days(built, kind, seed):
    hand, home = built
    period = some_days(seed)
    asking = Asking("performance", period.start, period.end)
    attended = defaultdict(set)
    for sale in hand.counted(asking):
        if sale.customer is not None:
            attended[sale.customer].add(hand.label(sale, kind, asking, ()))
    pairs = Counter(pair for kinds in attended.values() for pair in permutations(kinds, 2))

    table = release(Question("crossover", of=SLUG, by=(kind, f"also_{kind}"), period=period), home=home)

    assert shown(table) == pairs
    # In all it is of events, whatever the pairs are of.
    events = defaultdict(set)
    for sale in hand.counted(asking):
        if sale.customer is not None:
            events[sale.customer].add(hand.label(sale, "event", asking, ()))
    assert table.total == sum(len(each) > 1 for each in events.values())


def test_who_came_to_one_event_and_what_else_they_came_to(built):
    hand, home = built
    period = parse_period("2026-04-11..2026-10-31")
    asking = Asking("performance", period.start, period.end)
    attended = defaultdict(set)
    for sale in hand.counted(asking):
        if sale.customer is not None:
            attended[sale.customer].add(hand.label(sale, "event", asking, ()))
    for chosen in sorted({each for events in attended.values() for each in events}):
        others = Counter(each for events in attended.values() if chosen in events for each in events - {chosen})
        where = (("also_event", (chosen.split()[-1],)),)
        table = release(Question("crossover", of=SLUG, by=("event",), period=period, where=where), home=home)
        assert shown(table) == others
        assert table.total == sum(chosen in events and len(events) > 1 for events in attended.values())


def test_what_cannot_be_told_by_arrivals_is_not():
    def told(measure: str = "bookers", **question: Any) -> str | None:
        found = arrivals_of(Question(measure, of=SLUG, **question))
        return found.name if found else None

    assert told() == f"{IN_ALL}_arrivals_of_person_by_performance"
    assert told("first_time_share", by=("event",), dated="sale") == "event_arrivals_of_person_by_sale"
    assert told("customers", by=("month",)) == "month_arrivals_of_customer_by_performance"
    assert told(by=("event", "new_or_returning")) == "event_arrivals_of_person_by_performance"
    assert told(where=(("event", ("3",)),)) == "event_arrivals_of_person_by_performance"
    assert told(by=("event",), where=(("event", ("3", "4")),)) == "event_arrivals_of_person_by_performance"

    assert told(where=(("event", ("3", "4")),)) is None, "somebody may have been to both"
    assert told(by=("month",), where=(("event", ("3",)),)) is None
    assert told(by=("event", "month")) is None
    assert told(by=("weekday",)) is None
    assert told("customers", by=("location",)) is None
    assert told("customers", by=("new_or_returning",)) is None
    assert told("tickets") is None
    assert told("penetration", by=("area_local_authority",)) is None
    assert told(where=(("area_region", ("London",)),)) is None
    assert len(ARRIVALS) == len({each.name for each in ARRIVALS.values()})
