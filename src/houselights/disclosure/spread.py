"""How a figure spreads over a group of organisations: median and quartiles, none of which is one organisation's own."""

from collections.abc import Mapping, Sequence
from math import inf

from msgspec import Struct

from houselights.disclosure.bounds import shown_value
from houselights.disclosure.cells import Key
from houselights.disclosure.contributions import Contribution
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.rules import RULES
from houselights.disclosure.shapes import RELEASABLE
from houselights.measures.catalogue import MEASURES

COMPARED = RELEASABLE.readers["peers"]
COUNTED = tuple(name for name in COMPARED if name in RELEASABLE.counted)
QUARTILE_OF = 5  # contributors a quartile is the mean of; the median is that of 4 or 5, as the group is even or odd

Figures = Mapping[str, int]  # by measure; one that is hidden is not there


class Spread(Struct, frozen=True):
    """One measure over a group, rounded as all that leaves. None: hidden, or nothing to say.

    `lower` and `upper` are the quartiles; they are told both or not at all, and never without the median.
    """

    measure: str
    contributors: int
    is_money: bool
    median: int | None = None
    lower: int | None = None
    upper: int | None = None


def figures_of(contribution: Contribution) -> Figures:
    """What one organisation is compared by; a quotient is made of its two figures."""
    found = {
        each.measure: each.value
        for each in contribution.figures
        if not each.by and not each.hidden and each.measure in COUNTED
    }
    for name, (above, below) in RELEASABLE.quotients.items():
        if name in COMPARED and above in found and found.get(below):
            found[name] = shown_value(round(found[above] / found[below]), is_money=True)
    return found


def spreads_of(contributions: Sequence[Contribution], release: Frozen, p_percent: int) -> tuple[Spread, ...]:
    """Each measure's, hidden where the group's total is hidden in `release`."""
    figures = [figures_of(each) for each in contributions]
    return tuple(
        spread_of(
            measure,
            [each[measure] for each in figures if each.get(measure, 0) > 0],
            p_percent,
            is_hidden=not all(_is_shown(release, part) for part in RELEASABLE.quotients.get(measure, (measure,))),
        )
        for measure in COMPARED
    )


def spread_of(measure: str, values: Sequence[int], p_percent: int, *, is_hidden: bool = False) -> Spread:
    """Of at least as many contributors as a figure about organisations needs."""
    ordered, is_money = sorted(values), MEASURES[measure].unit.startswith("pence")
    spread = Spread(measure, len(ordered), is_money)
    if is_hidden or len(ordered) < max(RULES.contributors, RULES.contributors_floor):
        return spread
    lower, middle, upper = _windows(ordered)
    if _is_one_or_twos_own(middle, p_percent):
        return spread
    median, low, high = (_shown_mean(each, is_money) for each in (middle, lower, upper))
    is_close = not _is_apart(low, median, high, p_percent)
    if is_close or any(_is_one_or_twos_own(each, p_percent) for each in (lower, upper)):
        return Spread(measure, len(ordered), is_money, median)
    return Spread(measure, len(ordered), is_money, median, low, high)


def _windows(ordered: Sequence[int]) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    """Around the first quarter, the middle and the third quarter: several contributors each, never a single one."""
    many = len(ordered)
    first = max(0, round((many - 1) / 4) - QUARTILE_OF // 2)
    width = 4 + many % 2
    start = (many - width) // 2
    return (
        ordered[first : first + QUARTILE_OF],
        ordered[start : start + width],
        ordered[many - first - QUARTILE_OF : many - first],
    )


def _shown_mean(parts: Sequence[int], is_money: bool) -> int:
    return shown_value(round(sum(parts) / len(parts)), is_money=is_money)


def _is_one_or_twos_own(parts: Sequence[int], p_percent: int) -> bool:
    """Could one of them take its own part out and know another's?"""
    first, second = sorted(parts, reverse=True)[:2]
    total = sum(parts)
    return (
        first > RULES.largest_share * total
        or first + second > RULES.two_largest_share * total
        or 100 * (total - first - second) < p_percent * first
    )


def _is_apart(low: int, median: int, high: int, p_percent: int) -> bool:
    """Quartiles close to the median would tell half of the group's figures to within p per cent."""
    return 100 * min(median - low, high - median) >= p_percent * (median or inf)


def _is_shown(release: Frozen, measure: str) -> bool:
    shown = release.by_key().get(Key(release.period, measure, "", ""))
    return shown is not None and shown.state == "value"
