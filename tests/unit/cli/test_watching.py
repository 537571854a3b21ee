"""Progress for people who watch: a bar with rate and time left on a terminal, plain lines elsewhere."""

import io
import sys

import pytest
from rich.console import Console

from houselights.cli import watching
from houselights.feeds.progress import Progress


def told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *steps: tuple[float, Progress]
) -> list[str]:
    clock = iter([moment for moment, _ in steps])
    monkeypatch.setattr(watching, "monotonic", lambda: next(clock))
    with watching.watched("The Lyric: ") as watcher:
        for _, progress in steps:
            watcher(progress)
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err.splitlines()


def test_a_plain_line_tells_a_new_step_at_once_and_the_same_one_now_and_then(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = told(
        capsys,
        monkeypatch,
        (100.0, Progress("Reading customers", 0, 6000, 0, None)),
        (101.0, Progress("Reading customers", 1000, 6000, 1000, 5)),
        (104.0, Progress("Reading customers", 4000, 6000, 1000, 2)),
        (104.1, Progress("Reading what changed", 0, None, 0, None)),
    )

    assert lines == [
        "The Lyric: Reading customers …",
        "The Lyric: Reading customers: 4,000 of 6,000, 1,000 a second, 2 s left",
        "The Lyric: Reading what changed …",
    ]


def test_a_long_wait_is_told_in_minutes(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (line,) = told(capsys, monkeypatch, (100.0, Progress("Reading orders", 5, 500, 0.5, 600)))

    assert line == "The Lyric: Reading orders: 5 of 500, 10 min left"


def test_a_terminal_gets_a_bar_for_each_step(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    screen.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr("rich.console.Console", lambda **_: Console(file=screen, force_terminal=True, width=100))

    with watching.watched() as watcher:
        watcher(Progress("Reading events", 40, None, 80, None))
        watcher(Progress("Reading orders", 3, 12, 2, 5))

    shown = screen.getvalue()
    assert "Reading events" in shown
    assert "3 of 12, 2 a second, 5 s left" in shown
