"""Write to the trail: inside the transaction of what was done, chained to the entry before."""

import hashlib
import json
from typing import Any, Protocol

from django.db import transaction
from django.utils import timezone

from houselights.audit.models import Entry


class Person(Protocol):
    """Whoever did it: only the id is kept."""

    pk: Any


def record(
    *,
    action: str,
    subject: str = "",
    organisation: str = "",
    by: Person | None = None,
    detail: dict[str, Any] | None = None,
) -> Entry:
    """Add an entry. `organisation` is a slug; `detail` holds ids, words and numbers, never a personal value."""
    with transaction.atomic():
        # On PostgreSQL writers take turns at the first entry (whoever waits for the newest would then chain to one that
        # is no longer it); on SQLite the IMMEDIATE transaction is the lock.
        Entry.objects.select_for_update().order_by("id").values_list("id").first()
        last = Entry.objects.order_by("-id").values_list("chain", flat=True).first()
        entry = Entry(
            at=timezone.now(),
            organisation=organisation,
            by_id=by.pk if by else None,
            action=action,
            subject=subject,
            detail=detail or {},
            previous=last or "",
        )
        entry.chain = chain_of(entry)
        entry.save(force_insert=True)
    return entry


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
