"""Performances as the box office has them: kept with the tickets held for each, and found by id, number or day."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from django.db import transaction

from houselights.connections.models import BoxOfficeEvent, BoxOfficePerformance, Connection
from houselights.errors import WrongUsage

_FOLLOW = ("performed_on", "begins_at", "is_cancelled", "tickets", "pence")


class Held(NamedTuple):
    """A performance as landed, with what is held for it now; one that only tickets name is not listed."""

    box_office_event_id: str
    performance_id: str
    starts_local: datetime | None
    is_cancelled: bool
    is_listed: bool
    tickets: int
    pence: int


@transaction.atomic
def update_performances(*, connection: Connection, held: Iterable[Held]) -> None:
    """Make the rows of a connection follow what is landed; nothing is written where nothing changed."""
    events = dict(connection.catalogue.values_list("box_office_id", "pk"))
    known = {
        (row.box_office_event_id, row.performance_id): row
        for row in BoxOfficePerformance.objects.filter(box_office_event__connection=connection)
    }
    wanted = {(event, each.performance_id): each for each in held if (event := events.get(each.box_office_event_id))}
    gone = [row.pk for key, row in known.items() if key not in wanted]
    BoxOfficePerformance.objects.filter(pk__in=gone).delete()
    new = [
        _follow(BoxOfficePerformance(box_office_event_id=event, performance_id=name), each)
        for (event, name), each in wanted.items()
        if (event, name) not in known
    ]
    changed = [_follow(known[key], each) for key, each in wanted.items() if key in known and _differs(known[key], each)]
    BoxOfficePerformance.objects.bulk_create(new, batch_size=500)
    BoxOfficePerformance.objects.bulk_update(changed, _FOLLOW, batch_size=200)


def performances_meant(found: BoxOfficeEvent, texts: Sequence[str]) -> list[str]:
    """The performances that people name by id in full, by its number, or by the day; WrongUsage for none."""
    rows = list(found.performance_rows.all())
    meant: set[str] = set()
    for text in texts:
        these = {row.performance_id for row in rows if _is_meant(row, text.strip())}
        if not these:
            raise WrongUsage(
                f"“{found.name}” has no performance “{text.strip()}”.",
                remedy="Give ids or days that its page shows, such as 2026-05-03; sync first if it is new.",
            )
        meant |= these
    return sorted(meant)


def _is_meant(row: BoxOfficePerformance, text: str) -> bool:
    if row.performed_on and text == row.performed_on.isoformat():
        return True
    return text == row.performance_id or (text.isdecimal() and text == _number(row.performance_id))


def _number(performance_id: str) -> str:
    """The digits that an id begins with: what people see of it in booking links."""
    return performance_id[: len(performance_id) - len(performance_id.lstrip("0123456789"))]


def _follow(row: BoxOfficePerformance, each: Held) -> BoxOfficePerformance:
    row.performed_on, row.begins_at = _moment(each)
    row.is_cancelled, row.tickets, row.pence = each.is_cancelled, each.tickets, each.pence
    return row


def _differs(row: BoxOfficePerformance, each: Held) -> bool:
    kept = (row.performed_on, row.begins_at, row.is_cancelled, row.tickets, row.pence)
    return kept != (*_moment(each), each.is_cancelled, each.tickets, each.pence)


def _moment(each: Held) -> tuple[date, time] | tuple[None, None]:
    return (each.starts_local.date(), each.starts_local.time()) if each.starts_local else (None, None)
