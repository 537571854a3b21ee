"""What stands beside a figure is worked out once for each build, period, basis and moment."""

import pytest

from houselights.measures import notes as telling
from houselights.measures.definitions import MEASURES
from houselights.measures.notes import notes
from houselights.measures.question import Question
from houselights.periods import parse_period


class Counting:
    """A warehouse with two tickets of cancelled performances, and how often it was asked."""

    def __init__(self):
        self.asked = 0

    def rows(self, sql, values=None):
        self.asked += 1
        return [(2, 2500)]


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


def test_another_build_is_asked_anew(warehouse):
    other = Counting()

    tell(warehouse)
    tell(other)

    assert (warehouse.asked, other.asked) == (1, 1)


def test_what_is_remembered_is_limited(warehouse, monkeypatch):
    monkeypatch.setattr(telling, "REMEMBERED", 1)

    for period in ("2026-11", "2026-12", "2026-12", "2026-11"):
        tell(warehouse, period=parse_period(period))

    assert warehouse.asked == 3
