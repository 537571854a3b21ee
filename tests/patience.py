"""Waiting in tests for work done elsewhere: until a deadline, never for a number of tries."""

import time
from collections.abc import Callable

DEADLINE = 60.0  # seconds; a shared machine may be five times slower than one's own
PAUSE = 0.25


def until(holds: Callable[[], bool], look_again: Callable[[], object], *, what: str) -> None:
    """Look again and again until it holds; an AssertionError that names `what` when the deadline has passed."""
    deadline = time.monotonic() + DEADLINE
    while not holds():
        assert time.monotonic() < deadline, f"{what} did not happen within {DEADLINE:.0f} seconds"
        time.sleep(PAUSE)
        look_again()
