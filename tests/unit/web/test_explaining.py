"""Do the reasons for a change add up to it, whatever the numbers, and does an unchanged factor add nothing?"""

from itertools import product
from math import isclose, prod

import pytest

from houselights.web.insights.explaining import shares_of_change

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
