"""How far a run has come: told to whoever watches, and written to the run's row once a second at most."""

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field

from houselights.feeds.models import SyncRun


@dataclass(frozen=True)
class Progress:
    """`done` of `of` things in this step; `of` is None while nobody knows. Rate is things a second."""

    step: str  # words for people: "Reading orders"
    done: int
    of: int | None
    rate: float
    seconds_left: int | None


Watcher = Callable[[Progress], None]


class Cancelled(Exception):
    """A person asked this run to stop; it goes on where it stopped next time."""


def nobody(progress: Progress) -> None:
    """The watcher that is not there."""


@dataclass
class Tracker:
    """Steps follow one another: `step` starts one, `add` moves it on. Raises Cancelled when a person asked for it."""

    run: SyncRun
    watcher: Watcher = nobody
    _step: str = ""
    _done: int = 0
    _of: int | None = None
    _started: float = field(default_factory=time.monotonic)
    _written: float = 0.0
    beside: list[Callable[[], None]] = field(default_factory=list)  # what else is written down as often

    def step(self, words: str, *, of: int | None = None) -> None:
        """Begin the next step, of so many things."""
        self._step, self._done, self._of, self._started = words, 0, of, time.monotonic()
        self._tell(now=True)

    def add(self, count: int = 1) -> None:
        """So many more are done."""
        self._done += count
        self._tell(now=False)

    def _tell(self, *, now: bool) -> None:
        moment = time.monotonic()
        if not now and moment - self._written < 1:
            return
        self._written = moment
        progress = self._progress(moment)
        self.watcher(progress)
        for write in self.beside:
            write()
        SyncRun.objects.filter(pk=self.run.pk).update(progress=asdict(progress))
        if SyncRun.objects.filter(pk=self.run.pk, cancel_asked=True).exists():
            raise Cancelled

    def _progress(self, moment: float) -> Progress:
        rate = self._done / max(moment - self._started, 0.001)
        left = round((self._of - self._done) / rate) if self._of and rate else None
        return Progress(self._step, self._done, self._of, round(rate, 1), left)
