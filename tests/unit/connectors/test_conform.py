"""Does each record become the right row, and a broken one a reason that names the field and never its value?"""

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houselights.connectors.answers import Answer
from houselights.connectors.base import Record
from houselights.connectors.spektrix.conform import conform
from houselights.connectors.spektrix.places import Place, Placed
from houselights.connectors.spektrix.shapes import CustomerBody
from houselights.rows import Customer, Event, Order, Performance, Quarantined

from .bodies import EVENT, LONDON, ORDER, PERFORMANCE, PRIVACY, TICKET, conformed, without

UNSET = "0001-01-01T00:00:00"  # what a date that was never set looks like there


def order_with(**ticket):
    return conformed("orders", ORDER | {"tickets": [{**TICKET, **ticket}]})


# -- events


def test_an_event_has_its_name_trimmed_its_days_and_no_attribute_of_its_own():
    assert conformed("events", EVENT) == Event(
        "201A", "Restless Lanterns", date(2026, 5, 1), date(2026, 5, 3), True, {}
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [("Drama", "Drama"), ("", ""), (True, "Yes"), (False, "No"), (None, ""), (25, "25"), (25.0, "25"), (1.5, "1.5")],
)
def test_an_attribute_is_text_as_the_box_office_shows_it_under_its_bare_name(value, text):
    event = conformed("events", EVENT | {"attribute_IlluminateEventType": value})

    assert event.attributes == {"IlluminateEventType": text}


def test_an_event_with_utc_days_alone_has_the_venues_days():
    body = without(EVENT, "firstInstanceDateTime", "lastInstanceDateTime")
    late = {"firstInstanceDateTimeUtc": "2026-05-01T23:30:00Z", "lastInstanceDateTimeUtc": "2026-05-02T23:30:00"}

    event = conformed("events", body | late)

    assert (event.first_on, event.last_on) == (date(2026, 5, 2), date(2026, 5, 3))


@pytest.mark.parametrize("unset", [{}, {"firstInstanceDateTime": None}, {"firstInstanceDateTime": UNSET}])
def test_an_event_without_days_has_none(unset):
    event = conformed("events", {"id": "201A", "name": "A talk"} | unset)

    assert (event.first_on, event.last_on, event.is_on_sale) == (None, None, False)


# -- performances


def test_a_performance_has_both_its_times_and_its_place():
    place = Place("Main House", 140, "The Lyric", "LN1 2TJ")
    record = Record("performances", "401A", Placed(msgspec.json.encode(PERFORMANCE), place))

    assert conform(record, PRIVACY, LONDON) == Performance(
        id="401A",
        event_id="201A",
        starts_local=datetime(2026, 5, 1, 19, 30),
        starts_utc=datetime(2026, 5, 1, 18, 30, tzinfo=UTC),
        is_cancelled=False,
        venue_name="The Lyric",
        venue_postcode="LN1 2TJ",
        plan_name="Main House",
        capacity=140,
    )


@pytest.mark.parametrize(
    "change",
    [
        {"startUtc": "2026-05-01T18:30:00Z"},
        {"startUtc": None},
        {"start": None},
        {"start": "2026-05-01T18:30:00Z", "startUtc": None},
        {"startUtc": "2026-05-01T18:30:00.0000000"},
        {"event": "201A"},
        {"planId": None},
        {"cancelled": None},
        {"somethingNew": {"of": ["2027"]}},
    ],
    ids=str,
)
def test_a_performance_is_the_same_in_every_form_it_comes_in(change):
    assert conformed("performances", PERFORMANCE | change) == conformed("performances", PERFORMANCE)


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2026-10-25T01:30:00", "2026-10-25T00:30:00"),  # before the clocks go back
        ("2026-10-25T01:30:00", "2026-10-25T01:30:00"),  # the same on the wall, an hour later
        ("2026-03-29T00:59:59", "2026-03-29T00:59:59"),
        ("2026-03-29T02:00:00", "2026-03-29T01:00:00"),
    ],
)
def test_both_nights_when_the_clocks_change_are_understood(local, utc):
    row = conformed("performances", PERFORMANCE | {"start": local, "startUtc": utc})

    assert row.starts_local == datetime.fromisoformat(local)
    assert row.starts_utc == datetime.fromisoformat(utc + "+00:00")


def test_a_local_time_alone_that_comes_twice_is_the_first_of_the_two():
    row = conformed("performances", PERFORMANCE | {"start": "2026-10-25T01:30:00", "startUtc": None})

    assert row.starts_utc == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("local", "utc"),
    [
        ("2026-05-01T19:30:00", "2026-05-01T19:30:00"),  # an hour out
        ("2026-03-29T01:30:00", "2026-03-29T00:30:00"),  # a time that never was
        ("2026-05-01T19:30:00", "2026-05-02T18:30:00"),
    ],
)
def test_times_that_do_not_agree_are_set_aside(local, utc):
    row = conformed("performances", PERFORMANCE | {"start": local, "startUtc": utc})

    reason = f"start and startUtc do not agree in the time zone {LONDON}."
    assert (row.kind, row.reason) == ("performances", reason)
    assert isinstance(row, Quarantined)


@pytest.mark.parametrize("utc", [{"firstTransactionDateUtc": "2026-03-29T01:30:00"}, {"firstTransactionDateUtc": None}])
def test_a_sale_in_the_hour_that_clocks_skip_is_kept_at_the_time_it_means(utc):
    order = conformed("orders", ORDER | {"firstTransactionDate": "2026-03-29T01:30:00"} | utc)

    assert isinstance(order, Order)
    assert order.first_sold_local == datetime(2026, 3, 29, 2, 30)
    assert order.first_sold_utc == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


# -- orders


def test_an_order_has_its_moment_its_customer_keyed_and_its_tickets():
    order = conformed("orders", ORDER)

    assert isinstance(order, Order)
    assert (order.customer_id, order.customer_reference) == PRIVACY.ids("I-K222-7WRS")
    assert order.first_sold_local == datetime(2026, 6, 1, 10, 0, 12)
    assert order.first_sold_utc == datetime(2026, 6, 1, 9, 0, 12, tzinfo=UTC)
    (ticket,) = order.tickets
    assert (ticket.event_id, ticket.performance_id, ticket.ticket_type) == ("201A", "401A", "Full Price")
    assert (ticket.original_pence, ticket.price_pence, ticket.discount_pence, ticket.total_pence) == (
        3000,
        2850,
        325,
        2525,
    )


@pytest.mark.parametrize(
    "change",
    [
        {"event": "201A"},
        {"instance": "401A"},
        {"type": "Full Price"},
        {"type": None, "ticketType": {"id": "full", "name": "Full Price"}},
        {"total": "25.25"},
        {"total": 25.250},
        {"planId": None},
    ],
    ids=str,
)
def test_a_ticket_is_the_same_in_every_form_it_comes_in(change):
    assert order_with(**change) == conformed("orders", ORDER)


def test_a_row_of_the_changes_feed_is_the_same_order():
    ids = {"orderId": "88201A", "customerId": "842B", "customerFriendlyId": "I-X", "lastModified": "x"}
    body = without(ORDER, "id") | ids

    assert conformed("orders", body) == conformed("orders", ORDER)


@pytest.mark.parametrize(
    ("changes", "customer"),
    [
        ({"customer": None}, None),
        ({"customer": "I-K222-7WRS"}, "I-K222-7WRS"),
        ({"customer": None, "customerFriendlyId": "I-X", "customerId": "842B"}, "I-X"),
        ({"customer": None, "customerFriendlyId": None, "customerId": "842B"}, "842B"),
    ],
)
def test_a_customer_is_found_by_the_best_id_there_is_or_is_nobody(changes, customer):
    order = conformed("orders", ORDER | changes)

    assert (order.customer_id, order.customer_reference) == (PRIVACY.ids(customer) if customer else (None, None))


def test_the_first_sale_is_known_from_utc_alone():
    assert conformed("orders", without(ORDER, "firstTransactionDate")) == conformed("orders", ORDER)


def test_a_moment_that_no_calendar_holds_in_that_zone_is_set_aside():
    body = ORDER | {"firstTransactionDate": UNSET, "firstTransactionDateUtc": None}

    assert conformed("orders", body, "Asia/Tokyo").reason == "firstTransactionDate is not a day of our times."


def test_an_order_without_tickets_is_an_order():
    assert conformed("orders", ORDER | {"tickets": []}).tickets == ()


@pytest.mark.parametrize(
    ("written", "pence"),
    [
        ("0", 0),
        ("0.1", 10),
        ("0.29", 29),  # 28.999999999999996 as a binary fraction
        ("1.005", 101),
        ("2.675", 268),
        ("-1.005", -101),
        ("1e2", 10_000),
        ("19.999", 2000),
        ("1234567.89", 123_456_789),
        ('"12.50"', 1250),
    ],
)
def test_money_is_whole_pence_exactly(written, pence):
    body = msgspec.json.encode(ORDER).replace(b'"total":25.25', f'"total":{written}'.encode())

    assert conformed("orders", body).tickets[0].total_pence == pence


@settings(deadline=None)  # other work may share the processor
@given(st.integers(-(10**9), 10**9))
def test_every_amount_of_pence_comes_back_as_it_was_written(pence):
    written = f"{Decimal(pence) / 100:.2f}"
    body = msgspec.json.encode(ORDER).replace(b'"total":25.25', f'"total":{written}'.encode())

    assert conformed("orders", body).tickets[0].total_pence == pence


# -- customers


def test_a_customers_row_goes_by_the_id_on_their_orders_and_holds_nothing_plain():
    body = {
        "id": "another-form-of-it",
        "firstName": "Rosalind",
        "lastName": "Featherstonehaugh",
        "email": "rosalind@example.org",
        "mobile": "07700 900456",
        "birthDate": "1971-08-15",
        "addresses": [{"line1": "14 Quince Street", "postcode": "LN1 2TJ", "country": "GB", "isBilling": True}],
        "allStatements": [
            {"id": "201A", "text": "Write to Rosalind", "agreed": True},
            {"id": "401A", "agreed": False},
        ],
        "agreedStatements": [{"id": "201A"}, {"id": "601A"}],
    }

    row = conformed("customers", body)

    assert isinstance(row, Customer)
    assert row.id == PRIVACY.customer_id("asked-for")
    assert row.postcode_kind == "known"
    assert row.consents == {"201A": True, "401A": False, "601A": True}
    written = msgspec.json.encode(row).decode().lower()
    assert [word for word in ("rosalind", "feather", "900456", "quince", "ln1", "1971") if word in written] == []


@pytest.mark.parametrize(
    "body",
    [
        {"billingAddress": {"postcode": "LN1 2TJ"}, "addresses": [{"postcode": "EX4 8EX"}]},
        {"billingAddress": {"postcode": ""}, "addresses": [{"postcode": ""}, {"postcode": "LN1 2TJ"}]},
        {"addresses": [{"postcode": "EX4 8EX"}, {"postcode": "LN1 2TJ", "isBilling": True}]},
    ],
    ids=str,
)
def test_the_billing_address_counts_where_it_has_a_postcode(body):
    assert conformed("customers", body).postcode_token == PRIVACY.postcode_tokens(["LN12TJ"])[0]


def test_a_customer_without_anything_is_a_customer():
    row = conformed("customers", {"id": "x", "firstName": None, "addresses": None, "allStatements": None})

    assert (row.postcode_kind, row.consents, row.tokens) == ("missing", {}, {})


@pytest.mark.parametrize(
    "holder",
    [
        Record("customers", "I-1", b'{"lastName": "Bloggs"}'),
        CustomerBody(last_name="Bloggs"),
        Answer(200, None, b'{"lastName": "Bloggs"}'),
    ],
    ids=lambda holder: type(holder).__name__,
)
def test_what_holds_a_persons_record_never_shows_it(holder):
    assert "Bloggs" not in repr(holder)
