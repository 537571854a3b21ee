"""Read the figures that people gave: of one event, and of all as a build takes them."""

from collections.abc import Iterator
from dataclasses import dataclass

from houselights.connections.models import BoxOfficePerformance
from houselights.organisations.models import Organisation
from houselights.register.attendance.rules import WHOLE, Part, days_of, method_of, quarters_of
from houselights.register.models import AttendanceFigure, Event


@dataclass(frozen=True)
class Given:
    """One figure: of which event, about what, how many, and how that is known ("" where nobody said)."""

    event: int
    kind: str
    part: Part
    figure: int
    method: str


def figures_of(event: Event) -> list[Given]:
    """Those of one event, the whole of it first."""
    return [*_whole_audience(event), *(_given(row) for row in event.attendance_figures.all())]


def events_with_figures(organisation: Organisation) -> set[int]:
    """The keys of those of which anybody said how many came, took part or watched."""
    told = AttendanceFigure.objects.filter(event__organisation=organisation).values_list("event_id", flat=True)
    return {*told, *organisation.events.exclude(attendance=None).values_list("pk", flat=True)}


def given_figures(organisation: Organisation) -> Iterator[Given]:
    """Those of every event, in a fixed order."""
    for event in organisation.events.exclude(attendance=None).order_by("id"):
        yield from _whole_audience(event)
    for row in AttendanceFigure.objects.filter(event__organisation=organisation).order_by("id"):
        yield _given(row)


def parts_of(event: Event) -> list[Part]:
    """What of it can have a figure of its own: the whole, each quarter where it lies in several, each performance."""
    quarters = quarters_of(event.starts_on, event.ends_on)
    performances = [
        Part("", each.box_office_event.connection_id, each.performance_id) for each in performances_of(event)
    ]
    return [WHOLE, *(Part(name) for name in quarters if len(quarters) > 1), *performances]


def performances_of(event: Event) -> list[BoxOfficePerformance]:
    """The box office's performances of an event's links, by day."""
    found: list[BoxOfficePerformance] = []
    for link in event.links.all():
        rows = BoxOfficePerformance.objects.filter(
            box_office_event__connection=link.connection_id, box_office_event__box_office_id=link.box_office_id
        ).select_related("box_office_event")
        found += [row for row in rows if link.performance_ids is None or row.performance_id in link.performance_ids]
    return sorted(found, key=lambda row: (str(row.performed_on), str(row.begins_at), row.performance_id))


def is_lost(event: Event, given: Given) -> bool:
    """Is it one figure over several quarters, which counts nowhere?"""
    return (
        given.part.is_whole and days_of(WHOLE, event.starts_on, event.ends_on) is None and event.starts_on is not None
    )


def _whole_audience(event: Event) -> Iterator[Given]:
    if event.attendance is not None:
        method = method_of(event.attendance_method, event.attendance_is_estimated)
        yield Given(event.pk, "audience", WHOLE, event.attendance, method)


def _given(row: AttendanceFigure) -> Given:
    part = Part(row.quarter, row.connection_id, row.performance_id)
    return Given(row.event_id, row.kind, part, row.figure, row.method)
