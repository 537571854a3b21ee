"""Is every fault that a box office was ever seen to have survived, or told, and never taken for data?"""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from houselights.connectors.base import Feed, NoChangesFeed
from houselights.connectors.http import Manners
from houselights.errors import BoxOfficeUnavailable, CredentialsRefused
from houselights.rows import Order, Quarantined
from houselights.sandbox.faults import ANSWERS, SPOILT, Switch

from .conftest import PRIVACY, fetched, rows, rows_of

LONG_AGO = datetime.now(UTC) - timedelta(days=500)
FEEDS: dict[str, Feed] = {"events": "events", "instances": "performances", "orders": "orders"}

# -- whole answers

PASSING = [
    "html-200",
    "html-403",
    "html-503",
    "error-500",
    "text-200",
    "truncated",
    "reset",
    "wrong-length",
    "deep-json",
]
LASTING = [*PASSING, "gzip-bomb", "redirect", "drip", "slow", "rate-limited"]
each_feed = pytest.mark.parametrize(("route", "feed"), FEEDS.items())


@pytest.mark.parametrize("kind", PASSING)
@each_feed
def test_one_bad_answer_is_got_over(fake, box_office, kind, route, feed):
    without = rows(box_office, feed)
    fake.sandbox.set_faults({"kind": kind, "route": route, "count": 1})

    assert rows(box_office, feed) == without


@pytest.mark.parametrize("http_date", [False, True])
def test_being_asked_to_slow_down_is_obeyed(fake, box_office, http_date):
    without = rows(box_office, "events")
    fake.sandbox.set_faults({"kind": "rate-limited", "count": 1, "seconds": 1.0, "http_date": http_date})
    started = time.monotonic()

    assert rows(box_office, "events") == without
    assert time.monotonic() - started > (0 if http_date else 1)  # a date counts whole seconds: it may be just over


@pytest.mark.parametrize("kind", LASTING)
def test_an_outage_is_told_with_what_to_do_and_nothing_half_comes(fake, kind):
    # Only of those that never end is the time-out what is tried: the others must be told for what they are.
    patience = {"silence_seconds": 0.2, "total_seconds": 0.2} if kind in ("drip", "slow") else {}
    box_office = fake.open(manners=Manners(first_wait=0, attempts=2, **patience))
    seconds = {"drip": 0.01, "slow": 0.5, "rate-limited": 0.0}.get(kind, 1.0)
    fake.sandbox.set_faults({"kind": kind, "seconds": seconds})
    got: list[Any] = []

    with pytest.raises(BoxOfficeUnavailable) as told:
        got.extend(box_office.fetch("events"))

    assert got == []
    assert told.value.remedy


@pytest.mark.parametrize("kind", ["html-503", "truncated", "error-500"])
def test_an_outage_in_the_middle_of_changes_is_told(fake, box_office, kind):
    fake.sandbox.set_faults({"kind": kind, "route": "orders/sync", "after": 3})

    with pytest.raises(BoxOfficeUnavailable):
        list(box_office.fetch_changes(LONG_AGO))


@pytest.mark.parametrize("kind", ["html-503", "truncated", "error-500", "html-200"])
def test_an_outage_is_never_taken_for_customers_who_are_gone(fake, box_office, kind):
    wanted = [f"{number}A" for number in range(20)]
    fake.sandbox.set_faults({"kind": kind, "route": "customers/*"})

    with pytest.raises(BoxOfficeUnavailable):
        list(box_office.look_up("customers", wanted))


def test_a_slow_answer_is_waited_for(fake, box_office):
    fake.sandbox.set_faults({"kind": "slow", "seconds": 0.3, "count": 1})

    assert rows(box_office, "events")


# -- records

UNHARMED = {
    "start-utc-with-z": ("instances", "performances"),
    "event-as-string": ("orders", "orders"),
    "unknown-field": ("orders", "orders"),
    "row-twice": ("orders", "orders"),
    "missing-field": ("orders", "orders"),  # one of the two forms of a moment
}
SET_ASIDE = {
    "text-for-number": ("orders", "orders", "tickets[].total is not a number."),
    "number-too-long": ("orders", "orders", "tickets[].id is a number that is too long."),
    "missing-tickets": ("orders", "orders", "tickets should be a list, and is nothing."),
    "missing-field": ("events", "events", "name is missing."),
}
POSTCODES = {"postcode-missing": "missing", "postcode-foreign": "foreign", "postcode-malformed": "invalid"}


@pytest.mark.parametrize(("kind", "route", "feed"), [(kind, *where) for kind, where in UNHARMED.items()])
def test_a_record_in_another_form_is_the_same_row(fake, box_office, kind, route, feed):
    without = rows(box_office, feed)
    fake.sandbox.set_faults({"kind": kind, "route": route})

    assert rows(box_office, feed) == without


@pytest.mark.parametrize(("kind", "route", "feed", "reason"), [(kind, *what) for kind, what in SET_ASIDE.items()])
def test_a_broken_record_is_set_aside_alone(fake, box_office, kind, route, feed, reason):
    whole = rows(box_office, feed)
    # The orders without tickets have nothing to break: the fault passes them by.
    fake.sandbox.set_faults({"kind": kind, "route": route, "count": 5})

    now = rows(box_office, feed)

    broken = {row.id: row for row in now.values() if isinstance(row, Quarantined)}
    assert 1 <= len(broken) <= 5
    assert {row.reason for row in broken.values()} == {reason}
    assert {row.id: row for row in now.values() if row.id not in broken} == {
        row.id: row for row in whole.values() if row.id not in broken
    }
    if kind != "missing-tickets" and feed == "orders":
        assert all(row.tickets == len(whole[row.id].tickets) for row in broken.values())


def test_a_performance_without_a_plan_is_nowhere_and_its_tickets_are_still_tickets(fake, box_office):
    orders = rows(box_office, "orders")
    fake.sandbox.set_faults({"kind": "plan-null"})

    performances = rows(box_office, "performances").values()

    assert {(each.venue_name, each.plan_name, each.capacity) for each in performances} == {("", "", None)}
    assert rows(box_office, "orders") == orders


def test_a_ticket_type_never_seen_before_is_kept_by_its_name(fake, box_office):
    fake.sandbox.set_faults({"kind": "unknown-ticket-type", "route": "orders"})

    types = {ticket.ticket_type for order in rows(box_office, "orders").values() for ticket in order.tickets}

    assert types == {"Brand New Price"}


def test_an_order_without_a_customer_is_an_order(fake, box_office):
    fake.sandbox.set_faults({"kind": "customer-null", "route": "orders"})

    orders = rows(box_office, "orders").values()

    assert {type(order) for order in orders} == {Order}
    assert {order.customer_id for order in orders} == {None}


@pytest.mark.parametrize(("kind", "postcode_kind"), POSTCODES.items())
def test_a_postcode_that_cannot_be_used_is_unknown_in_its_own_way(fake, box_office, kind, postcode_kind):
    known = references_with_postcodes(box_office)[:20]
    fake.sandbox.set_faults({"kind": kind, "route": "customers/*"})

    customers = rows_of(box_office, list(box_office.look_up("customers", known)))

    assert {customer.postcode_kind for customer in customers} == {postcode_kind}


def references_with_postcodes(box_office) -> list[str]:
    orders = rows(box_office, "orders").values()
    ids = sorted({PRIVACY.open_reference(order.customer_reference) for order in orders if order.customer_reference})
    found = {record.id: box_office.conform(record, PRIVACY) for record in box_office.look_up("customers", ids[:60])}
    return [box_office_id for box_office_id, row in found.items() if row.postcode_kind == "known"]


def test_an_attribute_that_was_renamed_comes_under_its_new_name(fake, box_office):
    fake.sandbox.set_faults({"kind": "attribute-renamed", "route": "events"})

    for event in rows(box_office, "events").values():
        assert "IlluminateEventType" not in event.attributes
        assert "IlluminateEventTypeRenamed" in event.attributes


def test_a_row_of_changes_without_tickets_is_read_by_its_id(fake, box_office):
    whole = {row.id: row for row in rows_of(box_office, list(box_office.fetch_changes(LONG_AGO)))}
    fake.sandbox.set_faults({"kind": "missing-tickets", "route": "orders/sync", "count": 20})

    assert {row.id: row for row in rows_of(box_office, list(box_office.fetch_changes(LONG_AGO)))} == whole


# -- switches


def changes(box_office) -> dict[str, Any]:
    return {row.id: row for row in rows_of(box_office, list(box_office.fetch_changes(LONG_AGO)))}


def switch_changes_absent(fake, box_office):
    with pytest.raises(NoChangesFeed):
        changes(box_office)
    *_, last = box_office.test()
    assert (last.check, last.passed) == ("changes", False)


def switch_changes_ids_only(fake, box_office):
    with_ids = changes(box_office)
    fake.sandbox.set_faults()
    assert with_ids == changes(box_office)


def switch_changes_same_page(fake, box_office):
    repeated = changes(box_office)
    fake.sandbox.set_faults()
    # What a feed that never moves on can still give: all that changed in the days of its first page, and since.
    assert repeated == changes(box_office)


def switch_events_upcoming_only(fake, box_office):
    upcoming = rows(box_office, "events")
    fake.sandbox.set_faults()
    listed = rows(box_office, "events")
    assert upcoming.keys() < listed.keys()
    found = rows_of(box_office, list(box_office.look_up("events", listed.keys() - upcoming.keys())))
    assert upcoming | {row.id: row for row in found} == listed


def switch_fields_of_2026(fake, box_office):
    newer = rows(box_office, "events")
    fake.sandbox.set_faults()
    assert newer == rows(box_office, "events")


def switch_clock_skew(fake, box_office):
    with pytest.raises(CredentialsRefused) as told:
        rows(box_office, "events")
    assert "clock" in told.value.remedy
    assert "20 minutes" in told.value.remedy
    *_, last = box_office.test()
    assert (last.check, last.passed) == ("clock", False)


def switch_key_revoked(fake, box_office):
    with pytest.raises(CredentialsRefused):
        rows(box_office, "events")
    *_, last = box_office.test()
    assert (last.check, last.passed) == ("key", False)


def switch_crowded(fake, box_office):
    wanted = list(rows(box_office, "orders"))[:100]
    before = box_office.requests_made
    assert len(list(box_office.look_up("orders", wanted))) == 100
    assert box_office.requests_made - before == 100  # none was turned away


def switch_orders_take_time(fake, box_office):
    assert fetched(box_office, "orders")


@pytest.mark.parametrize("kind", Switch.__args__)
def test_every_switch_is_coped_with(fake, box_office, kind):
    fake.sandbox.set_faults({"kind": kind, "seconds": 0.001})

    globals()[f"switch_{kind.replace('-', '_')}"](fake, box_office)


def test_no_fault_was_forgotten():
    records = {*UNHARMED, *SET_ASIDE, *POSTCODES}
    records |= {"plan-null", "unknown-ticket-type", "customer-null", "attribute-renamed"}

    assert set(LASTING) == set(ANSWERS)
    assert records == set(SPOILT)
