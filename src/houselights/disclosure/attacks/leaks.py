"""What an attacker found, and what it is given: releases as they are published, with how their figures add up."""

from collections.abc import Sequence

from msgspec import Struct

from houselights.disclosure.bounds import Bounds, bounds_of
from houselights.disclosure.cells import Guard, Key
from houselights.disclosure.frozen import Frozen


class Leak(Struct, frozen=True):
    """A hidden cell that an attacker placed more closely than its rule allows."""

    attacker: str
    of: str
    cell: Key
    finding: str

    @property
    def name(self) -> str:
        """Which cell, in words."""
        split = f" by {self.cell.by}: {self.cell.label}" if self.cell.by else ""
        return f"{self.cell.measure} of {self.of}, {self.cell.period}{split}"


def seen(releases: Sequence[Frozen]) -> dict[Key, Bounds]:
    """What is published of each cell, by nothing but how it is shown; several releases of one cell are cut together."""
    found: dict[Key, Bounds] = {}
    for release in releases:
        for each in release.shown:
            low, high = bounds_of(each)
            before = found.get(each.key, (low, high))
            found[each.key] = max(low, before[0]), min(high, before[1])
    return found


def is_told(guard: Guard, low: float, high: float) -> bool:
    """Is it placed more closely than it may be? Bounds the wrong way round fit nothing, and tell nothing."""
    if not guard.is_secret:
        return low <= high and high - low < guard.high - guard.low - _ROUNDING
    return low <= high and (low > guard.low + _ROUNDING or high < guard.high - _ROUNDING)


def told(guard: Guard, low: float, high: float) -> str:
    """The finding, in words."""
    return f"lies between {low:g} and {high:g}; it may be told no closer than {guard.low} to {guard.high}"


_ROUNDING = 1e-6
