"""What is landed, and that a kill leaves nothing half-written."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pyarrow.parquet as pq
import pytest

from houselights.feeds.accounting import Accounting
from houselights.feeds.compacting import compact
from houselights.feeds.known import Known
from houselights.feeds.landing import Landing
from houselights.feeds.models import LandedFile, SyncRun
from houselights.rows import RULES_VERSION, Customer, Event, Order, Ticket

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def landing(lyric_connection, home) -> Landing:
    run = SyncRun.objects.create(connection=lyric_connection, started_at=NOW)
    return Landing(home, lyric_connection, run, Accounting(), Known(home))


def order(order_id: str = "o1", tickets: int = 2, pence: int = 1000) -> Order:
    held = tuple(Ticket(f"{order_id}-t{n}", "e1", "p1", "Full", pence, pence, 0, pence) for n in range(tickets))
    return Order(order_id, "c1", "sealed", datetime(2026, 6, 1, 10), NOW, held)


def _landed(home, kind: str) -> list[dict[str, Any]]:
    (file,) = LandedFile.objects.filter(kind=kind)
    return pq.read_table(home.path / file.path).to_pylist()


@pytest.mark.django_db
def test_an_order_seen_again_unchanged_is_not_landed_again(landing):
    landing.land([order()], seen_at=NOW)

    stored = landing.land([order()], seen_at=NOW)

    assert stored == 0
    assert landing.accounting.unchanged == {"orders": 1, "tickets": 2}
    assert LandedFile.objects.filter(kind="orders").count() == 1
    landing.accounting.check()


@pytest.mark.django_db
def test_an_order_that_changed_is_landed_again_with_its_whole_ticket_set(landing, home):
    landing.land([order(tickets=2)], seen_at=NOW)

    landing.land([order(tickets=1)], seen_at=NOW)

    files = LandedFile.objects.filter(kind="tickets").order_by("id")
    assert [pq.read_table(home.path / file.path).num_rows for file in files] == [2, 1]
    readings = [pq.read_table(home.path / file.path)["reading"][0].as_py() for file in files]
    assert readings[0] < readings[1]


@pytest.mark.django_db
def test_an_order_that_never_had_tickets_is_excluded_and_one_that_lost_them_is_stored(landing):
    landing.land([order("gift", tickets=0), order("returned", tickets=2)], seen_at=NOW)

    landing.land([order("returned", tickets=0)], seen_at=NOW)

    assert landing.accounting.excluded == {("orders", "no-tickets"): 1}
    assert landing.accounting.stored["orders"] == 2
    landing.accounting.check()


@pytest.mark.django_db
def test_the_same_order_twice_in_one_batch_keeps_the_later_reading(landing, home):
    landing.land([order(pence=1000), order(pence=900)], seen_at=NOW)

    file = LandedFile.objects.get(kind="tickets")
    assert pq.read_table(home.path / file.path)["total_pence"].to_pylist() == [900, 900]
    landing.accounting.check()


@pytest.mark.django_db
def test_what_is_landed_is_what_the_row_says_its_times_utc_and_its_objects_text(landing, home):
    sold = datetime(2026, 6, 1, 10, tzinfo=timezone(timedelta(hours=1)))
    given = order("o1", tickets=1)
    late = Order("o2", None, None, datetime(2026, 6, 1, 10), sold, (Ticket("t9", "e9", "p9", "Child", 4, 3, 2, 1),))
    rosa = Customer("c1", "known", "token", {"s2": True, "s1": False}, {"phone": "p", "email": "é"})

    landing.land([given, late], seen_at=NOW)
    landing.land([rosa], seen_at=NOW)

    orders, tickets, customers = (_landed(home, kind) for kind in ("orders", "tickets", "customers"))
    assert orders[1].items() >= {"order_id": "o2", "customer_id": None, "customer_reference": None}.items()
    assert (orders[1]["first_sold_local"], orders[1]["first_sold_utc"]) == (
        datetime(2026, 6, 1, 10),
        datetime(2026, 6, 1, 9),
    )
    assert [row["order_id"] for row in tickets] == ["o1", "o2"]
    names = ("ticket_id", "event_id", "performance_id", "ticket_type")
    assert [tickets[1][name] for name in names] == ["t9", "e9", "p9", "Child"]
    assert [tickets[1][f"{name}_pence"] for name in ("original", "price", "discount", "total")] == [4, 3, 2, 1]
    assert (customers[0]["consents"], customers[0]["tokens"]) == (
        '{"s1": false, "s2": true}',
        '{"email": "é", "phone": "p"}',
    )
    stamp = {"connection_id": landing.connection.pk, "seen_at": NOW.replace(tzinfo=None)}
    assert all(row.items() >= stamp.items() for row in (*orders, *tickets, *customers))
    assert [row["reading"] for row in (*orders, *tickets, *customers)] == [1, 1, 1, 1, 2]
    assert {row["rules_version"] for row in (*orders, *customers)} == {RULES_VERSION}
    assert len({row["content"] for row in (*orders, *customers)}) == 3


@pytest.mark.django_db
def test_files_that_no_row_names_are_swept_away(landing, home):
    landing.land([Event("e1", "Emma", None, None, True, {})], seen_at=NOW)
    left = landing.folder / "orders" / "000000099.parquet"
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"half")

    landing.sweep()

    assert not left.exists()
    assert (home.path / LandedFile.objects.get().path).exists()


@pytest.mark.django_db
def test_many_small_files_become_one_with_the_same_rows(landing, home):
    for number in range(70):
        landing.land([order(f"o{number}")], seen_at=NOW)

    compact(landing)

    files = LandedFile.objects.filter(kind="orders")
    assert [file.rows for file in files] == [70]
    table = pq.read_table(home.path / files[0].path)
    assert sorted(table["order_id"].to_pylist()) == sorted(f"o{number}" for number in range(70))
    assert len(set(table["reading"].to_pylist())) == 70
    assert len(list((landing.folder / "orders").iterdir())) == 1
