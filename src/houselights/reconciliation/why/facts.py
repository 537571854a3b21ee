"""What is known of an event when somebody asks why its data is or is not here: frozen, so that the answer is pure."""

from datetime import date, datetime

from msgspec import Struct


class Access(Struct, frozen=True, kw_only=True):
    """A box office the organisation has, or had: may it be read, and how far was it."""

    connection_id: int
    name: str
    is_connected: bool = True
    was_refused: bool = False  # the newest run was turned away at the door
    is_listed: bool = True  # its list of events was read at least once
    complete_at: datetime | None = None  # when the last complete run ended
    windows_missing: int = 0  # stretches of days not read whole
    history_from: date | None = None


class LinkedTo(Struct, frozen=True, kw_only=True):
    """One link of the event, and what came by it."""

    access: Access
    box_office_id: str
    name: str = ""  # as the box office has it; "" where it has no such event
    is_found: bool = True
    last_on: date | None = None
    tickets: int = 0  # held now, whichever of its performances the link takes
    pence: int = 0
    set_aside: int = 0  # records that name it and make no sense
    set_aside_reason: str = ""  # of the first of them
    excluded_by: str = ""  # the title of the exclusion rule that takes it out
    is_narrowed: bool = False  # to some of its performances
    is_built: bool = True  # the published figures know of the link


class Counted(Struct, frozen=True, kw_only=True):
    """What the published figures hold of the event; `tickets` leaves cancelled performances out."""

    tickets: int = 0
    cancelled: int = 0
    in_period: int = 0
    first_on: date | None = None
    last_on: date | None = None


class Facts(Struct, frozen=True, kw_only=True):
    """All that the checks look at. Days and times are shown in `zone`."""

    asked: str
    name: str
    zone: str = "Europe/London"
    event_id: int | None = None  # None: not on the register
    added_at: datetime | None = None
    is_ticketed: bool | None = None
    at_box_office: LinkedTo | None = None  # what was asked about, where it is a box-office event on no register
    is_ignored: bool = False
    near: tuple[str, ...] = ()  # names that are nearly the one asked for
    accesses: tuple[Access, ...] = ()
    links: tuple[LinkedTo, ...] = ()
    counted: Counted = Counted()
    period: str = ""  # "" for all time
    withheld: str = ""  # the gate's reason for giving this reader nothing
