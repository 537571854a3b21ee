"""What may be asked of the control port: each wish is a small object of JSON, checked before anything happens."""

from datetime import datetime

from msgspec import Struct

from houselights.sandbox.faults import Fault


class Sell(Struct, forbid_unknown_fields=True):
    """Sell tickets: `performance` by full id; without `customer` it is a counter sale. Times are theatre time."""

    client: str
    performance: str
    quantity: int = 1
    customer: str | None = None
    ticket_type: str = "Full Price"
    price_pence: int | None = None  # overrides the price list
    discount_pence: int = 0
    sold_at: datetime | None = None
    modified: datetime | None = None  # UTC; earlier than now makes a late record


class GiveBack(Struct, forbid_unknown_fields=True):
    """Return tickets of an order; without `tickets`, all of them."""

    client: str
    order: str
    tickets: list[str] | None = None


class Exchange(Struct, forbid_unknown_fields=True):
    """Exchange tickets of an order into another performance; without `tickets`, all of them."""

    client: str
    order: str
    performance: str
    tickets: list[str] | None = None


class Scan(Struct, forbid_unknown_fields=True):
    """Scan tickets at the door."""

    client: str
    performance: str
    quantity: int = 1


class Merge(Struct, forbid_unknown_fields=True):
    """Merge one customer record into another; both ids in either form."""

    client: str
    gone: str
    into: str


class Archive(Struct, forbid_unknown_fields=True):
    """Archive an event, or bring it back."""

    client: str
    event: str
    archived: bool = True


class Attribute(Struct, forbid_unknown_fields=True):
    """Set an event's attribute; with `renamed_to` and no event, rename it everywhere at the client."""

    client: str
    name: str
    event: str | None = None
    value: str | bool | float | None = None
    renamed_to: str | None = None


class SetClock(Struct, forbid_unknown_fields=True):
    """Set the theatres' time, or move it on."""

    now: datetime | None = None
    days: float = 0
    minutes: float = 0


class SetFaults(Struct, forbid_unknown_fields=True):
    """Switch these faults on, and all others off."""

    faults: list[Fault]


class Move(Struct, forbid_unknown_fields=True):
    """Move a performance to another time, or cancel it."""

    client: str
    performance: str
    start: datetime | None = None
    cancelled: bool | None = None


class Override(Struct, forbid_unknown_fields=True):
    """Override the price of every ticket on an order: 0 makes them complimentary."""

    client: str
    order: str
    price_pence: int = 0
