"""A worker whose server is gone ends in any case: also one that was told to stop while it began."""

import io
import os
import signal
from types import SimpleNamespace

import pytest

from houselights.cli import worker


class Gone(BaseException):
    """What the end of the process is here."""


def test_a_worker_that_did_not_hear_that_it_is_to_stop_ends_all_the_same(monkeypatch):
    told: list[object] = []

    def end(code: int) -> None:
        raise Gone(code)

    monkeypatch.setattr(worker.sys, "stdin", SimpleNamespace(buffer=io.BytesIO()))  # closed: the server is dead
    monkeypatch.setattr(worker.os, "kill", lambda *args: told.append(args))
    monkeypatch.setattr(worker.os, "_exit", end)
    monkeypatch.setattr(worker.time, "sleep", told.append)

    with pytest.raises(Gone):
        worker._stop_at_end_of_input()

    assert told == [(os.getpid(), signal.SIGINT), worker.GRACE + 1], "time to end what was begun, and no more"
