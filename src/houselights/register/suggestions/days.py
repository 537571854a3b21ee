"""How well the days of a box-office event fit those of a registered one."""

from datetime import date, timedelta
from typing import NamedTuple

Days = tuple[date, date]


class Fit(NamedTuple):
    """`share` is 1 for the same days; `apart` the days between them, 0 where they meet, None where one has none."""

    share: float
    says: str
    apart: int | None


def fit(registered: tuple[date | None, date | None], sold: tuple[date | None, date | None]) -> Fit:
    """Within, around, overlapping or near. A register that gives the first day only is believed as far as that goes."""
    here, there = _whole(*registered), _whole(*sold)
    if here is None or there is None:
        return Fit(0.0, "One of them has no days.", None)
    if registered[1] is None and here[0] == there[0]:
        return Fit(1.0, f"Both begin on {_day(here[0])}.", 0)
    apart = max((there[0] - here[1]).days, (here[0] - there[1]).days, 0)
    return _apart(apart) if apart else _meeting(here, there)


def _meeting(here: Days, there: Days) -> Fit:
    if here == there:
        return Fit(1.0, f"Both are on {_span(here)}.", 0)
    if here[0] <= there[0] and there[1] <= here[1]:
        return Fit(0.97, f"{_span(there).capitalize()} lies within the event's days.", 0)
    if abs((here[0] - there[0]).days) <= 1 and abs((here[1] - there[1]).days) <= 1 and _length(there) > 2:
        return Fit(0.92, "Their days are the same but for one.", 0)
    if here[0] == there[0]:  # who types in the first day alone means the whole run
        return Fit(0.95 if here[0] == here[1] else 0.8, f"Both begin on {_day(here[0])}.", 0)
    both = (min(here[1], there[1]) - max(here[0], there[0])).days + 1
    share = both / max(_length(here), _length(there))
    return Fit(0.5 + 0.35 * share, f"Their days overlap by {both} of {max(_length(here), _length(there))}.", 0)


def _apart(days: int) -> Fit:
    for most, share in ((1, 0.6), (3, 0.5), (7, 0.3), (14, 0.2), (31, 0.1)):
        if days <= most:
            return Fit(share, f"They are {days} day{'' if days == 1 else 's'} apart.", days)
    return Fit(0.0, f"They are {days} days apart.", days)


def _whole(first: date | None, last: date | None) -> Days | None:
    return (first, last or first) if first else None


def _length(days: Days) -> int:
    return (days[1] - days[0] + timedelta(days=1)).days


def _span(days: Days) -> str:
    return _day(days[0]) if days[0] == days[1] else f"{_day(days[0])} to {_day(days[1])}"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
