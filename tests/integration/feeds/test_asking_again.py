"""Are records that were set aside asked for again when a person says so, and counted once they make sense?"""

import pytest

from houselights.audit.models import Entry
from houselights.feeds.actions import request_sync, sync_now
from houselights.feeds.models import SyncRun
from houselights.feeds.recording import start_run
from houselights.feeds.sync import sync
from houselights.sandbox.remote import Sandbox

from .conftest import connected

pytestmark = pytest.mark.django_db(transaction=True)


def spoilt_orders(many: int) -> dict:
    """So many from long ago: those of the last weeks are read again by themselves at night.

    Fewer stay set aside where one stands in a second window as well, which gives it whole.
    """
    return {"kind": "text-for-number", "route": "orders", "count": many, "after": 1000}


def read_with(sandbox: Sandbox, connection, *faults: dict) -> SyncRun:
    """One run while these faults are on."""
    sandbox.set_faults(*faults)
    try:
        return sync_now(connection=connection, by=None)
    finally:
        sandbox.set_faults()


def held(connection) -> int:
    return sum(connection.catalogue.values_list("tickets", flat=True))


def sold(sandbox: Sandbox) -> int:
    return sum(each["tickets"] for each in sandbox.ledger("lyric")["performances"])


def test_an_order_that_was_set_aside_comes_when_it_is_asked_for_again(sandbox: Sandbox):
    lyric = connected("lyric", sandbox)
    read_with(sandbox, lyric, spoilt_orders(3))
    aside = lyric.set_aside.count()
    assert 1 <= aside <= 3
    named = {event for each in lyric.set_aside.all() for event in each.events}
    assert named
    assert named <= set(lyric.catalogue.values_list("box_office_id", flat=True))
    assert held(lyric) < sold(sandbox)

    run = sync_now(connection=lyric, by=None, asks_again=True)

    assert not lyric.set_aside.exists()
    assert held(lyric) == sold(sandbox)
    assert run.accounting["stored"]["orders"] == aside
    assert not run.findings.filter(code="quarantined").exists()


def test_without_being_asked_for_they_wait(sandbox: Sandbox):
    lyric = connected("lyric", sandbox)
    read_with(sandbox, lyric, spoilt_orders(1))

    sync_now(connection=lyric, by=None)

    assert lyric.set_aside.count() == 1


def test_what_still_makes_no_sense_stays_set_aside_and_is_accounted_for(sandbox: Sandbox):
    lyric = connected("lyric", sandbox)
    read_with(sandbox, lyric, spoilt_orders(2))
    aside = lyric.set_aside.count()

    sandbox.set_faults({"kind": "text-for-number", "route": "orders/[!s]*"})
    run = sync_now(connection=lyric, by=None, asks_again=True)

    assert lyric.set_aside.count() == aside >= 1
    assert set(lyric.set_aside.values_list("run", flat=True)) == {run.pk}
    assert run.accounting["quarantined"]["orders"] == aside


def test_orders_without_an_id_are_looked_for_in_the_whole_history(sandbox: Sandbox):
    """Nobody can ask for them by id; nor tell one of them from another."""
    lyric = connected("lyric", sandbox)
    read_with(sandbox, lyric)
    lyric.set_aside.create(run=lyric.runs.get(), kind="orders", box_office_id="", reason="id is missing.", tickets=2)

    run = sync_now(connection=lyric, by=None, asks_again=True)

    assert run.accounting["received"]["orders"] > 100
    assert not lyric.set_aside.exists()


def test_an_event_without_an_id_is_forgotten_once_the_list_came_whole_without_it(sandbox: Sandbox):
    lyric = connected("lyric", sandbox)
    read_with(sandbox, lyric)
    lyric.set_aside.create(run=lyric.runs.get(), kind="events", box_office_id="", reason="id is missing.")

    sync_now(connection=lyric, by=None)

    assert not lyric.set_aside.exists()


def test_a_person_who_asks_while_a_run_waits_is_served_by_it(sandbox: Sandbox):
    lyric = connected("lyric", sandbox)
    read_with(sandbox, lyric, spoilt_orders(1))
    waiting = start_run(lyric, by=None)

    asked = request_sync(connection=lyric, by=None, asks_again=True)
    sync(run=SyncRun.objects.get(pk=waiting.pk))

    assert asked.pk == waiting.pk
    assert not lyric.set_aside.exists()
    assert Entry.objects.filter(action="set-aside records asked for again").count() == 1
