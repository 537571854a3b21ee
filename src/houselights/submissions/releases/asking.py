"""From Python: the gate, with the home's own ledger for readers outside."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import structs

from houselights.disclosure import gate
from houselights.disclosure.released import ReleasedTable
from houselights.errors import HomeProblem, WrongUsage
from houselights.measures.question import Question
from houselights.periods import parse_period


def release(question: Question, *, home: Path, where: Mapping[str, str | Sequence[str]] | None = None) -> ReleasedTable:
    """The released answer. The organisation's own people need no database; for all others the ledger is asked.

    `where`: only a part, as `{"event_type": ["Performance"]}`; for the organisation's own people. A period may be
    written as text, `"2026-Q3"`, and a single dimension or value without its tuple. WrongUsage for what
    cannot be asked.
    """
    if not home.is_dir():
        raise HomeProblem(f"There is no folder {home}.", remedy="Give the home that `houselights` was set up in.")
    question = _as_written(question)
    if where:
        chosen = tuple((name, _several(values)) for name, values in where.items())
        question = structs.replace(question, where=chosen)
    if question.reader == "own":
        return gate.release(question, home=home)
    _load_django(home)
    from houselights.submissions.releases.ledger import KeptLedger

    return gate.release(question, home=home, ledger=KeptLedger())


def _as_written(question: Question) -> Question:
    """As people write it in a notebook: their text becomes a period, their one dimension a tuple of it."""
    period: Any = question.period
    if question.as_at and question.as_at.utcoffset() is None:
        raise WrongUsage(
            f"The moment {question.as_at} has no time zone.",
            remedy='Write it with one: datetime(2026, 11, 1, tzinfo=ZoneInfo("Europe/London")).',
        )
    written = parse_period(period) if isinstance(period, str) else period
    return structs.replace(question, period=written, by=_several(question.by))


def _several(words: str | Sequence[str]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def _load_django(home: Path) -> None:
    """A process has one home; in a server or a command it is loaded already."""
    import django
    from django.apps import apps

    if not apps.ready:
        os.environ.setdefault("HOUSELIGHTS_HOME", str(home))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houselights.web.settings")
        django.setup()
