"""What is said of a booking curve beside what is usual?"""

import pytest

from houselights.measures.counted import Cell
from houselights.web.insights.curves import Curve, drawn_curve, pace_words


def pace(tickets: int, usual: int) -> Cell:
    return Cell((), (), tickets / usual if usual else None, 1, tickets, usual)


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        (pace(111, 100), "+11%"),
        (pace(88, 100), "\N{MINUS SIGN}12%"),
        (pace(100, 100), "+0%"),
        (pace(50, 0), "–"),
        (pace(50, 19), "–"),
        (None, "–"),
    ],
)
def test_pace_is_told_where_enough_is_usual_to_mean_anything(cell, told):
    assert pace_words(cell) == told


def test_a_curve_of_one_point_is_no_line():
    assert drawn_curve(Curve([(7, 1.0)], []), build=1, title="Emma") == ""


def test_what_is_usual_is_a_second_line_that_is_broken():
    alone = drawn_curve(Curve([(7, 1.0), (6, 2.0)], []), build=1, title="Emma", small=True)
    beside = drawn_curve(Curve([(7, 1.0), (6, 2.0)], [(7, 3.0), (6, 4.0)]), build=1, title="Emma", small=True)

    assert "stroke-dasharray" not in alone
    assert "stroke-dasharray" in beside
