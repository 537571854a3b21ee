"""What stands beside a figure is worked out once for each build, period, basis and moment."""

from datetime import date

import pytest

from houselights.measures import notes as telling
from houselights.measures.definitions import MEASURES
from houselights.measures.notes import notes
from houselights.measures.question import Question
from houselights.periods import parse_period


class Counting:
    """A warehouse with two tickets of cancelled performances, and how often it was asked."""

    def __init__(self, *days):
        self.asked = self.looked = 0
        self.days = days or (date(2026, 11, 5),)

    def rows(self, sql, values=None):
        if "distinct performed_on" in sql:
            self.looked += 1
            return [(day,) for day in self.days]
        self.asked += 1
        return [(2, 2500)]

    def once(self, name, sql, values):
        """Nothing stands ready here."""


@pytest.fixture
def warehouse():
    return Counting()


def tell(warehouse, measure="tickets", **question):
    return notes(MEASURES[measure], Question(measure, of="lyric", **question), warehouse)


def test_another_measure_or_split_of_the_same_period_asks_nothing_again(warehouse):
    told = [
        tell(warehouse),
        tell(warehouse, by=("month",)),
        tell(warehouse, "income", by=("event",)),
    ]

    assert told == [("Not counted: 2 tickets of cancelled performances (£25.00).",)] * 3
    assert warehouse.asked == 1


def test_another_period_or_basis_is_asked_anew(warehouse):
    tell(warehouse)
    tell(warehouse, period=parse_period("2026-11"))
    tell(warehouse, dated="sale")

    assert warehouse.asked == 3


def test_where_no_performance_of_these_days_was_cancelled_nothing_is_asked():
    warehouse, without_a_day = Counting(date(2026, 11, 5)), Counting(None)

    assert tell(warehouse, period=parse_period("2026-10")) == ()
    assert tell(warehouse, "performances", period=parse_period("2026-12")) == ()
    assert (warehouse.asked, warehouse.looked) == (0, 1)
    assert tell(without_a_day, period=parse_period("2026-11")) == ()
    assert tell(without_a_day) != ()


def test_another_build_is_asked_anew(warehouse):
    other = Counting()

    tell(warehouse)
    tell(other)

    assert (warehouse.asked, other.asked) == (1, 1)


def test_what_is_remembered_is_limited(monkeypatch):
    warehouse = Counting(date(2026, 11, 5), date(2026, 12, 31))
    monkeypatch.setattr(telling, "REMEMBERED", 1)

    for period in ("2026-11", "2026-12", "2026-12", "2026-11"):
        tell(warehouse, period=parse_period(period))

    assert warehouse.asked == 3
