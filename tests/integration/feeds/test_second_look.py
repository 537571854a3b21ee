"""Is a sale that nobody announced found, also one dated months ago, within the nights that are promised?"""

from datetime import UTC, date, datetime, timedelta

import pytest

from houselights.connections.models import Connection
from houselights.feeds import schedule
from houselights.feeds.actions import sync_now
from houselights.feeds.models import ReadWindow, SyncRun
from houselights.feeds.recording import start_run
from houselights.feeds.rules import windows_between
from houselights.feeds.schedule import ROUND, old_stretch
from houselights.sandbox.remote import Sandbox

from .test_sync import figures_by_performance, ledger_by_performance, some_sale, synced_lyric

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 27)


def sell_long_ago(sandbox: Sandbox, **more: str) -> None:
    """A sale of today whose only transaction bears a day of last winter."""
    then = datetime.now() - timedelta(days=200)
    sandbox.sell("lyric", some_sale(sandbox)["performance"], 4, sold_at=then.isoformat(), **more)


def a_run(connection: Connection) -> SyncRun:
    return sync_now(connection=Connection.objects.get(pk=connection.pk), by=None)


def a_night(connection: Connection) -> None:
    Connection.objects.filter(pk=connection.pk).update(looked_again_on=None)
    a_run(connection)


def read_whole(connection: Connection, before: date, days: int) -> SyncRun:
    """A run that read all windows of so many days."""
    run = start_run(connection, by=None)
    windows = windows_between(before - timedelta(days=days), before - timedelta(days=5))
    ReadWindow.objects.bulk_create(
        ReadWindow(connection=connection, start=each.start, end=each.end, is_complete=True, run=run) for each in windows
    )
    return run


@pytest.mark.parametrize("days", [12, 400, 5 * 365])
def test_every_old_window_is_read_again_within_the_round_of_nights(lyric_connection, days):
    first = read_whole(lyric_connection, TODAY, days)

    most = 0
    for _ in range(ROUND):
        stretch, night = old_stretch(lyric_connection, TODAY), start_run(lyric_connection, by=None)
        most = max(most, len(stretch))
        for start, end in stretch:
            lyric_connection.windows.filter(start=start, end=end).update(run=night)

    assert not lyric_connection.windows.filter(run=first).exists()
    assert most <= days / 4 / ROUND + 1  # a stretch each night, never everything at once


def test_a_day_has_one_stretch_and_windows_of_the_last_weeks_are_not_of_it(lyric_connection):
    read_whole(lyric_connection, TODAY, 400)

    assert old_stretch(lyric_connection, None) == set()
    assert old_stretch(lyric_connection, TODAY - timedelta(days=410)) == set()


def test_a_sale_of_long_ago_that_nobody_announced_is_there_after_a_round_of_nights(sandbox, home, monkeypatch):
    monkeypatch.setattr(schedule, "ROUND", 3)
    lyric = synced_lyric(sandbox)
    sell_long_ago(sandbox, modified=datetime(2026, 1, 1, tzinfo=UTC).isoformat())
    a_run(lyric)
    assert figures_by_performance(home, "lyric") != ledger_by_performance(sandbox, "lyric")

    for _ in range(3):
        a_night(lyric)

    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")


def test_what_happened_while_there_was_no_feed_of_changes_comes_as_soon_as_there_is_one(sandbox, home):
    lyric = synced_lyric(sandbox)
    sandbox.set_faults({"kind": "changes-absent"})
    sell_long_ago(sandbox)
    sandbox.move_clock(minutes=300)
    try:
        a_run(lyric)
        a_run(lyric)
        assert figures_by_performance(home, "lyric") != ledger_by_performance(sandbox, "lyric")

        sandbox.set_faults()
        a_run(lyric)
    finally:
        sandbox.move_clock(minutes=-300)

    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")


def test_without_a_feed_of_changes_a_run_reads_from_the_last_one_on_and_no_more(sandbox):
    lyric = synced_lyric(sandbox)
    sandbox.set_faults({"kind": "changes-absent"})
    Connection.objects.filter(pk=lyric.pk).update(changes_mark=datetime.now(UTC) - timedelta(days=300))

    run = a_run(lyric)

    assert run.accounting["received"]["orders"] < 300
