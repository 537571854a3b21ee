"""Killed at any moment, an upload is wholly there or not at all, and uploading again makes it whole."""

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from commands import Command
from houselights.vocabularies.template import TEMPLATE
from houselights.workbooks import ColumnPlan, SheetPlan, written

ROWS = 400
# Runs the command, and dies as by a power cut when it comes to the given function.
DYING = """
import importlib, os, signal, sys
from houselights.cli import uploads
from houselights.cli.main import main
from houselights.cli.opening import open_home
def opened():
    home = open_home()
    setattr(importlib.import_module(sys.argv[1]), sys.argv[2], lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL))
    return home
uploads.open_home = opened
sys.exit(main(sys.argv[3:]))
"""


@pytest.fixture
def book(tmp_path: Path) -> Path:
    rows = [[f"Event {number}", date(2026, 5, 1), None, f"Place {number % 5}"] for number in range(ROWS)]
    path = tmp_path / "many.xlsx"
    path.write_bytes(written([SheetPlan("Events", [ColumnPlan(each) for each in TEMPLATE.headings[:4]], rows)]))
    return path


def kept(command: Command) -> tuple[int, int, int]:
    """Events, entries that tell of them, and uploads that say they are stored."""
    with closing(sqlite3.connect(command.home / "houselights.sqlite3")) as database:
        told = database.execute("select count(*) from audit_entry where action = 'event added'").fetchone()
        events = database.execute("select count(*) from register_event").fetchone()
        uploads = database.execute("select count(*) from uploads_upload where state = 'stored'").fetchone()
        return events[0], told[0], uploads[0]


@pytest.mark.parametrize("fraction", [0.45, 0.6, 0.7, 0.8, 0.9])
def test_killed_at_any_moment_all_or_nothing_is_there(command: Command, book: Path, fraction: float) -> None:
    began = time.monotonic()
    command.answer("events", "lyric", "upload", str(book), "--dry-run")
    whole = (time.monotonic() - began) * 1.4

    process = command.started("events", "lyric", "upload", str(book), "--json")
    time.sleep(whole * fraction)
    process.kill()
    process.communicate(timeout=60)

    assert kept(command) in {(0, 0, 0), (ROWS, ROWS, 1)}
    again = command.answer("events", "lyric", "upload", str(book))
    assert again["rows_stored"] + again["rows_unchanged"] == ROWS
    assert kept(command)[:2] == (ROWS, ROWS)


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("houselights.register.uploads.files", "keep"),
        ("houselights.register.uploads.storing", "_update"),
        ("houselights.register.uploads.actions", "keep_rows"),
        ("houselights.register.uploads.actions", "record_all"),
    ],
)
def test_killed_in_the_middle_of_storing_nothing_is_there(command: Command, book: Path, module: str, name: str) -> None:
    words = command.words("events", "lyric", "upload", str(book))[3:]

    died = subprocess.run(
        [sys.executable, "-c", DYING, module, name, *words],
        env=command.env(HOUSELIGHTS_HOME=str(command.home)), capture_output=True, timeout=120,
    )  # fmt: skip

    assert died.returncode == -9, died.stderr
    assert kept(command) == (0, 0, 0)
    assert command.answer("events", "lyric", "upload", str(book))["rows_stored"] == ROWS


def test_two_at_once_never_make_an_event_twice(command: Command, book: Path) -> None:
    both = [command.started("events", "lyric", "upload", str(book), "--json") for _ in range(2)]

    ended = sorted((process.communicate(timeout=120), process.returncode)[1] for process in both)

    # Whoever comes second finds every row there, or is told that the register has changed since it looked.
    assert ended in ([0, 0], [0, 2])
    assert kept(command)[:2] == (ROWS, ROWS)
