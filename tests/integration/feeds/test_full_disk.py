"""The disk fills up in the middle of a run: is it said, is nothing half-written, and does the next run mend all?"""

import errno
import os
from collections.abc import Callable
from typing import Any

import pyarrow.parquet as pq
import pytest

from houselights.errors import HomeProblem
from houselights.feeds import compacting, rules
from houselights.feeds.actions import sync_now
from houselights.feeds.room import is_of_the_disk
from houselights.warehouse.store import Engine

from .conftest import connected
from .test_sync import adopt_all, figures_by_performance, ledger_by_performance

pytestmark = pytest.mark.django_db(transaction=True)
FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def fails_after(whole: Callable[..., Any], times: int) -> Callable[..., Any]:
    """The disk has room for so many more."""
    left = [times]

    def until_full(*arguments: Any, **named: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise FULL
        return whole(*arguments, **named)

    return until_full


@pytest.mark.parametrize(
    ("owner", "name", "times"),
    [(pq, "write_table", 0), (pq, "write_table", 9), (compacting.os, "fsync", 30), (Engine, "write", 2)],
    ids=["nothing can be landed", "some windows were landed", "a file is not all on the disk", "in the figures"],
)
def test_a_run_on_a_full_disk_says_so_and_the_next_brings_every_ticket(sandbox, home, monkeypatch, owner, name, times):
    lyric = connected("lyric", sandbox)
    monkeypatch.setattr(rules, "TOGETHER", 1)  # each window is landed by itself: some are, when the disk is full
    with monkeypatch.context() as disk:
        disk.setattr(owner, name, fails_after(getattr(owner, name), times))
        with pytest.raises(HomeProblem, match="disk is full"):
            sync_now(connection=lyric, by=None)
    full = lyric.runs.first()

    run = sync_now(connection=lyric, by=None)
    adopt_all(lyric)
    sync_now(connection=lyric, by=None)

    assert full.state == "failed"
    assert full.failure.startswith("The disk is full")
    assert run.state == "complete"
    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")
    assert not list((home.organisation("lyric") / "landing").rglob("*.writing"))


@pytest.mark.parametrize(
    "said",
    [
        "[Errno 28] No space left on device",
        "database or disk is full",
        'IO Error: Could not write to "a.parquet": No space left on device',
        "could not extend file: No space left on device",
        "[Errno 27] File too large",
        "[Errno 5] Input/output error",
        "[Errno 30] Read-only file system: 'a.parquet'",
        "disk I/O error",
    ],
)
def test_every_librarys_words_for_it_are_known(said):
    assert is_of_the_disk(RuntimeError(said))


def test_another_trouble_is_not_taken_for_a_full_disk():
    assert not is_of_the_disk(OSError(errno.EACCES, os.strerror(errno.EACCES)))
