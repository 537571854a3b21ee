"""When a connection is read by itself: how often, how many begin together, and the night's second look at old days."""

import math
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from houselights.connections.models import Connection
from houselights.periods import local_date

LOOK_BACK = timedelta(days=35)  # what every night reads again: edits that no feed of changes tells of
ROUND = 28  # nights in which all that is older is read again too, a stretch each night
NIGHT = timedelta(hours=3)  # after midnight where the organisation is
SPREAD = 120  # minutes after that, over which connections are spread


def every() -> timedelta | None:
    """Between the end of one run of a connection and the next; None where nothing is read by itself."""
    return timedelta(minutes=settings.SYNC_MINUTES) if settings.SYNC_MINUTES > 0 else None


def next_run_at(connection: Connection, now: datetime) -> datetime | None:
    """When it is read by itself next; None while a run waits or goes on, and before the first: that is a person's."""
    last, gap = connection.runs.first(), every()
    if gap is None or not connection.is_connected or last is None or last.finished_at is None:
        return None
    # A run that ended in the future ended before this machine's clock was put back: it must not hold the next one up.
    return last.finished_at + gap if last.finished_at <= now else now


def due(connections: Iterable[Connection]) -> list[Connection]:
    """Those whose time has come, the longest overdue first, and no more than begin together in one minute."""
    now, listed = timezone.now(), list(connections)
    waiting = [(at, each.pk, each) for each in listed if (at := next_run_at(each, now)) and at <= now]
    return [each for _, _, each in sorted(waiting)[: at_once(len(listed))]]


def at_once(connections: int) -> int:
    """How many may begin in a minute so that all have their turn in time, and a thousand never start together."""
    return math.ceil(connections / max(1, settings.SYNC_MINUTES))


def night_of(connection: Connection, now: datetime) -> date:
    """The night that has come last, by the box office's own clock; connections are spread over its small hours."""
    begins = NIGHT + timedelta(minutes=connection.pk * 37 % SPREAD)
    return local_date(now - begins, connection.organisation.time_zone)


def second_look_from(connection: Connection, now: datetime) -> date | None:
    """The first day to read again although it was read whole; None where this night's second look was had."""
    if connection.looked_again_on and connection.looked_again_on >= night_of(connection, now):
        return None
    return local_date(now, connection.organisation.time_zone) - LOOK_BACK


def old_stretch(connection: Connection, before: date | None) -> set[tuple[date, date]]:
    """Of the windows before this night's second look those read longest ago: in a round of nights, every one."""
    if before is None:
        return set()
    old = connection.windows.filter(is_complete=True, end__lt=before).order_by("run_id", "-start")
    return set(old.values_list("start", "end")[: math.ceil(old.count() / ROUND)])
