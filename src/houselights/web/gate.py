"""The pages' way to the gate: the home is the server's own, the organisation stands in the question.

Only a few of the server's threads are ever at figures or waiting for their turn. The others sign people in, keep the
register and take surveys, however long figures take.
"""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import BoundedSemaphore

from django.conf import settings

from houselights.disclosure import gate, known
from houselights.disclosure.gate import kept, release
from houselights.disclosure.released import ReleasedTable
from houselights.errors import TooMuch
from houselights.measures.question import Question, Where

AT_ONCE = min(4, max(2, os.cpu_count() or 2))  # worked out at the same time; more would only make each slower
WAITING = 8  # requests that wait for their turn
PATIENCE = 20  # seconds of waiting

_at_once, _waiting = BoundedSemaphore(AT_ONCE), BoundedSemaphore(WAITING)


def released(question: Question) -> ReleasedTable:
    """The released table; NotReleasable with the reason where the gate does not answer, TooMuch beyond the limits.

    What is kept in memory waits for no turn.
    """
    home = settings.HOME.path
    if found := kept(question, home=home):
        return found
    with _a_turn():
        return release(question, home=home)


def prepare(questions: Iterable[Question]) -> None:
    """What a page is about to ask, worked out together as far as it can be; then each is `released` as ever."""
    with _a_turn():
        gate.prepare(list(questions), home=settings.HOME.path)


def part_of(where: Where, slug: str) -> str:
    """A part of the audience in words; WrongUsage, with what is near, for one that there is not."""
    with _a_turn():
        return known.part_of(where, of=slug, home=settings.HOME.path)


@contextmanager
def _a_turn() -> Iterator[None]:
    if not _at_once.acquire(blocking=False):
        _wait()
    try:
        yield
    finally:
        _at_once.release()


def _wait() -> None:
    if not _waiting.acquire(blocking=False):
        raise TooMuch("Very many people are asking for figures at this moment.")
    try:
        if not _at_once.acquire(timeout=PATIENCE):
            raise TooMuch(f"There was no turn for this within {PATIENCE} seconds.")
    finally:
        _waiting.release()
