"""The kernel itself refuses to write more: the command says so, and the next run brings everything."""

import subprocess
from pathlib import Path

import pytest

from commands import Command

from .conftest import Theatre


@pytest.mark.parametrize("room", [64 << 10, 256 << 10], ids=["hardly any", "for a part"])
def test_a_run_that_may_write_no_further_ends_clearly_and_the_next_is_whole(new: Theatre, room: int):
    """A limit on the size of files stands in for the disk: it needs no rights of its own."""
    most = max(path.stat().st_size for path in new.home.glob("houselights.sqlite3*")) + room
    command = Command(new.home)
    words = ["prlimit", f"--fsize={most}", *command.words("sync", "lyric")]

    full = subprocess.run(words, capture_output=True, text=True, env=command.env(), timeout=120)
    _is_told(full, new.home)

    new.answer("sync", "lyric")
    new.answer("events", "lyric", "adopt", "--all")
    new.answer("sync", "lyric")
    assert new.figures() == new.truth()
    assert new.is_whole()


def _is_told(full: "subprocess.CompletedProcess[str]", home: Path) -> None:
    assert full.returncode == 2, full.stderr
    assert "The disk is full" in full.stderr
    assert "Traceback" not in full.stderr
    assert not list(home.rglob("*.half"))
