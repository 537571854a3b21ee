"""Which part of an event a figure of attendance can be about, and when its days cannot be told."""

from datetime import date

import pytest

from houselights.errors import WrongUsage
from houselights.register.attendance.methods import KINDS, method_title, methods
from houselights.register.attendance.rules import WHOLE, Part, check_figure, days_of, method_of, quarters_of

SEPTEMBER, OCTOBER, NOVEMBER = date(2026, 9, 20), date(2026, 10, 5), date(2026, 11, 30)


def test_a_run_over_two_quarters_lies_in_both():
    assert quarters_of(SEPTEMBER, NOVEMBER) == ["2026-Q2", "2026-Q3"]
    assert quarters_of(OCTOBER, None) == ["2026-Q3"]
    assert quarters_of(None, NOVEMBER) == []


def test_an_event_that_never_ends_is_not_followed_for_ever():
    assert len(quarters_of(date(1990, 1, 1), date(2190, 1, 1))) == 40


def test_one_figure_over_two_quarters_is_never_parted_by_guessing():
    assert days_of(WHOLE, SEPTEMBER, NOVEMBER) is None
    assert days_of(WHOLE, OCTOBER, NOVEMBER) == (OCTOBER, NOVEMBER)


def test_the_figure_of_a_quarter_is_about_the_days_that_the_event_has_in_it():
    assert days_of(Part("2026-Q2"), SEPTEMBER, NOVEMBER) == (SEPTEMBER, date(2026, 9, 30))
    assert days_of(Part("2026-Q3"), SEPTEMBER, NOVEMBER) == (date(2026, 10, 1), NOVEMBER)
    assert days_of(Part("2026-Q4"), SEPTEMBER, NOVEMBER) is None


def test_an_event_without_days_has_no_quarter_to_count_in():
    assert days_of(WHOLE, None, None) is None


@pytest.mark.parametrize(
    ("kept", "is_estimated", "said"),
    [
        ("clicker", False, "clicker"),
        ("clicker", None, "clicker"),
        ("clicker", True, ""),  # a workbook has said since that it is an estimate
        ("model", False, "counted"),
        ("", False, "counted"),
        ("", True, ""),
        ("", None, ""),
    ],
)
def test_a_method_that_no_longer_fits_is_not_kept(kept, is_estimated, said):
    assert method_of(kept, is_estimated) == said


@pytest.mark.parametrize(
    ("kind", "figure", "method"),
    [
        ("audience", -1, "counted"),
        ("audience", 100_000_001, "counted"),
        ("audience", 1, "guessed"),
        ("audience", 1, "platform"),
        ("digital_views", 1, "clicker"),
        ("staff", 1, "counted"),
    ],
)
def test_what_cannot_be_is_refused_with_what_can(kind, figure, method):
    with pytest.raises(WrongUsage) as refused:
        check_figure(kind, figure, method)

    assert refused.value.remedy


def test_every_method_tells_something_that_is_counted():
    assert all(set(each.kinds) and set(each.kinds) <= set(KINDS) for each in methods().values())
    assert method_title("capacity_filled") == "Capacity × how full"
    assert method_title("head_count") == "Head count"
