"""A question that can be asked of the figures, frozen: the same question on the same build has the same answer."""

from datetime import datetime
from typing import Literal

from msgspec import Struct
from msgspec.structs import force_setattr

from houselights.periods import ALL, Period

Reader = Literal["own", "peers", "funder", "public"]
Dated = Literal["performance", "sale", "return"]
Where = tuple[tuple[str, tuple[str, ...]], ...]  # dimensions, and which of their values are counted


class Question(Struct, frozen=True):
    """`measure` of the organisation `of` (its slug; there is no default), split `by` dimensions, in order.

    `bases`: who is behind each part is counted too. A page of one's own asks without, for nobody sees it there and it
    takes most of the time: the parts then have the base 0. In all it is always counted.
    `where`: only what has one of the values in each of these dimensions; in one order, however it was given.
    """

    measure: str
    of: str
    by: tuple[str, ...] = ()
    period: Period = ALL
    dated: Dated = "performance"
    reader: Reader = "own"
    as_at: datetime | None = None  # None is now
    where: Where = ()
    bases: bool = True

    def __post_init__(self) -> None:
        force_setattr(self, "where", in_one_order(self.where))


def in_one_order(where: Where) -> Where:
    """Each dimension and each value once, by the alphabet: two ways to ask one thing are one question."""
    found: dict[str, set[str]] = {}
    for dimension, values in where:
        found.setdefault(dimension, set()).update(values)
    return tuple((dimension, tuple(sorted(found[dimension]))) for dimension in sorted(found))
