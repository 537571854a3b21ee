"""Days, months, financial years and quarters, in the venue's local time.

A financial year runs from April to March and is written `2026-27`; its quarters `2026-Q1` (April to June 2026)
to `2026-Q4` (January to March 2027). Both ends of a Period are included.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from houselights.errors import NotFound, WrongUsage

_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_FIRST_YEAR, _LAST_YEAR = 1900, 2999
_QUARTER = re.compile(r"(19|2\d)\d\d-Q[1-4]", re.ASCII)


@dataclass(frozen=True)
class Period:
    """Days from `start` to `end`, both included; None is without limit. `name` is how it was asked for."""

    name: str
    start: date | None
    end: date | None

    def __contains__(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)

    @property
    def title(self) -> str:
        """For people: `October to December 2026`, `November 2026`, `1 April 2026 to 3 May 2026`."""
        return _title(self)


ALL = Period("all", None, None)


def month_of(day: date) -> str:
    """`2026-11`."""
    return f"{day:%Y-%m}"


def quarter_of(day: date) -> str:
    """`2026-Q3` for a day in October to December 2026; the year is the one the financial year starts in."""
    shifted = (day.month - 4) % 12
    return f"{day.year - (day.month < 4)}-Q{shifted // 3 + 1}"


def financial_year_of(day: date) -> str:
    """`2026-27` for a day from April 2026 to March 2027."""
    year = day.year - (day.month < 4)
    return f"{year}-{(year + 1) % 100:02d}"


def parse_period(text: str) -> Period:
    """A Period from `2026-Q3`, `2026-27`, `2026-11`, `2026-04-01..2026-06-30` or `all`; WrongUsage otherwise."""
    text = text.strip()
    if text == "all":
        return ALL
    for pattern, make in _FORMS:
        if match := pattern.fullmatch(text):
            try:
                return _within_reason(make(text, *match.groups()))
            except ValueError:
                break
    raise WrongUsage(
        f"“{text}” is not a period.",
        remedy="Write 2026-Q3 (a financial quarter: Q1 is April to June), 2026-27 (a financial year), "
        "2026-11 (a month), 2026-04-01..2026-06-30 (both days included) or all.",
    )


def quarter_named(text: str) -> Period:
    """The financial quarter called `2026-Q3`; NotFound for anything else, also another kind of period."""
    if not _QUARTER.fullmatch(text):
        raise NotFound(f"“{text[:20]}” is not a quarter.", remedy="Write 2026-Q3: Q1 is April to June.")
    return parse_period(text)


def last_day(quarter: str) -> date:
    """The last day of a quarter."""
    end = quarter_named(quarter).end
    assert end
    return end


def year_before(period: Period) -> Period:
    """The same days one year earlier; 29 February becomes 28 February, and the end of a month the end of a month."""
    start, end = period.start, period.end
    if start is None or end is None:
        return period
    earlier_end = _month_end(end.year - 1, end.month) if _ends_a_month(end) else _back(end)
    return Period(f"{_back(start)}..{earlier_end}", _back(start), earlier_end)


def period_before(period: Period) -> Period:
    """As long, and just before: as many whole months where it is whole months, else as many days."""
    start, end = period.start, period.end
    if start is None or end is None:
        return period
    earlier_end = start - timedelta(days=1)
    if start.day == 1 and _ends_a_month(end):
        earlier = months_before(start, (end.year - start.year) * 12 + end.month - start.month + 1)
    else:
        earlier = start - (end - start) - timedelta(days=1)
    return Period(f"{earlier}..{earlier_end}", earlier, earlier_end)


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or the last one that month has; later where it is negative."""
    whole = day.year * 12 + day.month - 1 - months
    year, month = divmod(whole, 12)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), _month_end(year, month + 1))


def local_date(moment: datetime, zone: str) -> date:
    """The calendar day of an aware `moment` in `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date()


def to_utc(local: datetime, zone: str) -> datetime:
    """UTC of a naive local time; in the repeated hour of October the first of the two, unless `fold` is set."""
    return local.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def _within_reason(period: Period) -> Period:
    """Days that have a year before and a day after: at the ends of the calendar there is none."""
    if (
        period.start is None
        or period.end is None
        or not _FIRST_YEAR <= period.start.year <= period.end.year <= _LAST_YEAR
    ):
        raise ValueError(period.name)
    return period


def _back(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)


def _ends_a_month(day: date) -> bool:
    return day == _month_end(day.year, day.month)


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _quarter(name: str, year: str, number: str) -> Period:
    first = 4 + 3 * (int(number) - 1)
    start_year, start_month = int(year) + (first > 12), (first - 1) % 12 + 1
    return Period(name.upper(), date(start_year, start_month, 1), _month_end(start_year, start_month + 2))


def _financial_year(name: str, year: str, following: str) -> Period:
    if (int(year) + 1) % 100 != int(following):
        raise ValueError(name)
    return Period(name, date(int(year), 4, 1), date(int(year) + 1, 3, 31))


def _month(name: str, year: str, month: str) -> Period:
    return Period(name, date(int(year), int(month), 1), _month_end(int(year), int(month)))


def _days(name: str, start: str, end: str) -> Period:
    period = Period(name, date.fromisoformat(start), date.fromisoformat(end))
    if period.end < period.start:  # type: ignore[operator]
        raise WrongUsage(f"“{name}” is not a period: it ends before it begins.", remedy=f"Write {end}..{start}.")
    return period


# The order matters: `2026-11` is a month and `2026-27` a financial year, told apart by 01 to 12. The years 2000-01 to
# 2011-12 can therefore be asked for by their days alone.
_FORMS = (
    (re.compile(r"(\d{4})-Q([1-4])", re.IGNORECASE), _quarter),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])"), _month),
    (re.compile(r"(\d{4})-(\d{2})"), _financial_year),
    (re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})"), _days),
)


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _title(period: Period) -> str:
    start, end = period.start, period.end
    if start is None or end is None:
        return "All time"
    whole_months = start.day == 1 and _ends_a_month(end)
    if start == end:
        return _day(start)
    if not whole_months:
        return f"{_day(start)} to {_day(end)}"
    first, last = _MONTHS[start.month - 1], _MONTHS[end.month - 1]
    if (start.year, start.month) == (end.year, end.month):
        return f"{first} {start.year}"
    if start.year == end.year:
        return f"{first} to {last} {start.year}"
    return f"{first} {start.year} to {last} {end.year}"
