"""Freeze a return: its document, kept as bytes that nothing changes, with the runs and rules behind every figure."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from houselights.feeds.models import SyncRun
from houselights.measures.mark import rules_mark
from houselights.organisations.models import Organisation, User
from houselights.submissions.document import Document, Run, Signature, fingerprint, to_bytes
from houselights.submissions.drafting import Draft
from houselights.submissions.models import Return, Version

_DONE = {"check": "checked", "sign": "signed", "submit": "submitted", "submit again": "submitted", "amend": "amended"}
RUNS = 20  # the newest complete ones of each connection: all older orders are in what they found


def freeze(draft: Draft, row: Return, *, seconds_taken: int | None, by: User | None) -> Version:
    """Keep the next version. Call inside the transaction of the step that submits it."""
    document = document_of(draft, row, seconds_taken=seconds_taken)
    return Version.objects.create(
        of=row,
        number=document.version,
        content=to_bytes(document),
        fingerprint=fingerprint(document),
        submitted_at=document.made_at,
        by_id=by.pk if by else None,
    )


def document_of(draft: Draft, row: Return, *, seconds_taken: int | None = None) -> Document:
    """The document of a draft as it is now: what exports show of a return that nobody has submitted yet, too."""
    newest = row.versions.first() if row.pk else None
    return Document(
        organisation=draft.organisation.slug,
        organisation_name=draft.organisation.name,
        quarter=row.quarter,
        form=f"{draft.form.name} {draft.form.version}",
        version=newest.number + 1 if newest else 1,
        reason=row.reason if newest else "",
        rules=rules_mark(),
        build=draft.build,
        data_as_of=draft.data_as_of,
        made_at=timezone.now(),
        seconds_taken=seconds_taken,
        lines=draft.lines,
        totals=draft.totals,
        tables=draft.tables,
        gaps=draft.gaps,
        left_open=row.left_open,
        runs=runs_behind(draft.organisation),
        signatures=tuple(_signature(step) for step in row.steps),
    )


def runs_behind(organisation: Organisation) -> tuple[Run, ...]:
    """The complete runs that brought what was counted, newest first."""
    found: list[Run] = []
    for connection in organisation.connections.order_by("id"):
        complete = connection.runs.filter(state="complete").order_by("-id")[:RUNS]
        found += [_run(each, connection.kind) for each in complete]
    return tuple(found)


def _run(run: SyncRun, kind: str) -> Run:
    received = {name: int(many) for name, many in run.accounting.get("received", {}).items()}
    return Run(run.pk, run.connection_id, kind, run.finished_at, received)


def _signature(step: dict[str, Any]) -> Signature:
    return Signature(_DONE[step["step"]], step["by"], step["role"], datetime.fromisoformat(step["at"]))
