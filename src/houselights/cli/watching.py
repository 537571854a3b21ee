"""How far a command has come: a bar with rate and time left on a terminal, a plain line now and then elsewhere."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING

from houselights.cli.answers import note

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from houselights.feeds.progress import Progress, Watcher

EVERY = 3.0  # seconds between plain lines of one step


@contextmanager
def watched(title: str = "") -> "Iterator[Watcher]":
    """Something to give to a run as its watcher; all it shows goes to standard error."""
    with _hearing_ctrl_c() as heard:
        if not sys.stderr.isatty():
            yield _insisting(_PlainLines(title), heard)
            return
        with _bar() as bar:
            yield _insisting(_Bars(bar, title), heard)


@contextmanager
def _hearing_ctrl_c() -> Iterator[list[int]]:
    """A list that is empty until Ctrl-C is pressed."""
    heard: list[int] = []

    def hear(number: int, frame: object) -> None:  # noqa: ARG001  (the signal's own signature)
        heard.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, hear)
    try:
        yield heard
    finally:
        signal.signal(signal.SIGINT, before)


def _insisting(watcher: "Watcher", heard: list[int]) -> "Watcher":
    """Python drops an interrupt that falls into a finaliser: it is raised again at the next step."""

    def watch(progress: "Progress") -> None:
        if heard:
            raise KeyboardInterrupt
        watcher(progress)

    return watch


@dataclass
class _PlainLines:
    title: str
    _step: str = ""
    _said: float = 0.0

    def __call__(self, progress: "Progress") -> None:
        now = monotonic()
        if progress.step == self._step and now - self._said < EVERY:
            return
        self._step, self._said = progress.step, now
        note(f"{self.title}{progress.step}: {_counts(progress)}{_pace(progress)}" if progress.done else self._begin())

    def _begin(self) -> str:
        return f"{self.title}{self._step} …"


@dataclass
class _Bars:
    bar: "Bar"
    title: str
    _step: str = ""
    _task: "TaskID | None" = None

    def __call__(self, progress: "Progress") -> None:
        if progress.step != self._step:
            self._finish()
            self._step = progress.step
            self._task = self.bar.add_task(self.title + progress.step, total=progress.of, counts="", pace="")
        if self._task is not None:
            self.bar.update(self._task, completed=progress.done, counts=_counts(progress), pace=_pace(progress))

    def _finish(self) -> None:
        """The tracker tells once a second at most, so the last count of a step may never have come."""
        if self._task is not None:
            task = self.bar.tasks[self.bar.task_ids.index(self._task)]
            total = task.total or task.completed
            counts = f"{total:,.0f} of {total:,.0f}" if task.total else task.fields["counts"]
            self.bar.update(self._task, total=total or 1, completed=total or 1, counts=counts, pace="")


def _bar() -> "Bar":
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    return Bar(
        SpinnerColumn(finished_text="✓"),
        TextColumn("{task.description}"),
        BarColumn(bar_width=28),
        TextColumn("{task.fields[counts]}{task.fields[pace]}"),
        console=Console(stderr=True),
    )


def _counts(progress: "Progress") -> str:
    return f"{progress.done:,}" if progress.of is None else f"{progress.done:,} of {progress.of:,}"


def _pace(progress: "Progress") -> str:
    if not progress.done:
        return ""
    left = "" if progress.seconds_left is None else f", {_time(progress.seconds_left)} left"
    return f", {progress.rate:,.0f} a second{left}" if progress.rate >= 1 else left


def _time(seconds: int) -> str:
    return f"{seconds} s" if seconds < 90 else f"{round(seconds / 60)} min"
