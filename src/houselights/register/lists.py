"""The installation's own edits of the controlled lists: a term added, brought back or retired, a list imported."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction

from houselights.audit.actions import record
from houselights.errors import WrongUsage
from houselights.organisations.models import User
from houselights.register.models import VocabularyEdit
from houselights.register.queries import vocabulary
from houselights.vocabularies import LISTS, Term, match

LENGTH = 100
FIXED = ("is_funded",)  # yes or no: the figures know no third


@transaction.atomic
def add_term(*, name: str, label: str, by: User | None, parent: str = "", valid_from: date | None = None) -> None:
    """A term of our own on a list, or one that had been retired, from a day on (None: since ever)."""
    _check_can_be_edited(name)
    label = " ".join(label.split())
    if not 0 < len(label) <= LENGTH:
        raise WrongUsage("A term needs a name.", remedy=f"Give one of at most {LENGTH} letters.")
    existing = match(vocabulary(name), label).label
    if existing and existing != label:
        raise WrongUsage(f"“{existing}” is on the list already.", remedy="Use that one.")
    if not existing:
        _check_parent(name, label, parent)
    _edit(name, Term(label, parent or _parent_of(name, label), valid_from), "term added", by)


@transaction.atomic
def retire_term(*, name: str, label: str, last_day: date, by: User | None) -> None:
    """A term that can be chosen until `last_day`, that day included; events that have it keep it."""
    _check_can_be_edited(name)
    term = next((term for term in vocabulary(name).terms if term.label == label), None)
    if term is None:
        raise WrongUsage(f"“{label}” is not on the list.", remedy="Give it as the list spells it.")
    # The day before it began takes it back altogether: what was imported by mistake today.
    if term.valid_from and last_day < term.valid_from - timedelta(days=1):
        raise WrongUsage("That is before the term began.", remedy="Give a later day.")
    _edit(name, Term(label, term.parent, term.valid_from, last_day), "term retired", by)


@transaction.atomic
def import_terms(*, name: str, terms: Iterable[Term], first_day: date, by: User | None) -> int:
    """Make a list what `terms` says from a day on: what is not there is retired the day before. How many changed."""
    wanted = {term.label: term for term in terms}
    here = {term.label: term for term in vocabulary(name).terms if term.is_valid(first_day)}
    for label, term in wanted.items():
        if label not in here:
            add_term(name=name, label=label, parent=term.parent, valid_from=first_day, by=by)
    for label in here.keys() - wanted.keys():
        retire_term(name=name, label=label, last_day=first_day - timedelta(days=1), by=by)
    return len(wanted.keys() ^ here.keys())


def _check_can_be_edited(name: str) -> None:
    if name not in LISTS or name in FIXED:
        editable = ", ".join(each for each in LISTS if each not in FIXED)
        raise WrongUsage(f"“{name}” is not a list that can be changed.", remedy=f"Use one of {editable}.")


def _check_parent(name: str, label: str, parent: str) -> None:
    disciplines = {term.parent for term in vocabulary(name).terms} - {""}
    if disciplines and parent not in disciplines:
        raise WrongUsage(f"“{label}” needs a discipline.", remedy=f"Use one of: {'; '.join(sorted(disciplines))}.")


def _parent_of(name: str, label: str) -> str:
    return next((term.parent for term in vocabulary(name).terms if term.label == label), "")


def _edit(name: str, term: Term, action: str, by: User | None) -> None:
    VocabularyEdit.objects.update_or_create(
        vocabulary=name,
        label=term.label,
        defaults={"parent": term.parent, "valid_from": term.valid_from, "valid_until": term.valid_until},
    )
    record(action=action, subject=f"list {name}", by=by, detail={"term": term.label})
