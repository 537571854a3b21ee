"""The rules in numbers: what is few, how the rest is rounded, and when organisations can be told apart."""

import pytest

from houselights.disclosure.bounds import bounds_of
from houselights.disclosure.cells import Key, Shown
from houselights.disclosure.rules import guard_of, is_dominated, is_small, p_of, rounded_count, rounded_pence

KEY = Key("2026-Q1", "tickets", "", "")


def test_one_to_seven_are_few_and_none_is_not():
    assert [number for number in range(-1, 12) if is_small(number)] == [-1, 1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("number", "shown"), [(0, 0), (8, 10), (12, 10), (13, 15), (-8, -10), (1237, 1235), (1238, 1240)]
)
def test_counts_are_rounded_to_five(number, shown):
    assert rounded_count(number) == shown


@pytest.mark.parametrize(
    ("pence", "shown"), [(0, 0), (7, 7), (999, 999), (1005, 1010), (-1005, -1010), (123456, 123000), (123500, 124000)]
)
def test_money_keeps_three_figures_and_halves_go_away_from_zero(pence, shown):
    assert rounded_pence(pence) == shown


@pytest.mark.parametrize("number", range(60))
def test_what_a_reader_knows_of_a_shown_count_holds_the_true_one(number):
    low, high = bounds_of(Shown(KEY, "value", rounded_count(number)))

    assert low <= number <= high or number in (1, 2)  # those are hidden, never shown as 0


@pytest.mark.parametrize("pence", [8, 99, 999, 1004, 1005, 99949, 99950, 123456, 9999999])
def test_what_a_reader_knows_of_shown_money_holds_the_true_amount(pence):
    low, high = bounds_of(Shown(KEY, "value", rounded_pence(pence), is_money=True))

    assert low <= pence <= high


@pytest.mark.parametrize(
    ("contributions", "dominated"),
    [
        ([10] * 9, True),  # too few
        ([10] * 10, False),
        ([10] * 9 + [0, 0, 0], True),  # who adds nothing is no contributor
        ([100] + [10] * 9, True),  # the largest has more than half
        ([90] + [10] * 9, False),  # exactly half
        ([60, 60] + [5] * 9, True),  # two have more than 67%
        ([], False),
    ],
)
def test_a_figure_of_organisations_needs_ten_of_whom_none_dominates(contributions, dominated):
    assert is_dominated(contributions, sum(contributions), 10) is dominated


def test_a_contributor_may_not_work_out_the_largest_other():
    """The second takes its own part out: what is left over the largest must blur it by p per cent."""
    rest = [1] * 8

    assert is_dominated([50, 44, *rest], 102, 17)
    assert not is_dominated([40, 20, *[5] * 8], 100, 17)


def test_a_small_number_is_guarded_from_one_to_seven_and_a_larger_one_by_a_share():
    assert guard_of(3) == (1, 7)
    assert guard_of(100) == (80, 120)
    assert guard_of(10) == (5, 15)
    assert guard_of(1000, 150) == (850, 1150)


def test_p_is_the_installations_own_and_stays():
    found = {p_of(bytes([first])) for first in range(256)}

    assert found == set(range(10, 21))
    assert p_of(b"key") == p_of(b"key")
