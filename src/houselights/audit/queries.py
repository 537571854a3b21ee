"""Read the trail, and prove that nobody altered it."""

from django.db.models import QuerySet

from houselights.audit.actions import chain_of
from houselights.audit.models import Entry


def trail(organisation: str) -> QuerySet[Entry]:
    """The entries of one organisation (its slug), newest first."""
    return Entry.objects.filter(organisation=organisation)


def entries_about(organisation: str, subject: str) -> QuerySet[Entry]:
    """The history of one thing, newest first."""
    return trail(organisation).filter(subject=subject)


def first_broken_link() -> Entry | None:
    """The first entry whose content or place in the chain does not fit; None when the trail is whole."""
    before = ""
    for entry in Entry.objects.order_by("id").iterator():
        if entry.previous != before or entry.chain != chain_of(entry):
            return entry
        before = entry.chain
    return None
