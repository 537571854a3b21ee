"""Orders and the tickets they hold now, as the box office keeps them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from houselights.sandbox.catalogue import Band, Offer, Performance, TicketType
from houselights.sandbox.ids import full_id, kept_full_id

FIRST_TICKET, FIRST_ORDER = 1_000_001, 88_201


class Ticket(NamedTuple):
    """One ticket held. Money is whole pence; `total` is after the discount."""

    number: int
    performance: Performance
    place: int  # in the house: gives the seat
    ticket_type: TicketType
    band: Band
    original_pence: int
    price_pence: int
    discount_pence: int
    offer: Offer | None

    @property
    def id(self) -> str:
        return full_id(self.number)

    @property
    def total_pence(self) -> int:
        return self.price_pence - self.discount_pence


@dataclass(slots=True, eq=False)
class Order:
    """One order; what was returned has vanished from `tickets` and shows in `refunded_pence`."""

    number: int
    customer: int | None  # the place of the record; None for a counter sale without one
    first_sold: datetime  # theatre time
    last_sold: datetime
    modified: datetime  # UTC
    tickets: list[Ticket] = field(default_factory=list)
    donation_pence: int = 0
    fee_pence: int = 0
    refunded_pence: int = 0
    days: tuple[date, ...] = ()  # with any transaction

    @property
    def id(self) -> str:
        return kept_full_id(self.number)

    @property
    def ticket_pence(self) -> int:
        """What the tickets now held came to."""
        return sum(ticket.price_pence - ticket.discount_pence for ticket in self.tickets)
