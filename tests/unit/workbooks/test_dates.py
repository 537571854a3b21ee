"""A date is read in the forms that are promised, day first always; anything else is a problem and never a guess."""

from datetime import date, datetime, time
from typing import Any

import pytest

from houselights.workbooks import Cell
from houselights.workbooks.cells import shown
from houselights.workbooks.dates import read_date

DAY = date(2026, 3, 4)


def read(value: Any) -> tuple[date | None, str, str]:
    return read_date(Cell(2, 1, value, shown(value)))


@pytest.mark.parametrize(
    "value",
    [
        DAY,
        datetime(2026, 3, 4, 19, 30),
        "2026-03-04",
        "2026-03-04T19:30:00",
        "04/03/2026",
        "4/3/2026",
        " \xa004/03/2026 ",
        "04/03/2026 19:30",
    ],
)
def test_the_promised_forms_are_read_day_first(value: Any) -> None:
    assert read(value) == (DAY, "", "")


@pytest.mark.parametrize(
    ("value", "problem", "suggestion"),
    [
        ("04/03/26", "two-digit-year", "04/03/2026"),
        ("4.3.26", "two-digit-year", "04/03/2026"),
        (46085, "date-is-a-number", "04/03/2026"),
        (46085.8, "date-is-a-number", "04/03/2026"),
        ("46085", "date-is-a-number", "04/03/2026"),
        (20260304, "date-is-a-number", "04/03/2026"),
        (2026, "date-is-a-number", ""),
        ("04.03.2026", "not-a-date", "04/03/2026"),
        ("05/17/2026", "not-a-date", "17/05/2026"),
        ("31/02/2026", "not-a-date", ""),
        ("2026-13-01", "not-a-date", "13/01/2026"),
        ("٠٤/٠٣/٢٠٢٦", "not-a-date", ""),
        ("next spring", "not-a-date", ""),
        (time(19, 30), "not-a-date", ""),
        (True, "not-a-date", ""),
    ],
)
def test_anything_else_is_a_problem_with_a_suggestion_where_one_is_plain(
    value: Any, problem: str, suggestion: str
) -> None:
    found, code, near = read(value)

    assert (found, code) == (None, problem)
    assert near == suggestion


def test_a_blank_is_no_problem() -> None:
    assert read("  ") == (None, "", "")
