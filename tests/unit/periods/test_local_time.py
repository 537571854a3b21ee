"""Does a moment fall on the venue's own calendar day, on the nights the clocks change too?"""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houselights.periods import local_date, to_utc

LONDON = "Europe/London"


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 6, 1, 23, 30, tzinfo=UTC), date(2026, 6, 2)),
        (datetime(2026, 12, 1, 23, 30, tzinfo=UTC), date(2026, 12, 1)),
        # The clocks go forward at 1:00 on 29 March 2026 and back at 1:00 UTC on 25 October.
        (datetime(2026, 3, 28, 23, 59, tzinfo=UTC), date(2026, 3, 28)),
        (datetime(2026, 3, 29, 23, 0, tzinfo=UTC), date(2026, 3, 30)),
        (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25)),
        (datetime(2026, 10, 25, 23, 59, tzinfo=UTC), date(2026, 10, 25)),
    ],
)
def test_a_moment_is_of_the_day_that_the_venues_clock_shows(moment, day):
    assert local_date(moment, LONDON) == day


def test_the_night_of_march_is_an_hour_shorter():
    before, after = datetime(2026, 3, 29, 0, 30), datetime(2026, 3, 29, 2, 30)

    assert to_utc(after, LONDON) - to_utc(before, LONDON) == timedelta(hours=1)


def test_the_hour_that_october_has_twice_is_the_first_unless_said_otherwise():
    twice = datetime(2026, 10, 25, 1, 30)

    assert to_utc(twice, LONDON) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert to_utc(twice.replace(fold=1), LONDON) == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_the_hour_that_march_has_not_is_still_a_moment_of_that_day():
    missing = to_utc(datetime(2026, 3, 29, 1, 30), LONDON)

    assert local_date(missing, LONDON) == date(2026, 3, 29)


def test_another_zone_has_its_own_midnight():
    moment = datetime(2026, 6, 1, 22, 30, tzinfo=UTC)

    assert local_date(moment, "Europe/Berlin") == date(2026, 6, 2)
    assert local_date(moment, LONDON) == date(2026, 6, 1)


@given(st.datetimes(min_value=datetime(2000, 1, 1), max_value=datetime(2060, 1, 1)))
def test_a_local_time_keeps_its_day_through_utc(local):
    assert local_date(to_utc(local, LONDON), LONDON) == local.date()
