"""Is each person let in, refused, or told that nothing is there, as their role says?"""

import pytest

from houselights.errors import NotFound, Refused
from houselights.organisations.actions import add_person
from houselights.organisations.permissions import PERMISSIONS, ROLES, check_may, may, role_of
from houselights.organisations.queries import organisation_for, organisations_of

pytestmark = pytest.mark.django_db

AT_THE_LYRIC = {"ada": "admin", "gus": "general", "ben": "reader", "ola": "operator"}
STRANGERS = ("cal", "dee")


@pytest.mark.parametrize("permission", PERMISSIONS)
@pytest.mark.parametrize("name", AT_THE_LYRIC)
def test_a_role_may_do_what_the_table_says_and_is_refused_the_rest(request, lyric, name, permission):
    user = request.getfixturevalue(name)

    allowed = permission in ROLES[AT_THE_LYRIC[name]]

    assert may(user, permission, lyric) == allowed
    if allowed:
        check_may(user, permission, lyric)
    else:
        with pytest.raises(Refused, match="Your role does not let you") as refused:
            check_may(user, permission, lyric)
        assert "The Lyric" in refused.value.remedy


@pytest.mark.parametrize("permission", PERMISSIONS)
@pytest.mark.parametrize("name", STRANGERS)
def test_to_a_stranger_the_organisation_is_not_there(request, lyric, name, permission):
    user = request.getfixturevalue(name)

    assert not may(user, permission, lyric)
    with pytest.raises(NotFound):
        check_may(user, permission, lyric)


@pytest.mark.parametrize("name", STRANGERS)
def test_an_organisation_that_is_not_yours_and_one_that_does_not_exist_are_told_alike(request, lyric, name):
    user = request.getfixturevalue(name)

    with pytest.raises(NotFound) as others:
        organisation_for(user, "lyric")
    with pytest.raises(NotFound) as nobodys:
        organisation_for(user, "nowhere")

    assert (others.value.message, others.value.remedy) == (nobodys.value.message, nobodys.value.remedy)


def test_a_member_and_the_operator_find_the_organisation(lyric, ben, ola):
    assert organisation_for(ben, "lyric") == organisation_for(ola, "lyric") == lyric


def test_the_funder_sees_its_portfolio_and_no_organisation_from_inside(lyric, funder, dee):
    assert may(dee, "see_portfolio", funder)
    assert not may(dee, "see", funder)
    assert list(organisations_of(dee)) == [funder]


def test_somebody_who_may_no_longer_sign_in_has_no_role_left(lyric, ada, ola):
    for user in (ada, ola):
        user.is_active = False

        assert role_of(user, lyric) is None


def test_an_operator_who_is_also_a_member_has_the_role_of_the_member(lyric, ola):
    add_person(email=ola.email, organisation=lyric, role="reader", by=None)

    assert may(ola, "see", lyric)
    assert not may(ola, "manage_people", lyric)
