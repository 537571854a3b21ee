"""The records of Spektrix's API v3 as they come over the wire, as far as they are read.

Only what a row needs is named; all else, known or new, is passed over. `event` comes as an object or as a bare id.
What comes by the hundred thousand is kept from the garbage collector: it can hold no circles.
"""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from msgspec import Meta, Raw, Struct

Id = Annotated[str, Meta(min_length=1)]
Money = Decimal  # exactly as written, never through a binary fraction


class Ref(Struct, gc=False):
    """A thing named by its id alone."""

    id: Id


class Named(Struct, gc=False):
    """A thing with a name."""

    name: str | None = None


class EventBody(Struct, rename="camel"):
    """`/events`; attributes are flat keys beside these."""

    id: Id
    name: str
    is_on_sale: bool | None = None
    first_instance_date_time: datetime | None = None
    last_instance_date_time: datetime | None = None
    first_instance_date_time_utc: datetime | None = None
    last_instance_date_time_utc: datetime | None = None


class InstanceBody(Struct, rename="camel"):
    """`/instances`: one performance. `startUtc` is UTC, with its Z or without."""

    id: Id
    event: Ref | Id
    plan_id: str | None = None
    start: datetime | None = None
    start_utc: datetime | None = None
    cancelled: bool | None = None


class PlanBody(Struct, rename="camel"):
    """`/plans`: a seating plan; its seats are passed over."""

    id: Id
    name: str | None = None
    venue: Ref | None = None
    capacity: int | None = None


class VenueBody(Struct):
    """`/venues`: the address is one string in the API, and an object in some recordings of it."""

    id: Id
    name: str | None = None
    address: str | dict[str, Any] | None = None


class PriceBody(Struct, rename="camel"):
    """One price of a ticket type in a band."""

    id: Id
    amount: Money
    ticket_type: Named | None = None
    price_band: Named | None = None
    is_band_default: bool = False


class PriceListBody(Struct):
    """`/instances/{id}/price-list`."""

    id: Id
    prices: list[PriceBody]


class SeatsBody(Struct, rename="camel"):
    """One row of `/events/{id}/availability`; its key is not called `id`."""

    event_instance_id: Id
    start: datetime
    capacity: int
    availability: list["SeatCount"]


class SeatCount(Struct):
    """Seats in one state: `Sold` ones become `Scanned` at the door, so that both were sold."""

    status: str
    count: int


class StatusBody(Struct, rename="camel"):
    """`/instances/{id}/status`: the last three are the owner's to see."""

    name: str
    available: int
    capacity: int
    sold: int | None = None
    scanned: int | None = None
    reserved: int | None = None


class TicketBody(Struct, rename="camel", gc=False):
    """A ticket that an order holds now. `ticketType` is the older name of `type`."""

    id: Id
    event: Ref | Id
    instance: Ref | Id
    total: Money
    type: Named | str | None = None
    ticket_type: Named | str | None = None
    original_price: Money | None = None
    price: Money | None = None
    discount: Money | None = None


class OrderBody(Struct, rename="camel", gc=False):
    """`/orders`, `/orders/{id}`, and the rows of `/orders/sync` that carry the whole order."""

    tickets: list[TicketBody]
    id: Id | None = None
    order_id: Id | None = None
    customer: Ref | Id | None = None
    customer_id: str | None = None
    customer_friendly_id: str | None = None
    first_transaction_date: datetime | None = None
    first_transaction_date_utc: datetime | None = None


class StatementBody(Struct):
    """A sentence that a customer agreed to or not; its text is not read."""

    id: Id
    agreed: bool | None = None


class AddressBody(Struct, rename="camel"):
    """A customer's address."""

    line1: str | None = None
    postcode: str | None = None
    country: str | None = None
    is_billing: bool | None = None


class CustomerBody(Struct, rename="camel"):
    """`/customers/{id}`, the owner's view: only what privacy cuts down is read."""

    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    phone: str | None = None
    mobile: str | None = None
    birth_date: str | None = None
    addresses: list[AddressBody] | None = None
    billing_address: AddressBody | None = None
    all_statements: list[StatementBody] | None = None
    agreed_statements: list[StatementBody] | None = None

    def __repr__(self) -> str:
        return "CustomerBody(...)"

    __str__ = __repr__


class Glance(Struct, rename="camel", gc=False):
    """The ids in any record, however broken the rest of it is."""

    id: Any = None
    order_id: Any = None
    plan_id: Any = None
    event: Any = None
    tickets: list[Raw] | None = None


class Paging(Struct):
    next: str | None = None


class ChangesPage(Struct):
    """A page of `/orders/sync`."""

    values: list[Raw]
    paging: Paging | None = None
