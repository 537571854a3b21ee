"""What a made-up theatre puts on: buildings, plans, prices, events and their performances."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from houselights.sandbox.ids import kept_full_id


@dataclass(slots=True)
class Building:
    """A venue, in the box office's word."""

    number: int
    name: str
    address: str


@dataclass(slots=True)
class Plan:
    """A seating plan in a building."""

    number: int
    name: str
    building: Building
    capacity: int
    is_reserved: bool


class TicketType(NamedTuple):
    """What a ticket is sold as. `factor` of the band's price; `mix` weighs it in ordinary and in family houses."""

    number: int
    name: str
    factor: float
    mix: float
    family_mix: float


class Band(NamedTuple):
    """A price band."""

    number: int
    name: str
    factor: float


class Offer(NamedTuple):
    """A discount in hundredths."""

    number: int
    name: str
    percent: int


AttributeValue = str | bool | float | None


@dataclass(slots=True, eq=False)
class Event:
    """A production as the box office knows it."""

    number: int
    name: str
    kind: str
    duration: int
    base_pence: int
    attributes: dict[str, AttributeValue]
    description: str = ""
    web_event_id: str | None = None
    is_web_visible: bool = True
    is_archived: bool = False
    performances: list["Performance"] = field(default_factory=list)

    @property
    def id(self) -> str:
        return kept_full_id(self.number)


@dataclass(slots=True, eq=False)
class Performance:
    """One dated occurrence. `starts` is theatre time, its `fold` telling the repeated hour apart."""

    number: int
    event: Event
    plan: Plan
    starts: datetime
    on_sale_from: datetime
    attributes: dict[str, AttributeValue]
    is_cancelled: bool = False
    places_given: int = 0  # seats ever given out: a returned seat is not sold twice
    scanned: int = 0

    @property
    def id(self) -> str:
        return kept_full_id(self.number)

    @property
    def off_sale_from(self) -> datetime:
        return self.starts - timedelta(hours=1)

    def is_on_sale(self, now: datetime) -> bool:
        """Whether the sale window is open at this local time: a window, not availability."""
        return not self.is_cancelled and self.on_sale_from <= now < self.off_sale_from


@dataclass(slots=True)
class Catalogue:
    """Everything a theatre has on its lists."""

    buildings: list[Building]
    plans: list[Plan]
    ticket_types: list[TicketType]
    bands: list[Band]
    offers: list[Offer]
    events: list[Event]

    @property
    def performances(self) -> list[Performance]:
        return [performance for event in self.events for performance in event.performances]

    def price_pence(self, event: Event, ticket_type: TicketType, band: Band) -> int:
        """The nominal price, to the nearest fifty pence and a little odd, as theatres' prices are."""
        exact = event.base_pence * ticket_type.factor * band.factor
        return round(exact / 50) * 50
