"""The shapes of a history: what an event held, and the movements that explain a change."""

from datetime import datetime

from msgspec import Struct


class Held(Struct, frozen=True):
    """Counted tickets and pence of an event, as known from `moment` (aware, UTC) on."""

    moment: datetime
    tickets: int
    pence: int


class Performed(Struct, frozen=True):
    """A performance as an explanation names it: its event, and when it starts in the venue's time."""

    event: str
    starts_at: datetime


class Movement(Struct, frozen=True):
    """One reason for a change: `tickets` and `pence` are what it adds to the event; it is about `concerned` tickets.

    `what` is one of WHAT. `was` and `became` are the performances on either side, None where there is none.
    """

    what: str
    was: Performed | None
    became: Performed | None
    concerned: int
    tickets: int
    pence: int


class Change(Struct, frozen=True):
    """An event at two moments, and all that lies between: before + movements = after, to the ticket and the penny."""

    before: Held
    after: Held
    movements: tuple[Movement, ...]


# In the order in which people ask.
WHAT = (
    "sold",
    "returned",
    "exchanged here",
    "exchanged away",
    "exchanged within",
    "replaced",
    "price changed",
    "customer merged",
)
