"""Where an own figure stands among its peers' and what may be said of it, from shown figures alone; names of groups."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import Any

from houselights.disclosure.bounds import bounds_of
from houselights.disclosure.cells import Key, Shown
from houselights.disclosure.spread import Figures, Spread
from houselights.organisations.portfolio.rules import terms as listed
from houselights.periods import last_day

READY_AFTER = timedelta(days=28)  # a comparison is made once: everybody's figures should be in by then
NOTCH = 1.57  # of the middle half's width, by the root of n: McGill, Tukey and Larsen (1978), 95 in 100

KINDS_OF_GROUP = ("region", "discipline", "kind", "size_band")
AGREED = "group"  # the kind of a group that agreed; its key ends with its number

BANDS = {
    "lowest": "below the lower quartile (25th percentile)",
    "second": "between the lower quartile and the median",
    "third": "between the median and the upper quartile",
    "highest": "above the upper quartile (75th percentile)",
    "below": "below the median",
    "at": "at the median",
    "above": "above the median",
}

# Under every comparison, whoever reads it and wherever.
METHOD = (
    "The median is the mean of the four or five figures in the middle of the group, a quartile that of five around it:"
    " never one organisation’s own. About half of the group lies between the quartiles.",
    "What goes in is protected before: counts of 1 to 7 are hidden, all others rounded to 5, money to three significant"
    " figures. A figure is hidden where fewer than 10 stand behind it, where one or two make up too much of it, where"
    " the group lies so close together that the quartiles would tell its figures, and where another group that was"
    " compared differs by fewer than 10 organisations.",
    "“Higher” and “lower” are said only of a figure outside the interval in which the peers’ median lies 95 times in"
    " 100 (1.57 times the distance of the quartiles, divided by the root of the number of organisations). Several"
    " figures are compared at once: of twenty such words, one is chance.",
)


@cache
def lists() -> dict[str, Any]:
    """Titles, terms and names, as shipped."""
    return tomllib.loads(files(__package__).joinpath("peer_groups.toml").read_text(encoding="utf-8"))


def terms(kind: str) -> tuple[str, ...]:
    """What an organisation can say of itself here."""
    return tuple(lists()["terms"].get(kind) or listed(kind))


def title_of(kind: str) -> str:
    """`Region`."""
    return str(lists()["titles"][kind])


def key_of(kind: str, term: str | int) -> str:
    """The group's key: `region:London`, `group:7`."""
    return f"{kind}:{term}"


def ready_on(period: str) -> date:
    """The day from which this quarter's comparisons are made."""
    return last_day(period) + READY_AFTER


@dataclass(frozen=True)
class Standing:
    """One own figure beside its peers'. `claim` is higher, lower, or "" where no difference can be told."""

    spread: Spread
    own: int | None
    band: str = ""
    claim: str = ""

    @property
    def of_the_median(self) -> int | None:
        """In per cent."""
        return round(100 * self.own / self.spread.median) if self.own and self.spread.median else None


def standings(own: Figures, spreads: Iterable[Spread]) -> tuple[Standing, ...]:
    """Of every figure that is compared."""
    return tuple(standing(own.get(each.measure), each) for each in spreads)


def standing(own: int | None, spread: Spread) -> Standing:
    """Both are shown figures, so nothing is told that the page does not show anyway."""
    if own is None or spread.median is None:
        return Standing(spread, own)
    return Standing(spread, own, _band(own, spread), _claim(own, spread))


def _band(own: int, spread: Spread) -> str:
    median, lower, upper = spread.median, spread.lower, spread.upper
    assert median is not None
    if lower is None or upper is None:
        return "at" if own == median else "below" if own < median else "above"
    if own < lower:
        return "lowest"
    if own <= upper:
        return "second" if own < median else "third"
    return "highest"


def _claim(own: int, spread: Spread) -> str:
    """Only where the own figure lies outside the interval in which the peers' true median lies 95 times in 100."""
    if spread.lower is None or spread.upper is None or spread.median is None:
        return ""
    lowest, highest = _bounds(own, spread)
    half = NOTCH * (_bounds(spread.upper, spread)[1] - _bounds(spread.lower, spread)[0]) / sqrt(spread.contributors)
    low, high = _bounds(spread.median, spread)
    if lowest > high + half:
        return "higher"
    return "lower" if highest < low - half else ""


def _bounds(value: int, spread: Spread) -> tuple[float, float]:
    """The numbers that are shown like this one."""
    return bounds_of(Shown(Key("", spread.measure, "", ""), "value", value, spread.is_money))
