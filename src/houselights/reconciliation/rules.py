"""What should be where: which tickets a build's links take in, added up in the ways that are compared. Pure."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from houselights.periods import month_of
from houselights.reconciliation.comparison import Comparison
from houselights.warehouse.bundle import Link
from houselights.warehouse.tables import FIRST_DAY, LAST_DAY


class Amount(NamedTuple):
    """Tickets and what was paid for them."""

    tickets: int
    pence: int


class Landed(NamedTuple):
    """Held now of one performance, as it landed."""

    connection_id: int
    box_office_event_id: str
    performance_id: str
    performed_on: date | None
    is_cancelled: bool
    tickets: int
    pence: int


class Counted(NamedTuple):
    """Held now of one performance, under the registered event that counts it."""

    connection_id: int
    box_office_event_id: str
    performance_id: str
    event_id: int
    is_cancelled: bool
    performed_on: date | None
    tickets: int
    pence: int

    @property
    def month(self) -> str:
        """As figures name it; a day that no calendar of ours has is of an unknown month."""
        known = self.performed_on and FIRST_DAY <= self.performed_on <= LAST_DAY
        return month_of(self.performed_on) if self.performed_on and known else "unknown"


Amounts = Mapping[Any, Amount]
Part = TypeVar("Part", Landed, Counted)


def parted(landed: Iterable[Landed], links: Iterable[Link]) -> tuple[list[Counted], list[Landed]]:
    """What these links take in, each performance under one event, and what no link reaches."""
    linked, waiting = [], []
    wanted = _by_box_office_event(links)
    for part in landed:
        event_id = _event_of(part, wanted[part.connection_id, part.box_office_event_id])
        if event_id is None:
            waiting.append(part)
        else:
            linked.append(_counted_for(event_id, part))
    return linked, waiting


def _counted_for(event_id: int, part: Landed) -> Counted:
    names = part.connection_id, part.box_office_event_id, part.performance_id
    return Counted(*names, event_id, part.is_cancelled, part.performed_on, part.tickets, part.pence)


def _by_box_office_event(links: Iterable[Link]) -> defaultdict[tuple[int, str], list[Link]]:
    found: defaultdict[tuple[int, str], list[Link]] = defaultdict(list)
    for link in links:
        found[link.connection_id, link.box_office_event_id].append(link)
    return found


def _event_of(part: Landed, links: list[Link]) -> int | None:
    """A link narrowed to the performance goes before one to all; among equals the older event's."""
    narrowed = [link.event_id for link in links if link.performance_ids and part.performance_id in link.performance_ids]
    whole = [link.event_id for link in links if link.performance_ids is None]
    return min(narrowed or whole, default=None)


def added_up(parts: Iterable[Part], key: Callable[[Part], Hashable]) -> dict[Any, Amount]:
    """Tickets and pence of the parts that share a key."""
    found: dict[Any, Amount] = {}
    for part in parts:
        tickets, pence = found.get(key(part), (0, 0))
        found[key(part)] = Amount(tickets + part.tickets, pence + part.pence)
    return found


def total(parts: Iterable[Landed | Counted]) -> Amount:
    """Tickets and pence in all."""
    listed = list(parts)
    return Amount(sum(part.tickets for part in listed), sum(part.pence for part in listed))


def compared(what: str, left: Amounts, right: Amounts, name: Callable[[Any], str]) -> Iterator[Comparison]:
    """Every key that either side has, tickets and pence apart."""
    nothing = Amount(0, 0)
    for key in sorted(left.keys() | right.keys(), key=str):
        yield from both(what, name(key), left.get(key, nothing), right.get(key, nothing))


def both(what: str, of: str, left: Amount, right: Amount) -> Iterator[Comparison]:
    """Tickets and pence of one thing."""
    yield Comparison(f"tickets, {what}", of, left.tickets, right.tickets)
    yield Comparison(f"pence, {what}", of, left.pence, right.pence)
