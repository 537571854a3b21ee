"""How full a house was is read after the performance and before the box office forgets it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from houselights.connections.models import Connection
from houselights.feeds.actions import rebuild, sync_now
from houselights.feeds.models import SyncRun
from houselights.home import Home
from houselights.register.actions import adopt_events
from houselights.register.queries import adoptable
from houselights.sandbox.remote import Sandbox
from houselights.warehouse.opened import open_build

from .conftest import connected

HOUR = timedelta(hours=1)


@pytest.fixture
def connection(db: None, sandbox: Sandbox) -> Connection:
    return connected("lyric", sandbox)


def begins(performance: dict) -> datetime:
    return datetime.fromisoformat(performance["start"])


def next_performance(sandbox: Sandbox) -> dict:
    """The next one on the ledger that takes place and is far from a change of the clocks' hour."""
    now = datetime.now().astimezone().replace(tzinfo=None)
    coming = [each for each in sandbox.ledger("lyric")["performances"] if begins(each) > now + 2 * HOUR]
    return min((each for each in coming if not each["cancelled"]), key=begins)


def counted(home: Home) -> dict[str, tuple[int | None, int | None]]:
    """{performance: (scanned, capacity)} in the published figures."""
    build = open_build(home.organisation("lyric"))
    rows = build.rows("select performance_id, scanned, capacity from performances")
    return {performance: (scanned, capacity) for performance, scanned, capacity in rows}


def read_at(connection: Connection, moment: datetime) -> SyncRun:
    """A run at that moment, by the box office's clock and ours; then everything there is put on the register."""
    with time_machine.travel(moment):
        connection.refresh_from_db()
        run = sync_now(connection=connection, by=None)
        adopt_events(box_office_events=adoptable(connection.organisation), by=None)
        rebuild(connection.organisation)
    return run


def test_the_house_is_counted_once_it_is_over_and_not_when_it_is_forgotten(sandbox, connection, home: Home):
    performance = next_performance(sandbox)
    sandbox.sell("lyric", performance["performance"], 4)
    sandbox.scan("lyric", performance["performance"], 3)
    starts = begins(performance).replace(tzinfo=UTC)

    read_at(connection, starts - HOUR)
    assert counted(home)[performance["performance"]][0] is None
    first = read_at(connection, starts + 6 * HOUR)
    known = counted(home)[performance["performance"]]
    again = read_at(connection, starts + 7 * HOUR)
    read_at(connection, starts + timedelta(days=9))

    assert first.accounting["stored"]["house_counts"] >= 1
    assert known[0] == 3
    assert again.accounting["received"]["house_counts"] == 0
    assert counted(home)[performance["performance"]] == known


def test_a_house_that_held_others_than_the_orders_say_is_noticed(sandbox, connection):
    performance = next_performance(sandbox)
    order = sandbox.sell("lyric", performance["performance"], 4)
    starts = begins(performance).replace(tzinfo=UTC)
    read_at(connection, starts + 6 * HOUR)
    run = read_at(connection, starts + 7 * HOUR)
    assert not run.findings.filter(code="house-count-differs").exists()

    with time_machine.travel(starts + 8 * HOUR):
        sandbox.give_back("lyric", order["order"], order["tickets"][:1])
    run = read_at(connection, starts + 9 * HOUR)

    (found,) = run.findings.filter(code="house-count-differs")
    assert found.message.startswith("For 1 performance the orders hold another number")
