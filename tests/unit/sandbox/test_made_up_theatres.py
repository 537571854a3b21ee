"""The made-up theatres are the size they promise, the same for the same seed, and odd where real ones are odd."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from houselights.sandbox.clock import Clock, utc_of
from houselights.sandbox.order_bytes import orders_json
from houselights.sandbox.people import WALK_UP
from houselights.sandbox.sizes import SEASON, SMALL, VENUE, Size
from houselights.sandbox.theatre import Account, Theatre, make_theatre

NOON = datetime(2026, 6, 15, 12, 0, tzinfo=UTC)


def theatre(size: Size = SMALL, seed: int = 1, client: str = "lyric") -> Theatre:
    return make_theatre(client, "The Lyric", "Lincoln", size, seed, Clock(NOON), [Account("ada", "c2VjcmV0", "owner")])


@pytest.fixture(scope="module")
def season() -> Theatre:
    return theatre(SEASON)


@pytest.mark.parametrize(
    ("size", "events", "orders", "tickets"), [(SMALL, 40, 1_700, 5_000), (SEASON, 120, 17_000, 50_000)]
)
def test_a_size_is_kept_to_the_order_and_the_ticket(size: Size, events: int, orders: int, tickets: int) -> None:
    made = theatre(size)

    assert len(made.events) == events
    assert len(made.orders) == orders
    assert sum(len(order.tickets) for order in made.orders) == tickets


def test_the_same_seed_and_day_give_the_same_theatre() -> None:
    assert orders_json(theatre().orders) == orders_json(theatre().orders)
    assert orders_json(theatre().orders) != orders_json(theatre(seed=2).orders)


def test_two_theatres_have_the_same_ids_and_different_events() -> None:
    lyric, grand = theatre(), theatre(client="grand")

    assert lyric.events.keys() == grand.events.keys()
    assert [event.name for event in lyric.events.values()] != [event.name for event in grand.events.values()]


def test_nothing_is_sold_after_its_performance_nor_after_now(season: Theatre) -> None:
    late = [
        order
        for order in season.orders
        for ticket in order.tickets
        if utc_of(order.first_sold) > utc_of(ticket.performance.starts) or order.first_sold.date() >= NOON.date()
    ]

    assert late == []


def test_no_house_is_oversold_and_no_cancelled_performance_holds_tickets(season: Theatre) -> None:
    sold = Counter(ticket.performance for order in season.orders for ticket in order.tickets)

    assert [p for p, count in sold.items() if count > p.plan.capacity or p.is_cancelled] == []


def test_a_season_has_the_spread_of_a_real_one(season: Theatre) -> None:
    types = Counter(ticket.ticket_type.name for order in season.orders for ticket in order.tickets)
    runs = [len(event.performances) for event in season.events.values()]

    assert 36 <= len(types) <= 37
    assert 0.55 < types["Full Price"] / 50_000 < 0.75
    assert (min(runs), max(runs)) == (1, SEASON.panto_performances)
    assert 6_000 <= len(season.orders_of) <= 7_200
    assert season.orders_of[WALK_UP]
    assert any(not order.tickets and order.donation_pence for order in season.orders)


@pytest.mark.parametrize(("size", "share"), [(SEASON, 0.15), (VENUE, 0.38)])
def test_the_share_of_tickets_without_usable_geography_is_as_promised(size: Size, share: float) -> None:
    made = theatre(size)
    held = Counter({place: sum(len(o.tickets) for o in orders) for place, orders in made.orders_of.items()})
    unusable = sum(n for place, n in held.items() if place is None or not _is_usable(made, place))

    assert unusable / sum(held.values()) == pytest.approx(share, abs=0.03)


def _is_usable(made: Theatre, place: int) -> bool:
    postcode = made.people.someone(place).postcode.upper().replace(" ", "")
    return bool(re.fullmatch(r"[A-Z]{1,2}\d[\dA-Z]?\d[A-Z]{2}", postcode)) and not postcode.startswith("XX")


def test_the_night_the_clocks_go_back_has_half_past_one_twice() -> None:
    event = next(e for e in theatre().events.values() if e.name == "The Clocks Go Back Cabaret")
    first, second = (performance.starts for performance in event.performances)

    assert first.isoformat() == second.isoformat()
    assert utc_of(second) - utc_of(first) == timedelta(hours=1)


def test_every_made_up_person_is_plainly_made_up() -> None:
    made = theatre()
    people = [made.people.someone(place) for place in range(1, 400)]

    assert all(person.email.endswith("@example.org") for person in people if person.email)
    assert all(re.sub(r"\D", "", person.mobile)[-9:].startswith("700900") for person in people if person.mobile)
    assert len({(p.first_name.lower(), p.last_name.lower(), p.line1) for p in people if p.line1}) < len(people)


def test_how_full_a_house_is_follows_every_sale_return_and_exchange() -> None:
    made = theatre()
    order = next(order for order in made.orders if len(order.tickets) > 1)
    here = order.tickets[0].performance
    there = next(each for each in made.performances.values() if each is not here)
    before = made.sold()[here.number], made.sold()[there.number]

    made.sell([order.tickets[0]], None, at=made.local_now(), modified=made.utc_now())
    after_a_sale = made.sold()[here.number]
    made.give_back(order, {order.tickets[0].id})
    after_a_return = made.sold()[here.number]
    made.exchange(order, {order.tickets[0].id}, there)

    assert (after_a_sale, after_a_return) == (before[0] + 1, before[0])
    assert (made.sold()[here.number], made.sold()[there.number]) == (before[0] - 1, before[1] + 1)
