"""Each way to fail has its exit code, its sentence, and for scripts one document."""

import errno
import json
import logging
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest
import typer

from houselights.cli.failures import exit_code_of
from houselights.errors import AlreadyRunning, BoxOfficeUnavailable, CredentialsRefused, WrongUsage


def failing(problem: BaseException) -> NoReturn:
    raise problem


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (WrongUsage("What.", remedy="Do."), 2),
        (CredentialsRefused("What.", remedy="Do."), 3),
        (BoxOfficeUnavailable("What.", remedy="Do."), 4),
        (AlreadyRunning("What.", remedy="Do."), 5),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_a_person_can_mend_is_told_with_what_to_do(
    capsys: pytest.CaptureFixture[str], problem: Exception, code: int
) -> None:
    assert exit_code_of(lambda: failing(problem), as_json=True) == code

    captured = capsys.readouterr()
    assert captured.err == "What. Do.\n"
    assert json.loads(captured.out) == {"error": "What.", "remedy": "Do."}


@pytest.mark.parametrize(("given", "code"), [(0, 0), (1, 1), (4, 4), (None, 0), ("text", 0)])
def test_a_command_ends_with_the_code_it_gives_and_with_0_otherwise(given: object, code: int) -> None:
    assert exit_code_of(lambda: given, as_json=False) == code


@pytest.mark.parametrize(
    "full",
    [
        OSError(errno.ENOSPC, "No space left on device"),
        OSError(errno.EIO, "Input/output error"),
        RuntimeError("disk I/O error"),
    ],
    ids=str,
)
def test_a_full_or_dying_disk_is_no_bug(capsys: pytest.CaptureFixture[str], full: Exception) -> None:
    assert exit_code_of(lambda: failing(full), as_json=False) == 2
    assert "disk is full" in capsys.readouterr().err


def test_a_trace_that_cannot_go_to_the_homes_log_is_kept_in_a_file_that_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = logging.getLogger("houselights.cli")
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    monkeypatch.setattr(log, "handlers", [])
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("HOUSELIGHTS_HOME", str(tmp_path / "home"))
    tmp_path.joinpath("home").write_text("a file, not a folder")

    code = exit_code_of(lambda: failing(ValueError("a bug")), as_json=False)
    log.handlers[0].close()

    (kept,) = tmp_path.glob("houselights-*.log")
    assert (code, str(kept) in capsys.readouterr().err) == (70, True)
    assert "ValueError: a bug" in kept.read_text()


def test_ctrl_c_says_that_nothing_is_lost(capsys: pytest.CaptureFixture[str]) -> None:
    assert exit_code_of(lambda: failing(typer.Abort()), as_json=False) == 130
    assert "Nothing is lost" in capsys.readouterr().err
