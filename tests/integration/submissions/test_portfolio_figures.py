"""Are figures of a portfolio released once, through the gate, from those alone who grant it?"""

import pytest

import cast
from houselights.audit.queries import trail
from houselights.errors import NotReleasable
from houselights.organisations.portfolio.actions import grant_funder
from houselights.submissions.console.figures import (
    AMONG,
    contributing,
    release_figures,
    released_figures,
    tables_of,
)
from portfolios import contribute, grant_all, imported

pytestmark = pytest.mark.django_db
QUARTER = "2026-Q2"


@pytest.fixture
def fund(db):
    return cast.make_funder()


def test_nine_contributors_are_refused_and_nothing_is_frozen(fund):
    listings = imported(fund, 9)
    grant_all(listings)
    contribute(listings, QUARTER)

    with pytest.raises(NotReleasable):
        release_figures(funder=fund, quarter=QUARTER, by=None)

    assert released_figures(fund, QUARTER) is None


def test_what_many_contribute_is_released_in_total_and_by_each_attribute(fund):
    listings = imported(fund, 60)
    grant_all(listings)
    contribute(listings, QUARTER)

    release = release_figures(funder=fund, quarter=QUARTER, by=None)

    total, *split = tables_of(release, "tickets")
    assert total.cells[0].value == total.total == 125_490
    assert [table.question.by for table in split] == [(name,) for name in AMONG]
    assert all(cell.value is None or cell.value % 5 == 0 for table in split for cell in table.cells)
    assert any(cell.state == "value" for table in split for cell in table.cells)
    assert trail("").filter(action="release.freeze").count() == 1  # a portfolio is nobody's own


def test_a_group_of_fewer_than_ten_organisations_is_hidden(fund):
    listings = imported(fund, 60)
    for listing in listings[:4]:
        listing.discipline = "Libraries"
        listing.save()
    for listing in listings[4:]:
        listing.discipline = "Music"
        listing.save()
    grant_all(listings)
    contribute(listings, QUARTER)

    by_discipline = tables_of(release_figures(funder=fund, quarter=QUARTER, by=None), "tickets")[1]

    states = {cell.labels[0]: cell.state for cell in by_discipline.cells}
    # Both: the other could be had by subtraction.
    assert states == {"Libraries": "hidden", "Music": "hidden"}


def test_what_is_released_stays_whoever_comes_or_goes(fund):
    listings = imported(fund, 40)
    grant_all(listings[:30])
    contribute(listings, QUARTER)
    first = release_figures(funder=fund, quarter=QUARTER, by=None)

    grant_all(listings[30:])

    assert release_figures(funder=fund, quarter=QUARTER, by=None) == first == released_figures(fund, QUARTER)


def test_whoever_takes_the_grant_back_contributes_no_more(fund):
    listings = imported(fund, 12)
    grant_all(listings)
    contribute(listings, QUARTER)
    grant_funder(organisation=listings[0].organisation, funder=fund, return_lines=True, audience=False, by=None)

    slugs = {each.of for each in contributing(fund, QUARTER)}

    assert len(slugs) == 11
    assert listings[0].organisation.slug not in slugs


def test_no_label_of_a_figure_is_a_text_of_anybodys(fund):
    listings = imported(fund, 60)
    listings[0].local_authority = "Jo Bloggs"
    listings[0].save()
    grant_all(listings)
    contribute(listings, QUARTER)

    release = release_figures(funder=fund, quarter=QUARTER, by=None)

    said = " ".join(label for table in tables_of(release, "tickets") for cell in table.cells for label in cell.labels)
    assert "Bloggs" not in said
    assert "Made-up" not in said
