"""What is there to be asked: an organisation's published figures, and from when on they were known."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from houselights.errors import NotFound, NotReleasable
from houselights.home import Home
from houselights.measures.calculate import part_said, warehouse_of
from houselights.measures.question import Where

if TYPE_CHECKING:
    from houselights.warehouse.opened import Warehouse


def open_figures(slug: str, home: Path) -> "Warehouse":
    """The organisation's published build; NotFound before the first, and for a name that is no name."""
    warehouse = warehouse_of(Home(home).organisation(slug)) if _is_name(slug) else None
    if warehouse is None:
        raise NotFound(
            f"There are no figures of “{slug}” yet.",
            remedy="Check the name, connect a box office, then sync: figures appear when the first run has read sales.",
        )
    return warehouse


def part_of(where: Where, *, of: str, home: Path) -> str:
    """For its own people, in words: `of the event type Performance`; WrongUsage for what is not there."""
    return part_said(where, open_figures(of, home)) if where else ""


def check_known(as_at: datetime | None, known_from: str, time_zone: str) -> None:
    """NotReleasable for a moment before the first complete run: what was held then, nobody had seen."""
    if as_at is None:
        return
    if not known_from:
        raise NotReleasable(
            "No run has been complete yet, so what was known earlier cannot be told.",
            remedy="Leave the moment out, or wait for the first complete run.",
        )
    first = datetime.fromisoformat(known_from)
    if as_at < first:
        local = first.astimezone(ZoneInfo(time_zone))
        raise NotReleasable(
            f"What was known is kept from {local.day} {local:%B %Y, %H:%M} on, "
            "when the box office had first been read whole.",
            remedy="Ask for a later moment.",
        )


def _is_name(slug: str) -> bool:
    """Names a folder and nothing but a folder inside the home's own."""
    return slug not in ("", ".", "..") and Path(slug).name == slug
