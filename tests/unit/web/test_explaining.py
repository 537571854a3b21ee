"""Do the reasons for a change add up to it, whatever the numbers, and does an unchanged factor add nothing?"""

from itertools import product
from math import isclose, prod

import pytest

from houselights.periods import parse_period
from houselights.web.insights import explaining
from houselights.web.insights.asking import Asked
from houselights.web.insights.explaining import _Sums, explained, shares_of_change

SIDES = [(73, 161.9, 1536.0), (48, 152.0, 1620.0), (1, 1.0, 1.0), (900, 0.5, 0.0)]


@pytest.mark.parametrize(("now", "before"), list(product(SIDES, SIDES)))
def test_the_reasons_add_up_to_the_change(now, before):
    assert isclose(sum(shares_of_change(now, before)), prod(now) - prod(before), abs_tol=1e-6)


def test_what_did_not_change_is_no_reason():
    first, second, third = shares_of_change((10, 5.0, 3.0), (8, 5.0, 3.0))

    assert (second, third) == (0, 0)
    assert first == 30


def test_neither_of_two_reasons_gets_what_both_did_together():
    assert shares_of_change((2, 2.0), (1, 1.0)) == [1.5, 1.5]


MANY, FULL = _Sums(40, 1280, 1_280_000), _Sums(20, 1400, 1_400_000)


@pytest.mark.parametrize(
    ("now", "before", "says"),
    [
        (_Sums(20, 400, 400_000), _Sums(10, 200, 200_000), "; all of that is the number of performances."),
        (_Sums(10, 300, 450_000), _Sums(10, 200, 200_000), "; 50% of that is tickets for each performance."),
        (FULL, MANY, ": tickets for each performance added £11,400, the number of performances took £10,200 away."),
        (MANY, FULL, ": tickets for each performance took £11,400 away, the number of performances added £10,200."),
        (MANY, MANY, "Income is the same as in April to June 2026."),
    ],
)
def test_a_reason_that_another_made_up_for_is_not_all_of_the_change(monkeypatch, now, before, says):
    asked = Asked("lyric", "tickets", parse_period("2026-Q2"), "performance", beside=parse_period("2026-Q1"))
    monkeypatch.setattr(explaining, "_sums", {asked: now, asked.other: before}.__getitem__)

    assert explained(asked).says.endswith(says)
