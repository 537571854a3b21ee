"""Change the figures of an event: one transaction each, with its entry in the trail."""

from dataclasses import asdict
from typing import Any

from django.db import transaction

from houselights.audit.actions import record
from houselights.errors import NotFound
from houselights.organisations.models import User
from houselights.register.actions import change_event
from houselights.register.attendance.methods import methods
from houselights.register.attendance.queries import parts_of
from houselights.register.attendance.rules import WHOLE, Part, check_figure
from houselights.register.models import AttendanceFigure, Event


@transaction.atomic
def give_figure(*, event: Event, kind: str, figure: int, method: str, part: Part = WHOLE, by: User | None) -> None:
    """Say how many, and how it is known; in the place of what was said before of the same part. Safe to repeat."""
    check_figure(kind, figure, method)
    if part not in parts_of(event):
        raise NotFound(
            "The event has no such part.", remedy="Choose the whole event, or a quarter or performance of it."
        )
    if kind == "audience" and part.is_whole:
        # The template's own columns: a workbook says the same of the same fields.
        change_event(
            event=event,
            by=by,
            attendance=figure,
            attendance_is_estimated=methods()[method].estimated,
            attendance_method=method,
        )
        return
    AttendanceFigure.objects.update_or_create(
        event=event, kind=kind, **_key(part), defaults={"figure": figure, "method": method}
    )
    _record("attendance given", event, kind, part, by, figure=figure, method=method)


@transaction.atomic
def take_figure_back(*, event: Event, kind: str, part: Part = WHOLE, by: User | None) -> None:
    """Let tickets count it again, or leave it unknown. NotFound where no such figure was given."""
    if kind == "audience" and part.is_whole and event.attendance is not None:
        change_event(event=event, by=by, attendance=None, attendance_is_estimated=None, attendance_method="")
        return
    taken, _ = AttendanceFigure.objects.filter(event=event, kind=kind, **_key(part)).delete()
    if not taken:
        raise NotFound("No such figure was given for this event.")
    _record("attendance taken back", event, kind, part, by)


def _key(part: Part) -> dict[str, Any]:
    return {"quarter": part.quarter, "connection_id": part.connection, "performance_id": part.performance_id}


def _record(action: str, event: Event, kind: str, part: Part, by: User | None, **detail: object) -> None:
    record(
        action=action,
        subject=f"event {event.pk}",
        organisation=event.organisation.slug,
        by=by,
        detail={"kind": kind, **asdict(part), **detail},
    )
