"""Frozen rows that every box office must become: Event, Performance, HouseCount, Order, Ticket, Customer.

A connector conforms its records into these; nothing further along knows which box office they came from.
Structs rather than dataclasses: a venue has a quarter of a million tickets, and these cost a tenth to make.
Money is whole pence. Times are local to the venue (naive) or UTC (aware), and the name says which.
No field may hold a name, e-mail, phone, street or postcode: `connectors.privacy` has cut them before.
"""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

Kind = Literal["events", "performances", "house_counts", "orders", "tickets", "customers"]
KINDS: tuple[Kind, ...] = ("events", "performances", "house_counts", "orders", "tickets", "customers")

PostcodeKind = Literal["known", "missing", "invalid", "foreign"]


class Event(Struct, frozen=True):
    """A box-office event. `attributes` are named values as the box office shows them, names without its prefix."""

    id: str
    name: str
    first_on: date | None
    last_on: date | None
    is_on_sale: bool
    attributes: dict[str, str]


class Performance(Struct, frozen=True):
    """One dated occurrence of a box-office event. `capacity` is None where the box office does not say."""

    id: str
    event_id: str
    starts_local: datetime
    starts_utc: datetime
    is_cancelled: bool
    venue_name: str
    venue_postcode: str  # of the building, public; "" when unknown
    plan_name: str
    capacity: int | None


class HouseCount(Struct, frozen=True):
    """How full a house was, read after the performance: tickets not seen at the door, tickets seen, seats.

    `id` is the performance's own.
    """

    id: str
    sold: int  # and not scanned
    scanned: int
    capacity: int


class Ticket(Struct, frozen=True, gc=False):
    """One ticket held on an order. `total_pence` is after discount and commission: what `income` adds up."""

    id: str
    event_id: str
    performance_id: str
    ticket_type: str  # the box office's own name for the price: private to the organisation
    original_pence: int  # before an override
    price_pence: int  # before discount and commission
    discount_pence: int
    total_pence: int


class Order(Struct, frozen=True, gc=False):
    """One order with the tickets it holds now; a returned ticket has vanished from it.

    `customer_id` is keyed (privacy.customer_id); `customer_reference` is the box office's own id sealed with the
    organisation's key, so that the customer can be read in a later run without any plain id on disk.
    """

    id: str
    customer_id: str | None
    customer_reference: str | None
    first_sold_local: datetime
    first_sold_utc: datetime
    tickets: tuple[Ticket, ...]


class Customer(Struct, frozen=True):
    """A record in a box office, cut of personal data: keyed tokens, the kind of postcode, and consents.

    `tokens` maps a token's name (`email`, `phone`, `surname_initial_postcode`, ...) to its keyed value.
    """

    id: str
    postcode_kind: PostcodeKind
    postcode_token: str | None
    consents: dict[str, bool]
    tokens: dict[str, str]


class Quarantined(Struct, frozen=True):
    """A record that could not be understood, set aside whole. `reason` names the field, never its value.

    `tickets` counts the tickets inside a quarantined order, so that the accounting still adds up; `events` are the
    box-office events that it names, as far as their ids can be made out.
    """

    kind: Kind
    id: str
    reason: str
    tickets: int = 0
    events: tuple[str, ...] = ()


Row = Event | Performance | HouseCount | Order | Customer

RULES_VERSION = 2  # raise when conform or token rules change: rows of an older version are read again
