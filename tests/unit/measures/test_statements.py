"""The statement of a question holds its period, its basis and its moment as values, never as text."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from houselights.measures.catalogue import DIMENSIONS, MEASURES
from houselights.measures.question import Question
from houselights.measures.statement import statement
from houselights.periods import parse_period


def asked(measure="tickets", by=(), **question):
    return statement(
        MEASURES[measure], [DIMENSIONS[name] for name in by], Question(measure, of="lyric", by=by, **question)
    )


def test_a_question_of_all_time_names_no_values():
    sql, values = asked()

    assert values == {}
    assert "group by" not in sql


def test_both_ends_of_a_period_are_values():
    sql, values = asked(period=parse_period("2026-Q4"))

    assert values == {"start": date(2027, 1, 1), "end": date(2027, 3, 31)}
    assert "sales.performed_on >= $start and sales.performed_on <= $end" in sql


def test_dated_by_sale_the_period_and_the_months_are_of_the_sale():
    sql, _ = asked(by=("month",), dated="sale", period=parse_period("2026-11"))

    assert "sold_on >= $start" in sql
    assert "sales.sale_month as month" in sql
    assert "performed_on >=" not in sql


def test_an_earlier_moment_is_asked_in_utc():
    _, values = asked(as_at=datetime(2026, 7, 1, 12, tzinfo=ZoneInfo("Europe/London")))

    assert values == {"as_at": datetime(2026, 7, 1, 11)}


def test_a_dimension_with_codes_is_grouped_by_both():
    sql, _ = asked(by=("month", "event"))

    assert "grouping sets ((month, event, event_id), ())" in sql


def test_performances_are_asked_nothing_about_holding():
    sql, values = asked("performances", by=("quarter",))

    assert "seen_until" not in sql
    assert values == {}
