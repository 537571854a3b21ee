"""Runs in rows: how each ended, and what it did with every record."""

from dataclasses import dataclass
from datetime import datetime

from houselights.feeds.models import SyncRun
from houselights.rows import KINDS as RECORDS
from houselights.web.feed_state import KINDS
from houselights.web.templatetags.words import count, lasting

REASONS = {"no-tickets": "without tickets", "closed": "no count kept any more"}  # why a record was left out


@dataclass(frozen=True)
class RunRow:
    """One line of the list of runs."""

    pk: int
    started_at: datetime
    state: str
    kind: str
    failure: str
    received: int
    stored: int
    aside: int


@dataclass(frozen=True)
class Accounted:
    """One kind of record: received is the sum of the others."""

    kind: str
    received: int
    stored: int
    unchanged: int
    excluded: int
    quarantined: int
    reasons: str


def row_of(run: SyncRun) -> RunRow:
    parts = run.accounting
    aside = sum(parts.get("quarantined", {}).values())
    received, stored = (parts.get(part, {}).get("orders", 0) for part in ("received", "stored"))
    return RunRow(run.pk, run.started_at, run.state, KINDS[run.state], run.failure, received, stored, aside)


def accounting_of(run: SyncRun) -> list[Accounted]:
    """One row per kind of record, whatever of it came."""
    return [_accounted(run, kind) for kind in RECORDS]


def says_of(run: SyncRun) -> str:
    """How it ended, in a sentence."""
    if run.finished_at is None:
        return "It is still going on."
    took = lasting((run.finished_at - run.started_at).total_seconds()) or "less than a second"
    stored = sum(run.accounting.get("stored", {}).values())
    return f"{count(stored, 'record')} new or changed, in {took.removeprefix('about ')}."


def _accounted(run: SyncRun, kind: str) -> Accounted:
    numbers = {
        part: run.accounting.get(part, {}).get(kind, 0) for part in ("received", "stored", "unchanged", "quarantined")
    }
    left_out: dict[str, int] = run.accounting.get("excluded", {}).get(kind, {})
    reasons = "; ".join(f"{REASONS.get(reason, reason)}: {many:,}" for reason, many in left_out.items())
    return Accounted(kind=kind.replace("_", " "), excluded=sum(left_out.values()), reasons=reasons, **numbers)
