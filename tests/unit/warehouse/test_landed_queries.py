"""What is landed already, as the feeds ask it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from houselights.rows import RULES_VERSION
from houselights.warehouse.bundle import LandedFile, Link
from houselights.warehouse.landed_queries import (
    customers_to_read,
    held_by_performance,
    known_content,
    newest_by_event,
    unlisted,
)

from .theatre import land

OLD = RULES_VERSION - 1


def test_where_nothing_landed_nothing_is_known(tmp_path):
    assert known_content(tmp_path, [], "orders") == {}
    assert held_by_performance(tmp_path, []) == []
    assert unlisted(tmp_path, [], "events") == []
    assert customers_to_read(tmp_path, [], []) == []


def test_content_is_known_of_the_newest_reading(tmp_path):
    file = land(
        tmp_path,
        "orders",
        {"order_id": "o1", "content": "first", "reading": 1, "rules_version": RULES_VERSION},
        {"order_id": "o1", "content": "second", "reading": 2, "rules_version": RULES_VERSION},
    )

    assert known_content(tmp_path, [file], "orders") == {"o1": "second"}


def test_content_that_older_rules_made_is_read_again(tmp_path):
    file = land(
        tmp_path,
        "orders",
        {"order_id": "o1", "content": "first", "rules_version": OLD},
        {"order_id": "o2", "content": "second", "rules_version": RULES_VERSION},
    )

    assert known_content(tmp_path, [file], "orders") == {"o2": "second"}


@pytest.fixture
def sold(tmp_path: Path) -> list[LandedFile]:
    """Two orders of a customer, one of another; the first was read again with a ticket less."""
    return [
        land(
            tmp_path,
            "orders",
            {"order_id": "o1", "customer_id": "c1", "customer_reference": "sealed 1", "reading": 1},
            {"order_id": "o1", "customer_id": "c1", "customer_reference": "sealed 2", "reading": 2},
            {"order_id": "o2", "customer_id": "c2", "customer_reference": "sealed 3", "reading": 2},
            {"order_id": "o3", "reading": 2},
        ),
        land(
            tmp_path,
            "tickets",
            ticket("o1", "t1", reading=1),
            ticket("o1", "t2", reading=1),
            ticket("o1", "t1", reading=2),
            ticket("o2", "t3", reading=2, event="e2", performance="p2"),
            ticket("o3", "t4", reading=2, event="e2", performance="p3"),
        ),
    ]


def ticket(order: str, name: str, *, reading: int, event: str = "e1", performance: str = "p1") -> dict[str, object]:
    names = {"order_id": order, "ticket_id": name, "event_id": event, "performance_id": performance}
    return {**names, "total_pence": 1000, "reading": reading}


def test_held_are_the_tickets_of_the_newest_reading(tmp_path, sold):
    assert held_by_performance(tmp_path, sold) == [
        ("e1", "p1", None, False, False, 1, 1000),
        ("e2", "p2", None, False, False, 1, 1000),
        ("e2", "p3", None, False, False, 1, 1000),
    ]


def test_of_each_event_it_is_known_when_its_newest_order_was_sold_and_when_one_last_arrived(tmp_path):
    sold_on, seen_on = ([datetime(2026, 11, day, 9) for day in days] for days in ((3, 2), (3, 20)))
    orders = land(
        tmp_path,
        "orders",
        {"order_id": "o1", "reading": 1, "first_sold_utc": sold_on[0], "seen_at": seen_on[0]},
        {"order_id": "o2", "reading": 2, "first_sold_utc": sold_on[1], "seen_at": seen_on[1]},
    )
    tickets = land(tmp_path, "tickets", ticket("o1", "t1", reading=1), ticket("o2", "t2", reading=2))

    assert newest_by_event(tmp_path, [orders, tickets]) == {
        "e1": (sold_on[0].replace(tzinfo=UTC), seen_on[1].replace(tzinfo=UTC))
    }


def test_performances_are_counted_once_where_they_are_now(tmp_path):
    file = land(
        tmp_path,
        "performances",
        {"performance_id": "p1", "event_id": "e1", "reading": 1},
        {"performance_id": "p1", "event_id": "e2", "reading": 2},
        {"performance_id": "p2", "event_id": "e2", "reading": 2},
    )

    listed = [
        (event, name) for event, name, _, _, is_listed, _, _ in held_by_performance(tmp_path, [file]) if is_listed
    ]
    assert listed == [("e2", "p1"), ("e2", "p2")]


def test_what_tickets_name_and_no_row_of_todays_rules_describes_is_unlisted(tmp_path, sold):
    events = land(
        tmp_path,
        "events",
        {"event_id": "e1", "rules_version": RULES_VERSION},
        {"event_id": "e2", "rules_version": OLD},
    )

    assert unlisted(tmp_path, [*sold, events], "events") == ["e2"]
    assert unlisted(tmp_path, sold, "performances") == ["p1", "p2", "p3"]


def test_customers_are_to_be_read_where_a_link_reaches_their_tickets(tmp_path, sold):
    assert customers_to_read(tmp_path, sold, []) == []
    assert customers_to_read(tmp_path, sold, [Link(7, 1, "e1")]) == ["sealed 2"]
    assert customers_to_read(tmp_path, sold, [Link(7, 1, "e2")]) == ["sealed 3"]
    assert customers_to_read(tmp_path, sold, [Link(7, 1, "e2", ("p3",))]) == []
    assert customers_to_read(tmp_path, sold, [Link(7, 2, "e1")]) == []


def test_a_customer_read_under_todays_rules_is_not_read_again(tmp_path, sold):
    customers = land(
        tmp_path,
        "customers",
        {"customer_id": "c1", "rules_version": RULES_VERSION},
        {"customer_id": "c2", "rules_version": OLD},
    )
    links = [Link(7, 1, "e1"), Link(8, 1, "e2")]

    assert customers_to_read(tmp_path, [*sold, customers], links) == ["sealed 3"]
