"""Does a one-time link work once, for its person, for three days; and the first operator's only until there is one?"""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from cast import PASSWORD
from houselights.audit.models import Entry
from houselights.errors import NotFound, Refused, WrongUsage
from houselights.organisations.invitations import (
    accept_invitation,
    first_operator_path,
    invitation_path,
    is_setup_token,
    make_first_operator,
    user_of_invitation,
)
from houselights.organisations.models import SetupToken, User

pytestmark = pytest.mark.django_db

OTHER = "another long enough sentence"


def parts(path):
    return path.strip("/").split("/")[1:]


def setup_token():
    [token] = parts(first_operator_path())
    return token


def claim(token, email="ola@server.example"):
    return make_first_operator(token=token, email=email, name="Ola", password=PASSWORD)


def test_a_link_is_its_persons_until_it_is_used(ada, ben):
    link = parts(invitation_path(ada))
    assert user_of_invitation(*link) == ada

    accept_invitation(user=ada, password=PASSWORD, name=" Ada ")

    assert user_of_invitation(*link) is None
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)
    assert ada.name == "Ada"
    assert Entry.objects.first().action == "password set"


def test_looking_at_a_link_does_not_use_it_up(ada):
    link = parts(invitation_path(ada))

    assert user_of_invitation(*link) == user_of_invitation(*link) == ada


def test_a_link_made_before_a_password_was_chosen_dies_with_it(ada):
    first, second = parts(invitation_path(ada)), parts(invitation_path(ada))

    accept_invitation(user=ada, password=PASSWORD)

    assert user_of_invitation(*first) is user_of_invitation(*second) is None


def test_a_link_ends_after_three_days(ada):
    now = timezone.now()
    link = parts(invitation_path(ada))

    with time_machine.travel(now + timedelta(days=2, hours=23), tick=False):
        assert user_of_invitation(*link) == ada
    with time_machine.travel(now + timedelta(days=3, minutes=1), tick=False):
        assert user_of_invitation(*link) is None


def test_a_token_opens_nobody_elses_account(ada, ben):
    number, token = parts(invitation_path(ada))
    bens, _ = parts(invitation_path(ben))

    assert user_of_invitation(bens, token) is None
    assert user_of_invitation(number, token + "x") is None


@pytest.mark.parametrize("number", ["", "MTAwMDA", "not base 64!", "4pi6", "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk"])
def test_a_link_that_was_made_up_opens_nothing(db, number):
    assert user_of_invitation(number, "c1abcd-0123456789") is None


def test_a_link_of_someone_who_may_not_come_in_opens_nothing(ada):
    link = parts(invitation_path(ada))
    User.objects.filter(pk=ada.pk).update(is_active=False)

    assert user_of_invitation(*link) is None


@pytest.mark.parametrize("password", ["", "short", "password1234", "ada@lyric.example"])
def test_a_password_that_would_be_guessed_is_refused_and_the_link_lives(ada, password):
    link = parts(invitation_path(ada))

    with pytest.raises(WrongUsage):
        accept_invitation(user=ada, password=password)

    assert user_of_invitation(*link) == ada


def test_the_first_operator_claims_a_new_installation_once():
    token = setup_token()

    ola = claim(token)

    assert ola.is_operator
    assert ola.check_password(PASSWORD)
    assert not is_setup_token(token)
    assert first_operator_path() is None
    with pytest.raises(Refused):
        claim(token, email="mallory@server.example")
    assert User.objects.filter(is_operator=True).count() == 1


def test_only_the_link_printed_last_is_good():
    old, new = setup_token(), setup_token()

    assert not is_setup_token(old)
    assert is_setup_token(new)
    with pytest.raises(NotFound):
        claim(old)


def test_a_link_that_does_not_fit_makes_nobody_operator(db):
    setup_token()

    with pytest.raises(NotFound):
        claim("made-up")

    assert not User.objects.exists()


def test_a_password_that_is_refused_leaves_the_installation_unclaimed():
    token = setup_token()

    with pytest.raises(WrongUsage):
        make_first_operator(token=token, email="ola@server.example", name="Ola", password="short")

    assert is_setup_token(token)
    assert not User.objects.exists()


def test_the_link_itself_is_not_kept():
    token = setup_token()

    assert token not in SetupToken.objects.get().digest
