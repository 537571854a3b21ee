"""The two sides of a suggestion, and the suggestion itself, as frozen rows."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Registered:
    """An event of the register. `ids` are what people wrote of a box-office id for it: links not found, numbers."""

    id: int
    name: str
    first_on: date | None = None
    last_on: date | None = None
    place: str = ""
    postcode: str = ""
    performances: int | None = None
    ids: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sold:
    """A box-office event, named by its row in the catalogue; `number` is the digits of its id."""

    row: int
    number: str
    name: str
    first_on: date | None = None
    last_on: date | None = None
    place: str = ""
    postcode: str = ""
    performances: int | None = None


@dataclass(frozen=True)
class Reason:
    """One thing that speaks for a pair: `what`, its points of 100, and the sentence a person reads."""

    what: str
    points: int
    detail: str


@dataclass(frozen=True)
class Suggestion:
    """This box-office event may be that event. The score is the sum of the reasons' points, 0 to 100."""

    event: int
    row: int
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> int:
        return sum(reason.points for reason in self.reasons)
