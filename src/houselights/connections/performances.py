"""Performances as the box office has them: kept with the tickets held for each, and found by id, number or day."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

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
    rows = BoxOfficePerformance.objects.filter(box_office_event__connection=connection)
    # As values: a large theatre has thousands of rows, and few differ after a run.
    known = {
        (event, name): (pk, tuple(kept))
        for pk, event, name, *kept in rows.values_list("pk", "box_office_event", "performance_id", *_FOLLOW)
    }
    wanted = {(event, each.performance_id): each for each in held if (event := events.get(each.box_office_event_id))}
    gone = [pk for key, (pk, _) in known.items() if key not in wanted]
    BoxOfficePerformance.objects.filter(pk__in=gone).delete()
    new = [
        BoxOfficePerformance(box_office_event_id=event, performance_id=name, **_followed(each))
        for (event, name), each in wanted.items()
        if (event, name) not in known
    ]
    BoxOfficePerformance.objects.bulk_create(new, batch_size=500)
    for key, each in wanted.items():
        if key in known and known[key][1] != tuple(_followed(each).values()):
            # One by one: four times as quick as all of them in one statement.
            BoxOfficePerformance.objects.filter(pk=known[key][0]).update(**_followed(each))


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


def _followed(each: Held) -> dict[str, Any]:
    """What a row keeps of it, by `_FOLLOW`."""
    day, time = (each.starts_local.date(), each.starts_local.time()) if each.starts_local else (None, None)
    return dict(zip(_FOLLOW, (day, time, each.is_cancelled, each.tickets, each.pence), strict=True))
