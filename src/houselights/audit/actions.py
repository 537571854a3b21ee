"""Write to the trail: inside the transaction of what was done, chained to the entry before."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from houselights.audit.models import Entry


class Person(Protocol):
    """Whoever did it: only the id is kept."""

    pk: Any


@dataclass(frozen=True)
class Done:
    """One thing done, before it is an entry; `organisation` where it is another than that of the rest."""

    action: str
    subject: str = ""
    detail: dict[str, Any] = field(default_factory=dict)
    organisation: str = ""


def record(
    *,
    action: str,
    subject: str = "",
    organisation: str = "",
    by: Person | None = None,
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Add an entry. `organisation` is a slug; `detail` holds ids, words and numbers, never a personal value."""
    (entry,) = record_all([Done(action, subject, detail or {})], organisation=organisation, by=by)
    return entry


def record_all(done: Iterable[Done], *, organisation: str = "", by: Person | None = None) -> list[Entry]:
    """Add an entry for each, in their order: thousands take as many statements as one."""
    with transaction.atomic():
        # On PostgreSQL writers take turns at the first entry (whoever waits for the newest would then chain to one that
        # is no longer it); on SQLite the IMMEDIATE transaction is the lock.
        Entry.objects.select_for_update().order_by("id").values_list("id").first()
        previous = Entry.objects.order_by("-id").values_list("chain", flat=True).first() or ""
        entries = []
        for each in done:
            entry = Entry(
                at=timezone.now(),
                organisation=each.organisation or organisation,
                by_id=by.pk if by else None,
                action=each.action,
                subject=each.subject,
                detail=each.detail,
                previous=previous,
            )
            entry.chain = previous = chain_of(entry)
            entries.append(entry)
        return Entry.objects.bulk_create(entries, batch_size=500)


def chain_of(entry: Entry) -> str:
    """The hash that ties an entry to its content and to the entry before."""
    content = [
        entry.previous,
        entry.at.isoformat(),
        entry.organisation,
        entry.by_id,
        entry.action,
        entry.subject,
        entry.detail,
    ]
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
