"""Does every connector keep what `connectors.base` promises? One suite for all of them, against their fakes."""

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from houselights.connectors.base import BoxOffice, LookUp, NoChangesFeed
from houselights.errors import BoxOfficeUnavailable, CredentialsRefused
from houselights.rows import Customer, Event, Order, Performance, Quarantined

from .conftest import PRIVACY, Fake, fetched, rows, rows_of, windows

TYPES = {"events": Event, "performances": Performance, "orders": Order}
LONG_AGO = datetime.now(UTC) - timedelta(days=500)


def references(box_office: BoxOffice) -> list[str]:
    orders = rows(box_office, "orders").values()
    return sorted({PRIVACY.open_reference(order.customer_reference) for order in orders if order.customer_reference})


def test_good_credentials_pass_every_step(box_office):
    steps = list(box_office.test())

    assert [step.check for step in steps] == ["reachable", "client", "clock", "key", "orders", "changes"]
    assert [step for step in steps if not step.passed] == []


@pytest.mark.parametrize(
    ("changes", "check"),
    [
        ({"origin": "http://127.0.0.1:1"}, "reachable"),
        ({"client": "nobody"}, "client"),
        ({"secret": "d3Jvbmc="}, "key"),
        ({"login": "somebody"}, "key"),
        ({"secret": "not whole"}, "key"),
    ],
)
def test_wrong_credentials_stop_at_the_step_that_fails_with_what_to_do(fake, changes, check):
    *before, last = list(fake.open(**changes).test())

    assert [step for step in before if not step.passed] == []
    assert (last.check, last.passed) == (check, False)
    assert last.remedy
    assert fake.credentials.secret not in str(last)


def test_the_clock_is_the_box_offices_own(box_office):
    now = box_office.now()

    assert now.tzinfo is not None
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)


@pytest.mark.parametrize("kind", TYPES)
def test_every_record_becomes_a_row_of_its_kind_with_its_own_id(box_office, kind):
    records = fetched(box_office, kind)

    made = rows_of(box_office, records)

    assert made
    assert {type(row) for row in made} == {TYPES[kind]}
    assert [row.id for row in made] == [record.id for record in records]


def test_orders_hold_every_ticket_and_penny_that_was_sold(fake, box_office):
    sold, pence = Counter(), Counter()
    for order in rows(box_office, "orders").values():
        for ticket in order.tickets:
            sold[ticket.performance_id] += 1
            pence[ticket.performance_id] += ticket.total_pence

    listed = {each["performance"]: each for each in fake.sandbox.ledger("lyric")["performances"] if each["tickets"]}
    assert dict(sold) == {performance: each["tickets"] for performance, each in listed.items()}
    assert dict(pence) == {performance: each["pence"] for performance, each in listed.items()}


def test_performances_are_at_the_venues_own_time(fake, box_office):
    performances = rows(box_office, "performances")

    listed = {each["performance"]: each["start"] for each in fake.sandbox.ledger("lyric")["performances"]}
    assert {each.id: each.starts_local.isoformat() for each in performances.values()}.items() <= listed.items()
    assert all(each.starts_local.tzinfo is None and each.starts_utc.tzinfo for each in performances.values())


def test_a_window_holds_the_orders_of_its_days_and_no_others(box_office):
    window = list(windows())[1]

    for row in rows_of(box_office, list(box_office.fetch("orders", window))):
        assert row.first_sold_local.date() <= window.end


def test_changes_since_long_ago_are_all_orders_as_the_windows_have_them(box_office):
    changed = rows_of(box_office, list(box_office.fetch_changes(LONG_AGO)))

    assert {row.id: row for row in changed} == rows(box_office, "orders")


def test_changes_since_now_are_what_is_sold_after(fake, box_office):
    before = box_office.now()
    performance = next(iter(rows(box_office, "performances")))
    sold = fake.sandbox.sell("lyric", performance, 3)

    changed = rows_of(box_office, list(box_office.fetch_changes(before)))

    assert [(row.id, len(row.tickets)) for row in changed if row.id == sold["order"]] == [(sold["order"], 3)]
    fake.sandbox.give_back("lyric", sold["order"], sold["tickets"][:1])
    (again,) = [row for row in rows_of(box_office, list(box_office.fetch_changes(before))) if row.id == sold["order"]]
    assert {ticket.id for ticket in again.tickets} == set(sold["tickets"][1:])


def test_two_hundred_and_fifty_orders_of_one_instant_all_come(fake, box_office):
    performance = next(iter(rows(box_office, "performances")))
    instant = (box_office.now() + timedelta(minutes=1)).isoformat()
    sold = {fake.sandbox.sell("lyric", performance, 1, modified=instant)["order"] for _ in range(250)}

    changed = {record.id for record in box_office.fetch_changes(datetime.fromisoformat(instant))}

    assert sold <= changed


@pytest.mark.parametrize("kind", ["events", "performances", "orders"])
def test_what_is_looked_up_is_what_was_fetched(box_office, kind):
    known = dict(list(rows(box_office, kind).items())[:10])

    found = rows_of(box_office, list(box_office.look_up(kind, known)))

    assert {row.id: row for row in found} == known


@pytest.mark.parametrize("kind", LookUp.__args__)
def test_ids_that_are_not_known_are_left_out(box_office, kind):
    assert list(box_office.look_up(kind, ["999999A", "I-NO-BODY", "../events", "", "a b"])) == []


def test_customers_are_read_by_the_references_on_orders_and_go_by_the_same_id(box_office):
    orders = [order for order in rows(box_office, "orders").values() if order.customer_id]

    found = rows_of(box_office, list(box_office.look_up("customers", references(box_office))))

    assert {type(row) for row in found} == {Customer}
    assert {row.id for row in found} == {order.customer_id for order in orders}
    assert {row.postcode_kind for row in found} == {"known", "missing", "invalid", "foreign"}


def test_no_row_holds_anything_plain_of_a_person(fake, box_office):
    asked = references(box_office)[:200]
    plain = {text for record in box_office.look_up("customers", asked) for text in personal_texts(record.body)}
    made = rows_of(box_office, list(box_office.look_up("customers", asked))) + list(rows(box_office, "orders").values())

    written = msgspec.json.encode(made).decode().lower()

    assert len(plain) > 100
    assert [text for text in sorted(plain) if text.lower() in written] == []
    assert [reference for reference in asked if reference.lower() in written] == []


def personal_texts(body: bytes) -> set[str]:
    """Whatever a customer's record says that is long enough to be told from chance."""
    record = msgspec.json.decode(body)
    texts = {record["lastName"], record["email"], record["phone"], record["mobile"], record["firstName"]}
    for address in record["addresses"]:
        texts |= {address["line1"], address["postcode"], address["postcode"].replace(" ", "")}
    return {text for text in texts if len(text) > 4}


def test_a_customer_who_was_merged_is_left_out_and_their_orders_move(fake, box_office):
    gone, into = references(box_office)[:2]

    fake.sandbox.merge("lyric", gone=gone, into=into)

    assert [record.id for record in box_office.look_up("customers", [gone, into])] == [into]
    owners = {order.customer_id for order in rows(box_office, "orders").values()}
    assert PRIVACY.customer_id(gone) not in owners
    assert PRIVACY.customer_id(into) in owners


def test_an_event_that_no_list_holds_any_more_is_found_by_its_id(box_office):
    listed = rows(box_office, "events")
    sold = {ticket.event_id for order in rows(box_office, "orders").values() for ticket in order.tickets}

    found = rows_of(box_office, list(box_office.look_up("events", sold - set(listed))))

    assert {row.id for row in found} == sold - set(listed) != set()


def test_the_attributes_that_only_a_key_can_see_are_read(box_office):
    wanted = {"IlluminateEventType", "IlluminateIsFunded", "IlluminateSubDiscipline", "IlluminateDistributionType"}

    assert all(wanted <= set(event.attributes) for event in rows(box_office, "events").values())


def test_a_refused_key_is_told_whatever_is_asked(fake):
    refused = fake.open(secret="d3Jvbmc=")

    for asking in (
        lambda: refused.now(),
        lambda: fetched(refused, "events"),
        lambda: fetched(refused, "orders"),
        lambda: list(refused.fetch_changes(LONG_AGO)),
        lambda: list(refused.look_up("customers", ["I-K222-7WRS"])),
    ):
        with pytest.raises(CredentialsRefused) as told:
            asking()
        assert told.value.remedy


def test_a_box_office_that_is_away_is_told_and_nothing_half_comes(fake):
    away = fake.open(origin="http://127.0.0.1:1")

    with pytest.raises(BoxOfficeUnavailable) as told:
        fetched(away, "events")

    assert told.value.remedy


def test_the_days_budget_is_kept(fake):
    box_office = fake.open(budget=3)

    with pytest.raises(BoxOfficeUnavailable, match="budget"):
        fetched(box_office, "orders")

    assert box_office.requests_made == 3


def test_it_can_be_read_from_eight_threads_at_once(fake, box_office):
    fake.sandbox.set_faults({"kind": "crowded"})  # a fifth request for orders at once is turned away
    made: list[object] = []
    threads = [threading.Thread(target=lambda: made.append(len(fetched(box_office, "orders")))) for _ in range(8)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(set(made)) == 1
    assert len(made) == 8
    assert box_office.requests_made == 8 * len(list(windows()))  # none was turned away and tried again


def test_two_organisations_with_the_same_ids_stay_apart(fake):
    account = fake.sandbox.client("grand")
    grand = fake.open(**{name: account[name] for name in ("client", "login", "secret")})
    lyric = fake.open()

    here, there = rows(lyric, "events"), rows(grand, "events")

    both = set(here) & set(there)
    assert both
    assert any(here[event].name != there[event].name for event in both)


def test_nothing_is_quarantined_without_a_fault(box_office):
    made = [row for kind in TYPES for row in rows_of(box_office, fetched(box_office, kind))]

    assert [row for row in made if isinstance(row, Quarantined)] == []


def test_without_a_feed_of_changes_it_is_told_before_anything_comes(fake, box_office):
    fake.sandbox.set_faults({"kind": "changes-absent"})

    with pytest.raises(NoChangesFeed):
        next(iter(box_office.fetch_changes(LONG_AGO)))


def test_the_fake_is_the_one_for_this_connector(fake: Fake, box_office: BoxOffice):
    assert box_office.kind == fake.kind
