"""Which days of orders are still to be read: windows on a fixed grid, newest first; and how much is landed together."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from houselights.connectors.base import Window
from houselights.periods import financial_year_of

DAYS = 4  # the length that a real box office answers reliably (spektrix-api.md 3.9)
HISTORY_YEARS = 5  # financial years, the running one included
# What is landed together, for each landing costs two files and their syncing to the disk: rows of windows, of the feeds
# without windows, and in any case what came within so many seconds, which is what a kill costs.
TOGETHER, BATCH, AT_LONGEST = 20_000, 2_000, 10.0


def history_start(today: date) -> date:
    """The first day of the financial year four before this one."""
    return date(int(financial_year_of(today)[:4]) - (HISTORY_YEARS - 1), 4, 1)


def windows_between(start: date, end: date) -> list[Window]:
    """The grid's windows that cover `start` to `end`, newest first; the grid stays put, so a window is known again."""
    first = start.toordinal() // DAYS
    last = end.toordinal() // DAYS
    return [_window(number) for number in range(last, first - 1, -1)]


def still_to_read(start: date, end: date, complete: Iterable[tuple[date, date]]) -> list[Window]:
    """Those not complete yet."""
    done = set(complete)
    return [window for window in windows_between(start, end) if (window.start, window.end) not in done]


def is_stalled(newest: datetime | None, now: datetime, *, days: int) -> bool:
    """Is the newest order so old that a box office with tickets on sale must be asked? Never, for 0 days."""
    return days > 0 and newest is not None and now - newest > timedelta(days=days)


def _window(number: int) -> Window:
    start = date.fromordinal(number * DAYS)
    return Window(start, start + timedelta(days=DAYS - 1))
