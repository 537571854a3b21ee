"""Do people get, change and lose their places, and does the last admin stay?"""

import pytest

from cast import PASSWORD, make_person
from houselights.audit.queries import trail
from houselights.errors import WrongUsage
from houselights.organisations.actions import add_person, change_role, note_seen, remove_member
from houselights.organisations.models import Member, User
from houselights.organisations.permissions import role_of
from houselights.organisations.queries import organisations_of, people

pytestmark = pytest.mark.django_db


def place_of(user, organisation):
    return Member.objects.get(user=user, organisation=organisation)


def test_a_person_has_a_role_in_each_of_several_organisations(ada, lyric, grand):
    add_person(email="ADA@lyric.example ", organisation=grand, role="reader", by=None)

    assert set(organisations_of(ada)) == {lyric, grand}
    assert (role_of(ada, lyric), role_of(ada, grand)) == ("admin", "reader")
    assert User.objects.count() == 1


def test_giving_a_place_is_in_the_trail_by_number_and_never_by_name(ada, lyric):
    eve = make_person("Eve", lyric, "general")

    entry = trail("lyric").first()
    assert (entry.action, entry.subject, entry.detail) == ("person added", f"user {eve.pk}", {"role": "general"})
    assert not any("eve" in str(value).lower() for value in vars(entry).values())


@pytest.mark.parametrize(
    "email", ["", "ada", "ada@", "ada@lyric", "a\nda@lyric.example", "ada@lyric.example\nBcc: x@y.example"]
)
def test_what_is_no_address_is_refused(lyric, email):
    with pytest.raises(WrongUsage, match="e-mail"):
        add_person(email=email, organisation=lyric, role="general", by=None)

    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("kind", "role", "says"),
    [
        ("lyric", "king", "not a role"),
        ("lyric", "funder", "People of a funder"),
        ("funder", "general", "People of a funder"),
        ("funder", "admin", "People of a funder"),
        (None, "general", "a place in an organisation"),
    ],
)
def test_a_role_that_does_not_fit_the_organisation_is_refused(request, db, kind, role, says):
    organisation = request.getfixturevalue(kind) if kind else None

    with pytest.raises(WrongUsage, match=says):
        add_person(email="eve@lyric.example", organisation=organisation, role=role, by=None)


def test_a_role_is_changed_and_a_place_taken_away(ada, ben, lyric):
    change_role(member=place_of(ben, lyric), role="general", by=ada)
    assert role_of(ben, lyric) == "general"

    remove_member(member=place_of(ben, lyric), by=ada)
    assert role_of(ben, lyric) is None
    assert [entry.action for entry in trail("lyric")[:2]] == ["person removed", "role changed"]
    assert trail("lyric").first().by_id == ada.pk


@pytest.mark.parametrize(
    "leave",
    [
        lambda member: remove_member(member=member, by=None),
        lambda member: change_role(member=member, role="reader", by=None),
        lambda member: add_person(email=member.user.email, organisation=member.organisation, role="general", by=None),
    ],
    ids=["removed", "changed", "added again"],
)
def test_the_last_admin_stays_admin(ada, ben, lyric, leave):
    with pytest.raises(WrongUsage, match="last admin"):
        leave(place_of(ada, lyric))

    assert role_of(ada, lyric) == "admin"


def test_to_run_the_server_is_no_place_in_an_organisation(ben, lyric):
    with pytest.raises(WrongUsage, match="no place in an organisation"):
        change_role(member=place_of(ben, lyric), role="operator", by=None)

    assert role_of(ben, lyric) == "reader"


def test_one_of_two_admins_may_go(ada, ben, lyric):
    change_role(member=place_of(ben, lyric), role="admin", by=ada)

    remove_member(member=place_of(ada, lyric), by=ada)

    assert [member.user for member in people(lyric)] == [ben]


def test_an_admin_elsewhere_is_no_admin_here(ada, cal, lyric):
    with pytest.raises(WrongUsage, match="last admin"):
        remove_member(member=place_of(ada, lyric), by=None)


def test_passwords_are_kept_with_argon2_alone(lyric):
    eve = make_person("Eve", lyric, "general", password=PASSWORD)

    eve.refresh_from_db()
    assert eve.password.startswith("argon2$argon2id$")
    assert eve.check_password(PASSWORD)


def test_nobody_comes_in_before_they_have_chosen_a_password(ada):
    assert not ada.check_password("")
    assert not ada.check_password(PASSWORD)


def test_the_day_a_person_was_last_here_is_written_down(ada):
    day = ada.created_at.date()

    note_seen(user=ada, on=day)

    ada.refresh_from_db()
    assert ada.last_seen_on == day
