"""The gate for what an event held at every moment, and why that changed: for the organisation's own people alone."""

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from houselights.disclosure.known import check_known, open_figures
from houselights.errors import WrongUsage
from houselights.measures.changed import Change, Held
from houselights.measures.history import change, timeline


class ReleasedTimeline(Struct, frozen=True):
    """What an event held after each moment of change, oldest first, from `known_from` on (ISO 8601 UTC)."""

    held: tuple[Held, ...]
    known_from: str
    data_as_of: str
    build: int


class ReleasedChange(Struct, frozen=True):
    """An event at two moments, and every movement between them."""

    change: Change
    data_as_of: str
    build: int


def release_timeline(event: int, *, of: str, home: Path) -> ReleasedTimeline:
    """Tickets and pence of the event `event` of the organisation `of`, as known at every moment."""
    warehouse = open_figures(of, home)
    held = timeline(event, warehouse)
    return ReleasedTimeline(held, warehouse.known_from, warehouse.data_as_of, warehouse.number)


def release_change(event: int, *, since: datetime, until: datetime, of: str, home: Path) -> ReleasedChange:
    """Why the event's tickets changed; NotReleasable, with the first day that is known, for a moment before it."""
    if until < since:
        raise WrongUsage("The later moment is before the earlier one.", remedy="Swap the two.")
    warehouse = open_figures(of, home)
    check_known(since, warehouse.known_from, warehouse.bundle.time_zone)
    return ReleasedChange(change(event, since, until, warehouse), warehouse.data_as_of, warehouse.number)
