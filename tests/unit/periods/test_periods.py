"""Does a period hold the days its name says, in the financial year's own quarters?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houselights.errors import NotFound, WrongUsage
from houselights.periods import (
    ALL,
    Period,
    financial_year_of,
    month_of,
    parse_period,
    period_before,
    quarter_named,
    quarter_of,
    year_before,
)

# From 2000-01 to 2011-12 the name of a financial year is a month's too: see the test of it below.
DAYS = st.dates(min_value=date(2012, 4, 1), max_value=date(2098, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2026-Q1", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-Q2", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-Q3", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026-Q4", date(2027, 1, 1), date(2027, 3, 31)),
        ("2026-27", date(2026, 4, 1), date(2027, 3, 31)),
        ("1999-00", date(1999, 4, 1), date(2000, 3, 31)),
        ("2026-11", date(2026, 11, 1), date(2026, 11, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-12", date(2026, 12, 1), date(2026, 12, 31)),
        ("2026-04-01..2026-06-30", date(2026, 4, 1), date(2026, 6, 30)),
        ("2026-05-01..2026-05-01", date(2026, 5, 1), date(2026, 5, 1)),
        (" all ", None, None),
        ("2026-q3", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_period_is_read_as_it_is_written(text, start, end):
    period = parse_period(text)

    assert (period.start, period.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "", "2026", "2026-Q5", "2026-Q0", "2026-28", "2026-13", "2026-00", "26-Q1", "2026-6", "last year",
        "2026-02-30..2026-03-01", "2026-04-01..", "2026-04-01..2026-06-30..2026-07-01",
        "0000-Q1", "1899-12", "0001-01-01..2026-03-31", "2026-01-01..9999-12-31", "3000-01", "9999-27",
    ],
)  # fmt: skip
def test_what_is_no_period_is_refused_with_the_forms_there_are(text):
    with pytest.raises(WrongUsage) as refused:
        parse_period(text)

    assert "2026-Q3" in refused.value.remedy
    assert "2026-27" in refused.value.remedy


def test_days_in_the_wrong_order_are_said_to_be_that():
    with pytest.raises(WrongUsage, match="ends before it begins") as refused:
        parse_period("2026-06-30..2026-04-01")

    assert refused.value.remedy == "Write 2026-04-01..2026-06-30."


@given(DAYS)
def test_every_day_lies_in_the_month_quarter_and_year_it_is_said_to_be_of(day):
    for name in (month_of(day), quarter_of(day), financial_year_of(day)):
        assert day in parse_period(name)


def test_a_name_that_could_be_both_is_the_month():
    assert parse_period("2005-06").title == "June 2005"


@pytest.mark.parametrize(
    "text", ["2026-Q5", "2026-Q0", "2026-q3", " 2026-Q3", "2026-11", "all", "", "٢٠٢٦-Q3", "1026-Q3"]
)
def test_what_is_no_quarter_is_not_found(text):
    with pytest.raises(NotFound, match="is not a quarter"):
        quarter_named(text)


@given(DAYS)
def test_the_day_after_a_quarter_is_the_next_quarters_first(day):
    here = quarter_named(quarter_of(day))

    following = quarter_named(quarter_of(here.end + timedelta(days=1)))

    assert following.start == here.end + timedelta(days=1)
    assert (following.start - here.start).days in range(90, 93)


@given(st.integers(min_value=2012, max_value=2097))
def test_four_quarters_make_the_financial_year(year):
    quarters = [quarter_named(f"{year}-Q{number}") for number in (1, 2, 3, 4)]

    whole = parse_period(f"{year}-{(year + 1) % 100:02d}")

    assert (quarters[0].start, quarters[-1].end) == (whole.start, whole.end)
    assert sum((each.end - each.start).days + 1 for each in quarters) == (whole.end - whole.start).days + 1


@given(DAYS, DAYS)
def test_any_two_days_in_order_can_be_asked_for(one, other):
    start, end = sorted((one, other))

    period = parse_period(f"{start}..{end}")

    assert start in period
    assert end in period
    assert start - timedelta(days=1) not in period
    assert end + timedelta(days=1) not in period


@given(DAYS)
def test_every_day_is_in_all(day):
    assert day in ALL


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("2026-11", "November 2026"),
        ("2026-Q3", "October to December 2026"),
        ("2026-27", "April 2026 to March 2027"),
        ("2026-04-01..2026-05-03", "1 April 2026 to 3 May 2026"),
        ("2026-05-03..2026-05-31", "3 May 2026 to 31 May 2026"),
        ("2026-05-03..2026-05-03", "3 May 2026"),
        ("all", "All time"),
    ],
)
def test_a_period_has_a_title_for_people(text, title):
    assert parse_period(text).title == title


def test_a_year_before_29_february_is_28_february():
    before = year_before(Period("leap", date(2024, 2, 29), date(2024, 3, 31)))

    assert (before.start, before.end) == (date(2023, 2, 28), date(2023, 3, 31))


@given(DAYS, DAYS)
def test_every_period_has_a_title_and_a_year_before(one, other):
    start, end = sorted((one, other))
    period = parse_period(f"{start}..{end}")

    before = year_before(period)

    assert (before.start.year, before.end.year) == (start.year - 1, end.year - 1)
    assert (before.start.month, before.end.month) == (start.month, end.month)
    assert period.title
    assert before.title


@pytest.mark.parametrize("name", ["2026-Q4", "2023-02", "2024-02", "2026-27"])
def test_a_year_before_whole_months_is_whole_months(name):
    period = parse_period(name)

    before = year_before(period)

    assert before.start.day == 1
    assert (before.end + timedelta(days=1)).day == 1


def test_a_year_before_all_is_all():
    assert year_before(ALL) == ALL


@pytest.mark.parametrize(
    ("name", "earlier"),
    [
        ("2026-Q3", "2026-07-01..2026-09-30"),
        ("2026-27", "2025-04-01..2026-03-31"),
        ("2026-03", "2026-02-01..2026-02-28"),
        ("2026-11-10..2026-11-16", "2026-11-03..2026-11-09"),
        ("2026-03-01..2026-03-01", "2026-02-28..2026-02-28"),
    ],
)
def test_the_period_before_is_as_long_and_ends_the_day_before(name, earlier):
    assert period_before(parse_period(name)) == parse_period(earlier)


def test_nothing_is_before_all_time():
    assert period_before(ALL) == ALL
