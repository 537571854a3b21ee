"""Is a record that makes no sense set aside alone, with a reason that names the field and never its value?"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from houselights.rows import Customer, Event, Order, Performance, Quarantined

from .bodies import EVENT, ORDER, PERFORMANCE, TICKET, conformed, without

SECRET = "Bloggs LN1 2TJ"
EVENT_IDS = ("2601AMKGHRLTLCQKGMNKNHMLHMPVPCDKM", "3401ASJDTRLQLVJTBCHHGQHDCGCHQLLDC")
MONEY, LATE = "tickets[].total is not an amount of money.", "firstTransactionDate is not a day of our times."


def held(**changes):
    """An order whose one ticket is changed."""
    return ORDER | {"tickets": [TICKET | changes]}


ORDERS = {
    "total not a number": (held(total=SECRET), "tickets[].total is not a number.", 1),
    "total a list": (held(total=[SECRET]), "tickets[].total should be a number, and is a list.", 1),
    "total endless": (held(total="Infinity"), MONEY, 1),
    "total no number at all": (held(total="NaN"), MONEY, 1),
    "total that raises at a look": (held(total="sNaN"), MONEY, 1),
    "total beyond all prices": (held(total=1e15), MONEY, 1),
    "total beyond all sense": (held(total=1e300), MONEY, 1),
    "tickets null": (ORDER | {"tickets": None}, "tickets should be a list, and is nothing.", 0),
    "tickets absent": (without(ORDER, "tickets"), "tickets is missing.", 0),
    "tickets a text": (ORDER | {"tickets": SECRET}, "tickets should be a list, and is text.", 0),
    "ticket without id": (ORDER | {"tickets": [TICKET, without(TICKET, "id")]}, "tickets[].id is missing.", 2),
    "ticket twice": (ORDER | {"tickets": [TICKET, TICKET]}, "tickets[].id is the same for two tickets.", 2),
    "ticket id too long": (held(id="9" * 20), "tickets[].id is a number that is too long.", 1),
    "ticket of no event": (held(event=None), "tickets[].event should be text or an object, and is nothing.", 1),
    "event without id": (held(event={"name": SECRET}), "tickets[].event.id is missing.", 1),
    "an empty id": (ORDER | {"id": ""}, "id cannot be read.", 1),
    "no id": (without(ORDER, "id"), "id is missing.", 1),
    "no moment": (
        without(ORDER, "firstTransactionDate", "firstTransactionDateUtc"),
        "firstTransactionDate is missing.",
        1,
    ),
    "moment in words": (
        ORDER | {"firstTransactionDate": SECRET},
        "firstTransactionDate is not a date and time.",
        1,
    ),
    "moment never set": (
        ORDER | {"firstTransactionDate": "0001-01-01T00:00:00", "firstTransactionDateUtc": None},
        LATE,
        1,
    ),
}
OTHERS = {
    "event without name": ("events", without(EVENT, "name"), "name is missing."),
    "event named by a number": ("events", EVENT | {"name": 5}, "name should be text, and is a whole number."),
    "performance of no event": ("performances", without(PERFORMANCE, "event"), "event is missing."),
    "performance without time": ("performances", without(PERFORMANCE, "start", "startUtc"), "start is missing."),
    "customer named by a number": (
        "customers",
        {"lastName": 5, "email": SECRET},
        "lastName should be text, and is a whole number.",
    ),
    "cut off": ("customers", b'{"lastName": "Bloggs', "The record is not whole JSON."),
    "not UTF-8": ("customers", b'{"lastName": "Bloggs\xff"}', "The record is not whole JSON."),
    "a bare text": ("events", SECRET, "the record should be an object, and is text."),
}


@pytest.mark.parametrize(("body", "reason", "tickets"), ORDERS.values(), ids=ORDERS)
def test_a_broken_order_is_set_aside_with_its_reason_and_the_number_of_its_tickets(body, reason, tickets):
    row = conformed("orders", body)

    assert isinstance(row, Quarantined)
    assert (row.kind, row.id, row.reason, row.tickets) == ("orders", "asked-for", reason, tickets)


@pytest.mark.parametrize(("kind", "body", "reason"), OTHERS.values(), ids=OTHERS)
def test_any_broken_record_is_set_aside_with_its_reason(kind, body, reason):
    row = conformed(kind, body)

    assert isinstance(row, Quarantined)
    assert (row.kind, row.id, row.reason, row.tickets) == (kind, "asked-for", reason, 0)


def test_what_is_set_aside_still_says_which_events_it_is_of():
    tickets = [TICKET | {"event": {"id": EVENT_IDS[0]}, "total": SECRET}, TICKET | {"event": EVENT_IDS[1]}]

    order = conformed("orders", ORDER | {"tickets": tickets})
    performance = conformed("performances", without(PERFORMANCE, "start", "startUtc") | {"event": EVENT_IDS[0]})

    assert isinstance(order, Quarantined)
    assert isinstance(performance, Quarantined)
    assert (order.events, performance.events) == (EVENT_IDS, EVENT_IDS[:1])


@pytest.mark.parametrize("event", [SECRET, {"id": SECRET}, 5, None, [EVENT_IDS[0]], {"name": SECRET}, "12"])
def test_only_whole_ids_are_taken_for_events(event):
    row = conformed("orders", held(event=event, total=SECRET))

    assert isinstance(row, Quarantined)
    assert row.events == ()


def test_no_reason_here_quotes_a_value():
    reasons = [reason for *_, reason, _ in ORDERS.values()] + [reason for *_, reason in OTHERS.values()]

    assert [reason for reason in reasons if "Bloggs" in reason or "LN1" in reason] == []


ATOMS = st.none() | st.booleans() | st.floats(allow_nan=False) | st.integers() | st.text(max_size=8)
NAMES = st.sampled_from([*ORDER, *TICKET, *EVENT, *PERFORMANCE, "addresses", "email"])
JSON = st.recursive(
    ATOMS | st.just("2026-05-01T19:30:00"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=8,
)


@settings(deadline=None)  # other work may share the processor
@given(
    st.sampled_from([("orders", ORDER), ("performances", PERFORMANCE), ("events", EVENT), ("customers", {})]),
    st.dictionaries(NAMES, JSON, max_size=4),
)
def test_whatever_comes_is_a_row_or_set_aside_and_never_an_exception(whole, spoilt):
    kind, body = whole

    row = conformed(kind, body | spoilt)

    assert isinstance(row, Event | Performance | Order | Customer | Quarantined)
