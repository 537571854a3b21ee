"""What an organisation contributes to a portfolio is counted as its own pages count it, and only where it grants it."""

import pytest

import cast
from houselights.disclosure.contributing import contribution_of
from houselights.disclosure.gate import release
from houselights.home import Home
from houselights.measures.question import Question
from houselights.organisations.portfolio.actions import grant_funder
from houselights.periods import parse_period
from houselights.submissions.console.figures import collect, contributing

pytestmark = pytest.mark.django_db


def test_a_contribution_is_what_the_organisation_itself_sees(lyric, quarter):
    home = Home.from_environment().path

    made = contribution_of("lyric", quarter, home=home)

    totals = {each.measure: each.value for each in made.figures if not each.by}
    for measure in ("tickets", "bookers", "income"):
        asked = Question(measure, of="lyric", period=parse_period(quarter))
        assert totals[measure] == release(asked, home=home).total, measure
    assert made.is_final


def test_it_is_collected_of_those_who_grant_it_and_of_nobody_else(lyric, quarter):
    fund = cast.make_funder(lyric)
    before = collect(funder=fund, quarter=quarter)
    grant_funder(organisation=lyric, funder=fund, return_lines=False, audience=True, by=None)

    after = collect(funder=fund, quarter=quarter)

    assert (before, after) == (0, 1)
    assert [each.of for each in contributing(fund, quarter)] == ["lyric"]


def test_one_without_figures_is_left_out_and_holds_nobody_up(lyric, quarter):
    fund, grand = cast.make_funder(lyric), cast.make_grand()
    cast.add_to_portfolio(funder=fund, organisation=grand, by=None)
    for organisation in (grand, lyric):
        grant_funder(organisation=organisation, funder=fund, return_lines=False, audience=True, by=None)

    assert collect(funder=fund, quarter=quarter) == 1
