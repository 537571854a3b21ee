"""Where an own figure stands, and what may be said of it: never more than an interval test lets be said."""

from datetime import date

import pytest

from houselights.benchmarks.rules import BANDS, KINDS_OF_GROUP, key_of, ready_on, standing, terms, title_of
from houselights.disclosure.spread import Spread

SPREAD = Spread("tickets", 16, is_money=False, median=1000, lower=800, upper=1200)  # the interval reaches to 1,160


@pytest.mark.parametrize(
    ("own", "band"),
    [(795, "lowest"), (800, "second"), (995, "second"), (1000, "third"), (1200, "third"), (1205, "highest")],
)
def test_an_own_figure_stands_in_one_of_four_quarters(own: int, band: str) -> None:
    assert standing(own, SPREAD).band == band
    assert band in BANDS


@pytest.mark.parametrize(("own", "band"), [(995, "below"), (1000, "at"), (1005, "above")])
def test_without_quartiles_it_stands_beside_the_median_and_nothing_is_claimed(own: int, band: str) -> None:
    found = standing(own, Spread("tickets", 16, is_money=False, median=1000))

    assert (found.band, found.claim) == (band, "")


@pytest.mark.parametrize(
    ("own", "claim"), [(1160, ""), (1170, "higher"), (840, ""), (825, "lower"), (1205, "higher"), (1000, "")]
)
def test_higher_and_lower_are_said_only_outside_the_interval(own: int, claim: str) -> None:
    assert standing(own, SPREAD).claim == claim


def test_the_interval_is_wider_in_a_smaller_group() -> None:
    small = Spread("tickets", 10, is_money=False, median=1000, lower=800, upper=1200)

    assert standing(1170, SPREAD).claim == "higher"
    assert standing(1170, small).claim == ""


@pytest.mark.parametrize("spread", [SPREAD, Spread("tickets", 16, is_money=False)])
def test_a_hidden_figure_stands_nowhere(spread: Spread) -> None:
    own = None if spread.median else 500

    assert (standing(own, spread).band, standing(own, spread).of_the_median) == ("", None)


def test_a_comparison_is_made_four_weeks_after_its_quarter() -> None:
    assert ready_on("2026-Q1") == date(2026, 7, 28)


@pytest.mark.parametrize("kind", KINDS_OF_GROUP)
def test_every_kind_of_group_has_its_terms_and_a_key_that_can_be_kept(kind: str) -> None:
    assert title_of(kind)
    assert len(terms(kind)) > 3
    assert all(len(f"benchmark:{key_of(kind, term)}") <= 100 and len(term) <= 64 for term in terms(kind))
