"""Is an organisation made with a key of its own, and refused where it cannot be?"""

import pytest

from houselights.audit.queries import trail
from houselights.errors import HomeProblem, NotFound, WrongUsage
from houselights.organisations.actions import add_organisation, add_to_portfolio
from houselights.organisations.models import Organisation
from houselights.organisations.queries import organisation_key, organisation_named, portfolio

pytestmark = pytest.mark.django_db


def test_each_organisation_has_a_random_key_of_its_own(lyric, grand):
    assert len(organisation_key(lyric)) == 32
    assert organisation_key(lyric) != organisation_key(grand)


def test_a_key_copied_to_another_organisation_does_not_open(lyric, grand):
    grand.sealed_key = lyric.sealed_key

    with pytest.raises(HomeProblem):
        organisation_key(grand)


def test_adding_one_is_in_the_trail(ola):
    lyric = add_organisation(slug="lyric", name=" The Lyric ", by=ola)

    [entry] = trail("lyric")
    assert (entry.action, entry.subject, entry.by_id) == ("organisation added", f"organisation {lyric.pk}", ola.pk)
    assert lyric.name == "The Lyric"


@pytest.mark.parametrize(
    "slug", ["", "The Lyric", "lyric/", "../lyric", "-lyric", "lyric-", "l" * 65, "Lyric", "lyríc"]
)
def test_a_short_name_that_could_not_be_a_folder_is_refused(slug):
    with pytest.raises(WrongUsage, match="short name"):
        add_organisation(slug=slug, name="The Lyric", by=None)

    assert not Organisation.objects.exists()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"name": " "}, "needs a name"),
        ({"kind": "charity"}, "not a kind"),
        ({"time_zone": "London"}, "not a time zone"),
        ({"slug": "lyric"}, "already"),
    ],
)
def test_what_cannot_be_is_refused(lyric, changes, says):
    with pytest.raises(WrongUsage, match=says):
        add_organisation(**{"slug": "studio", "name": "The Studio", "by": None, **changes})


def test_a_slug_that_is_not_here_is_told_with_those_that_are(lyric):
    assert organisation_named("lyric") == lyric
    with pytest.raises(NotFound) as unknown:
        organisation_named("lirycs")

    assert "lyric" in unknown.value.remedy


def test_a_portfolio_is_what_was_granted(lyric, grand, funder):
    assert list(portfolio(funder)) == [lyric]

    add_to_portfolio(funder=funder, organisation=grand, by=None)
    add_to_portfolio(funder=funder, organisation=grand, by=None)

    assert set(portfolio(funder)) == {lyric, grand}
    assert trail("grand").filter(action="put into a portfolio").count() == 1


def test_only_a_funder_has_a_portfolio(lyric, grand):
    with pytest.raises(WrongUsage, match="not a funder"):
        add_to_portfolio(funder=lyric, organisation=grand, by=None)
