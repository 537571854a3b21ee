"""What an event held at every moment, and why it changed between two: protected, only the gate may call it."""

from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from typing import Any

from houselights.measures.changed import WHAT, Change, Held, Movement, Performed
from houselights.warehouse.opened import Warehouse


def timeline(event: int, warehouse: Warehouse) -> tuple[Held, ...]:
    """What the event held after each moment at which that changed; the first is when it was first seen."""
    rows = warehouse.rows(_text("timeline"), {"event": event})
    return tuple(Held(moment.replace(tzinfo=UTC), tickets, pence) for moment, tickets, pence in rows)


def change(event: int, since: datetime, until: datetime, warehouse: Warehouse) -> Change:
    """Why the event's tickets at `until` are not those at `since`."""
    moments = {"event": event, "since": _plain(since), "until": _plain(until)}
    movements = tuple(_movement(row) for row in warehouse.rows(_text("change"), moments))
    before, after = (_held(event, moment, warehouse) for moment in (since, until))
    found = Change(before, after, tuple(sorted(movements, key=_order)))
    assert (before.tickets + sum(each.tickets for each in movements)) == after.tickets
    assert (before.pence + sum(each.pence for each in movements)) == after.pence
    return found


def _held(event: int, moment: datetime, warehouse: Warehouse) -> Held:
    rows = warehouse.rows(_text("held"), {"event": event, "moment": _plain(moment)})
    return Held(moment, *rows[0])


def _movement(row: tuple[Any, ...]) -> Movement:
    what, was_event, was_at, became_event, became_at, concerned, tickets, pence = row
    was, became = _performed(was_event, was_at), _performed(became_event, became_at)
    return Movement(what, was, became, concerned, tickets, pence)


def _performed(event: str | None, starts_at: datetime | None) -> Performed | None:
    return Performed(event, starts_at) if event is not None and starts_at is not None else None


def _order(movement: Movement) -> tuple[int, str, str]:
    return WHAT.index(movement.what), str(movement.was), str(movement.became)


def _plain(moment: datetime) -> datetime:
    """The warehouse's times are UTC and say no zone."""
    return moment.astimezone(UTC).replace(tzinfo=None)


@cache
def _text(name: str) -> str:
    return files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8")
