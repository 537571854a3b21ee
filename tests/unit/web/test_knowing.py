"""What is said to have become known later, and where nobody can tell?"""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pytest

from houselights.errors import NotReleasable
from houselights.periods import parse_period
from houselights.web.insights import knowing
from houselights.web.insights.asking import Asked

TODAY = date(2026, 11, 27)
ASKED = Asked("lyric", "tickets", parse_period("2026-Q2"), "performance")


@pytest.fixture(autouse=True)
def gate(monkeypatch):
    """Everything is known from October 2026 on: then 100 tickets for £1,000, now 104 for £1,030."""

    def released(question):
        if question.as_at and question.as_at.date() < date(2026, 9, 30):
            raise NotReleasable("Nobody had seen it.")
        then, now = {"tickets": (100, 104), "income": (100_000, 103_000)}[question.measure]
        return SimpleNamespace(total=then if question.as_at else now)

    monkeypatch.setattr(knowing, "released", released)


def test_what_became_known_after_the_period_was_over():
    (later,) = knowing.known_later(ASKED, TODAY)

    assert later.says == "July to September 2026: +4 tickets (+£30.00) became known after 30 September 2026."


def test_what_became_known_after_the_day_that_was_asked():
    (later,) = knowing.known_later(replace(ASKED, as_at=date(2026, 10, 20)), TODAY)

    assert later.since == date(2026, 10, 20)


def test_of_a_period_that_goes_on_nothing_became_known_later():
    assert knowing.known_later(replace(ASKED, period=parse_period("2026-Q3")), TODAY) == []
    assert knowing.known_later(replace(ASKED, period=parse_period("all")), TODAY) == []


def test_of_a_time_that_nobody_saw_nothing_is_said():
    both = replace(ASKED, beside=parse_period("2026-Q1"))

    assert [later.period for later in knowing.known_later(both, TODAY)] == ["July to September 2026"]


def test_the_same_point_is_as_many_days_into_the_other_period():
    asked = replace(ASKED, period=parse_period("2026-Q3"), beside=parse_period("2026-08-15..2026-11-15"))

    assert knowing.at_the_same_point(asked, TODAY) == date(2026, 10, 11)
    assert knowing.at_the_same_point(replace(asked, beside=parse_period("2025-Q3")), TODAY) is None, "nobody saw it"
    assert knowing.at_the_same_point(replace(asked, period=parse_period("2026-Q2")), TODAY) is None, "it is over"
