"""A run that waits for a silent box office is stopped within seconds, and the next goes on where it was."""

import time
from collections.abc import Iterator

import pytest
import stamina

from houselights.feeds.actions import cancel_run, sync_now
from houselights.feeds.models import SyncRun
from houselights.feeds.progress import Progress
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import started_sandbox

from .conftest import connected
from .test_sync import figures_by_performance, ledger_by_performance, synced_lyric

pytestmark = pytest.mark.django_db(transaction=True)
SILENT = 100.0  # seconds; this machine may be busy, so that stopping must take less than half of them


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Sandbox]:
    """In a process of its own: it sleeps on when we have left."""
    with started_sandbox(size="tiny") as sandbox:
        yield sandbox


@pytest.fixture(autouse=True)
def impatient() -> Iterator[None]:
    """A second try would be as silent: that there is none after a run was stopped is tried here."""
    with stamina.set_testing(True, attempts=5):
        yield


@pytest.mark.parametrize(("route", "step"), [("orders", "Reading orders, newest first"), ("events", "Reading events")])
def test_a_run_is_cancelled_while_the_box_office_is_silent(elsewhere: Sandbox, home, route: str, step: str):
    elsewhere.set_faults({"kind": "slow", "route": route, "seconds": SILENT})
    lyric = connected("lyric", elsewhere)
    heard: list[float] = []

    def watch(progress: Progress) -> None:
        """Told a second time of one step: nothing has come meanwhile."""
        if progress.step == step:
            heard.append(time.monotonic())
            if len(heard) == 2:
                cancel_run(run=SyncRun.objects.get(state="running"), by=None)

    run = sync_now(connection=lyric, by=None, watcher=watch)

    assert run.state == "cancelled"
    assert time.monotonic() - heard[1] < SILENT / 2


def test_what_it_had_read_is_kept_and_the_next_run_goes_on_there(elsewhere: Sandbox, home):
    elsewhere.set_faults({"kind": "slow", "route": "orders", "seconds": SILENT, "after": 10})
    lyric = connected("lyric", elsewhere)

    done: list[int] = []

    def watch(progress: Progress) -> None:
        """Told a second time of as many: four ask at once, so which of the first ten windows came is left to chance."""
        if progress.step == "Reading orders, newest first":
            if progress.done and progress.done in done:
                cancel_run(run=SyncRun.objects.get(state="running"), by=None)
            done.append(progress.done)

    cancelled = sync_now(connection=lyric, by=None, watcher=watch)
    kept = lyric.windows.filter(is_complete=True).count(), lyric.windows.count()
    elsewhere.set_faults()
    lyric = synced_lyric(elsewhere)

    assert cancelled.state == "cancelled"
    assert kept == (done[-1], done[-1])
    assert figures_by_performance(home, "lyric") == ledger_by_performance(elsewhere, "lyric")
