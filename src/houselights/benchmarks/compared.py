"""A comparison as it is kept: how each figure spreads over a group, and who stands behind it."""

import msgspec
from msgspec import Struct

from houselights.disclosure.spread import Spread


class Compared(Struct, frozen=True):
    """`members` never leaves the house: it says who may see it, and whom the next comparison must not give away."""

    period: str
    data_as_of: str
    contributors: int
    members: tuple[str, ...]
    spreads: tuple[Spread, ...]

    def spread(self, measure: str) -> Spread:
        """Of one of the measures that are compared."""
        return next(each for each in self.spreads if each.measure == measure)


def encoded(compared: Compared) -> bytes:
    """Its bytes."""
    return msgspec.json.encode(compared)


def decoded(content: bytes) -> Compared:
    """The comparison of these bytes."""
    return msgspec.json.decode(content, type=Compared)
