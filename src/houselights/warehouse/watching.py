"""One thread that watches all questions: a page asks twenty, and a thread for each would wait for its turn to begin."""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from threading import Condition, Thread

_asked = count()
_deadlines: dict[int, tuple[float, Callable[[], None]]] = {}
_changed = Condition()
_thread: list[Thread] = []
_looks_at = [math.inf]  # when it looks next, unless it is told to


@contextmanager
def watched(interrupt: Callable[[], None], patience: float) -> Iterator[None]:
    """Call `interrupt` once so many seconds have passed, unless what stands within has ended before."""
    number, until = next(_asked), time.monotonic() + patience
    with _changed:
        _deadlines[number] = until, interrupt
        if not _thread or not _thread[0].is_alive():  # none yet, or this process was forked from one that had one
            _thread[:] = [Thread(target=_watch, name="questions", daemon=True)]
            _thread[0].start()
        elif until < _looks_at[0]:
            _changed.notify()
    try:
        yield
    finally:
        with _changed:
            _deadlines.pop(number, None)


def _watch() -> None:
    with _changed:
        while True:
            now = time.monotonic()
            for number in [each for each, (until, _) in _deadlines.items() if until <= now]:
                _, interrupt = _deadlines.pop(number)
                interrupt()
            _looks_at[0] = min((until for until, _ in _deadlines.values()), default=math.inf)
            _changed.wait(None if _looks_at[0] == math.inf else max(0.0, _looks_at[0] - now))
