"""A question that can be asked of the figures, frozen: the same question on the same build has the same answer."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from houselights.periods import ALL, Period

Reader = Literal["own", "peers", "funder", "public"]
Dated = Literal["performance", "sale", "return"]


class Question(Struct, frozen=True):
    """`measure` of the organisation `of` (its slug; there is no default), split `by` dimensions, in order."""

    measure: str
    of: str
    by: tuple[str, ...] = ()
    period: Period = ALL
    dated: Dated = "performance"
    reader: Reader = "own"
    as_at: datetime | None = None  # None is now
