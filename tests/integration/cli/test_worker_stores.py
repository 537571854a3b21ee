"""The worker on both its stores: a file in the home, and PostgreSQL, where several machines work for one database."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from commands import Command
from houselights.sandbox.remote import Sandbox
from postgres import make_database, postgres_started
from reference import give_small_reference

PATIENCE = 90  # seconds: other tests share the machine
DJANGO = "import json, os, sys, time\nimport django\n\ndjango.setup()\n"
ASK = """
from houselights.connections.models import Connection
from houselights.feeds.actions import request_sync

request_sync(connection=Connection.objects.get(), by=None)
"""
SWEEP = """
from houselights.feeds.tasks import sweep

sweep.call_local()
"""
STATES = """
from houselights.feeds.models import SyncRun

print(json.dumps([[run.state, run.progress.get("step", "")] for run in SyncRun.objects.all()]))
"""
LOOKED = """
from django.utils import timezone

from houselights.recommendations.keeping import not_current

print(json.dumps([organisation.slug for organisation in not_current(timezone.localdate())]))
"""
HOLD = """
from houselights.feeds.locks import organisation_lock
from houselights.home import Home

with organisation_lock(Home.from_environment(), "lyric", who="a test"):
    print("held", flush=True)
    sys.stdin.read()
"""


@dataclass(frozen=True)
class At(Command):
    """The command, with its database at an address; in the home where there is none."""

    database: str = ""

    def env(self, **more: str) -> dict[str, str]:
        given = {"DATABASE_URL": self.database} if self.database else {}
        return super().env(**given, **more)

    def python(self, code: str, home: Path | None = None) -> "subprocess.Popen[str]":
        """As within a page or on another machine of the same installation."""
        more = {"HOUSELIGHTS_HOME": str(home or self.home), "DJANGO_SETTINGS_MODULE": "houselights.web.settings"}
        keys = {"HOUSELIGHTS_SECRET_KEY": "the same on all machines"}
        words, pipe = [sys.executable, "-c", DJANGO + code], subprocess.PIPE
        return subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=self.env(**more, **keys))

    def done(self, code: str) -> str:
        process = self.python(code)
        out, err = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, err
        return out

    def runs(self) -> list[list[str]]:
        """State and step of each, the newest first."""
        return list(json.loads(self.done(STATES)))

    def waits_for(self, state: str, step: str = "") -> None:
        """Until the newest run is so far."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            newest = (self.runs() or [["", ""]])[0]
            if newest[0] == state and step in newest[1]:
                return
            time.sleep(0.5)
        raise AssertionError(f"no run is {state}: {self.runs()}")

    def waits_for_recommendations(self) -> None:
        """Until the worker has asked every rule of the newest figures."""
        until = time.monotonic() + PATIENCE
        while json.loads(self.done(LOOKED)):
            assert time.monotonic() < until, "nobody looked at the new figures"
            time.sleep(0.5)


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    with postgres_started() as address:
        yield address


@pytest.fixture(params=["home", "postgres"])
def at(request: pytest.FixtureRequest, sandbox: Sandbox, tmp_path: Path) -> At:
    """The Lyric connected, and nothing read."""
    database = make_database(request.getfixturevalue("postgres"), "worker") if request.param == "postgres" else ""
    made = At(tmp_path / "home", database)
    give_small_reference(made.home / "reference")
    made.answer("setup")
    made.answer("organisation", "add", "lyric", "--name", "The Lyric")
    account, key = sandbox.client("lyric"), tmp_path / "key.txt"
    key.write_text(account["secret"])
    given = ("--client", "lyric", "--login", account["login"], "--secret-file", str(key), "--origin", sandbox.origin)
    made.answer("connect", "lyric", "spektrix", *given, "--since", str(date.today() - timedelta(days=400)))
    return made


@contextmanager
def a_worker(at: At) -> "Iterator[subprocess.Popen[bytes]]":
    """As `serve` starts it; it ends with its input."""
    silent = subprocess.DEVNULL
    with subprocess.Popen(at.words("worker"), stdin=subprocess.PIPE, stdout=silent, stderr=silent, env=at.env()) as one:
        try:
            yield one
        finally:
            one.kill()


def sold(sandbox: Sandbox) -> dict[str, Any]:
    ledger = sandbox.ledger("lyric")
    return {what: ledger[what] for what in ("tickets", "pence")}


def test_a_killed_worker_leaves_no_lock_and_another_goes_on_to_the_last_ticket(at: At, sandbox: Sandbox) -> None:
    sandbox.set_faults({"kind": "slow", "route": "orders*", "seconds": 30})
    with a_worker(at) as worker:
        at.done(ASK)
        at.waits_for("running", "Reading orders")
        worker.kill()
    sandbox.set_faults()

    with a_worker(at):
        at.done(SWEEP)
        at.waits_for("complete")
        at.waits_for_recommendations()  # before anybody reads

    assert [state for state, _ in at.runs()] == ["complete", "failed"]
    assert at.answer("sync", "lyric")["waiting"] == sold(sandbox)
    assert at("check").code == 0


def test_two_machines_with_one_postgresql_never_read_an_organisation_at_once(postgres: str, tmp_path: Path) -> None:
    """Each with a disk of its own: no file of the one can lock the other out."""
    one = At(tmp_path / "one", make_database(postgres, "two_machines"))
    one.answer("setup")
    holder = one.python(HOLD)
    assert holder.stdout
    assert holder.stdout.readline() == "held\n", holder.communicate()[1]

    second = one.python(HOLD, home=prepared(tmp_path / "two"))
    _, refused = second.communicate(timeout=PATIENCE)
    holder.kill()  # and its lock is gone with it
    holder.communicate()
    third = one.python(HOLD, home=tmp_path / "two")
    out, _ = third.communicate(timeout=PATIENCE)

    assert (second.returncode, "AlreadyRunning" in refused) == (1, True)
    assert (third.returncode, out) == (0, "held\n")


def prepared(folder: Path) -> Path:
    from houselights.home import Home

    Home(folder).prepare()
    return folder
