"""What is decided about attendance from values in hand: which parts of an event have a figure of their own. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from houselights.errors import WrongUsage
from houselights.periods import last_day, quarter_named, quarter_of
from houselights.register.attendance.methods import KINDS, methods

MOST = 100_000_000  # people; more live in no country that a venue stands in
MOST_QUARTERS = 40


@dataclass(frozen=True)
class Part:
    """What of an event a figure is about: the whole of it, its days in a quarter, or one performance."""

    quarter: str = ""
    connection: int | None = None
    performance_id: str = ""

    @property
    def is_whole(self) -> bool:
        return not self.quarter and not self.performance_id


WHOLE = Part()


def quarters_of(starts_on: date | None, ends_on: date | None) -> list[str]:
    """The quarters that the days of an event lie in, oldest first; none without a first day."""
    if starts_on is None:
        return []
    found: list[str] = []
    day, last = starts_on, max(ends_on or starts_on, starts_on)
    while day <= last and len(found) < MOST_QUARTERS:
        found.append(quarter_of(day))
        day = last_day(found[-1]) + timedelta(days=1)
    return found


def days_of(part: Part, starts_on: date | None, ends_on: date | None) -> tuple[date, date] | None:
    """From which to which day a figure of the whole event or of a quarter counts; None where nobody can tell.

    One figure over several quarters cannot be parted: it counts nowhere, and each quarter asks for its own.
    """
    touched = quarters_of(starts_on, ends_on)
    if starts_on is None or not touched or (part.is_whole and len(touched) > 1):
        return None
    period = quarter_named(part.quarter or touched[0])
    first, last = max(starts_on, period.start or starts_on), min(ends_on or starts_on, period.end or starts_on)
    return (first, last) if first <= last else None


def check_figure(kind: str, figure: int, method: str) -> None:
    """WrongUsage for a figure that cannot be, and for a method that is on no list or about something else."""
    if kind not in KINDS:
        raise WrongUsage(f"“{kind}” is not counted.", remedy=f"Give one of: {', '.join(KINDS)}.")
    if not 0 <= figure <= MOST:
        raise WrongUsage(f"{KINDS[kind]} cannot be {figure}.", remedy=f"Give a whole number up to {MOST:,}.")
    fitting = [each.title for each in methods().values() if kind in each.kinds]
    if method not in methods() or kind not in methods()[method].kinds:
        raise WrongUsage(
            f"“{method}” does not say how the {KINDS[kind].lower()} are known.",
            remedy=f"Use one of: {'; '.join(fitting)}.",
        )


def method_of(kept: str, is_estimated: bool | None) -> str:
    """How a whole event's audience is known; "" where nobody said: an estimate without its method.

    Where a workbook has changed since whether it is estimated, the method kept no longer fits.
    """
    if kept in methods() and is_estimated in (None, methods()[kept].estimated):
        return kept
    return "counted" if is_estimated is False else ""
