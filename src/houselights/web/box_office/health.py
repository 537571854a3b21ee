"""How the feed stands: each connection, links whose ID is not there, and records that were set aside."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Sum
from django.utils import timezone

from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.feeds.models import SetAside
from houselights.feeds.queries import latest_complete_run
from houselights.feeds.schedule import next_run_at
from houselights.organisations.models import Organisation
from houselights.register.models import Link

SHOWN = 25  # records set aside


@dataclass(frozen=True)
class Standing:
    """One connection: how far it was read, how new the newest order is, when it is read next."""

    connection: Connection
    complete_at: datetime | None
    windows_missing: int
    newest: datetime | None
    next_at: datetime | None
    has_stalled: bool


@dataclass(frozen=True)
class Aside:
    """Records that make no sense: the first few, and how many there are with the tickets on them."""

    rows: list[SetAside]
    many: int
    tickets: int


@dataclass(frozen=True)
class Health:
    """What health.html shows."""

    standings: list[Standing]
    not_found: list[Link]
    aside: Aside


def health_of(organisation: Organisation) -> Health:
    """Of every connection the organisation has or had."""
    return Health(
        [_standing(connection) for connection in organisation.connections.all()],
        _not_found(organisation),
        _aside(organisation),
    )


def _standing(connection: Connection) -> Standing:
    complete = latest_complete_run(connection)
    ended = connection.runs.exclude(finished_at=None).first()
    return Standing(
        connection=connection,
        complete_at=complete.finished_at if complete else None,
        windows_missing=connection.windows.filter(is_complete=False).count(),
        newest=connection.catalogue.aggregate(newest=Max("last_sold_at"))["newest"],
        next_at=next_run_at(connection, timezone.now()),
        has_stalled=ended is not None and ended.findings.filter(code="stalled").exists(),
    )


def _not_found(organisation: Organisation) -> list[Link]:
    there = BoxOfficeEvent.objects.filter(connection=OuterRef("connection"), box_office_id=OuterRef("box_office_id"))
    mine = Link.objects.filter(event__organisation=organisation).select_related("event")
    return list(mine.filter(~Exists(there)))


def _aside(organisation: Organisation) -> Aside:
    rows = SetAside.objects.filter(connection__organisation=organisation)
    return Aside(list(rows[:SHOWN]), rows.count(), rows.aggregate(all=Sum("tickets"))["all"] or 0)
