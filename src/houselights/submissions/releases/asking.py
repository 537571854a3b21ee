"""From Python: the gate, with the home's own ledger for readers outside."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import structs

from houselights.disclosure import gate
from houselights.disclosure.released import ReleasedTable
from houselights.measures.question import Question


def release(question: Question, *, home: Path, where: Mapping[str, Sequence[str]] | None = None) -> ReleasedTable:
    """The released answer. The organisation's own people need no database; for all others the ledger is asked.

    `where`: only a part, as `{"event_type": ["Performance"]}`; for the organisation's own people.
    """
    if where:
        chosen = tuple((name, tuple(values)) for name, values in where.items())
        question = structs.replace(question, where=chosen)
    if question.reader == "own":
        return gate.release(question, home=home)
    _load_django(home)
    from houselights.submissions.releases.ledger import KeptLedger

    return gate.release(question, home=home, ledger=KeptLedger())


def _load_django(home: Path) -> None:
    """A process has one home; in a server or a command it is loaded already."""
    import django
    from django.apps import apps

    if not apps.ready:
        os.environ.setdefault("HOUSELIGHTS_HOME", str(home))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "houselights.web.settings")
        django.setup()
