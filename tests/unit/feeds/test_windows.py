"""Which days of orders are read."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from houselights.feeds.rules import DAYS, history_start, still_to_read, windows_between

DATES = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def test_history_begins_with_the_financial_year_four_before_this_one():
    assert history_start(date(2026, 11, 24)) == date(2022, 4, 1)
    assert history_start(date(2026, 3, 31)) == date(2021, 4, 1)
    assert history_start(date(2026, 4, 1)) == date(2022, 4, 1)


@given(DATES, DATES)
def test_windows_cover_every_day_once_newest_first(one, other):
    start, end = sorted((one, other))

    windows = windows_between(start, end)

    assert windows[0].start <= end <= windows[0].end
    assert windows[-1].start <= start <= windows[-1].end
    for newer, older in pairwise(windows):
        assert (newer.start - older.end).days == 1
    assert all((window.end - window.start).days == DAYS - 1 for window in windows)


@given(DATES, st.integers(0, 400))
def test_the_grid_stays_put_so_a_complete_window_is_known_again_on_another_day(start, days):
    end = date.fromordinal(start.toordinal() + days)
    done = [(window.start, window.end) for window in windows_between(start, end)]

    assert still_to_read(start, end, done) == []
    assert still_to_read(start, end, done[1:]) == windows_between(start, end)[:1]
