"""May a funder invite those it brought here, and nobody else's people?"""

import pytest
from django.core import mail

import cast
from funder_lists import as_csv, made_up, row
from houselights.organisations.actions import add_person
from houselights.organisations.invitations import set_password, user_of_invitation
from houselights.organisations.models import Listing, Organisation, User
from houselights.organisations.permissions import role_of
from houselights.organisations.portfolio.importing import import_list
from houselights.organisations.portfolio.inviting import invite_portfolio, mail_invitations

pytestmark = pytest.mark.django_db


def listed(funder, *rows):
    import_list(funder=funder, content=as_csv(rows), name="list.csv", by=None)


def named(name: str) -> Organisation:
    return Organisation.objects.get(name=name)


def test_everybody_on_the_list_is_invited_in_one_go_as_the_admin(funder, dee):
    listed(funder, *made_up(5))

    invited = invite_portfolio(funder=funder, by=dee)

    assert len(invited) == 5
    _, _, number, token, _ = invited[0].link.removeprefix("http://127.0.0.1:8000").split("/")
    user = user_of_invitation(number, token)
    assert user is not None
    assert role_of(user, named(invited[0].organisation)) == "admin"


def test_an_address_stands_on_the_list_no_longer_than_it_must(funder):
    listed(funder, *made_up(3))

    invite_portfolio(funder=funder, by=None)
    listed(funder, *made_up(3))

    assert set(Listing.objects.filter(funder=funder).values_list("contact", flat=True)) == {""}


def test_an_address_that_is_of_no_use_is_not_kept(funder, grand):
    """Of an organisation that was here before, and of one where somebody came."""
    listed(funder, row("The Grand", 1), row("Company One", 2, contact="one@made-up.example"))
    invite_portfolio(funder=funder, by=None)
    set_password(user=User.objects.get(email="one@made-up.example"), password=cast.PASSWORD)

    listed(funder, row("The Grand", 1), row("Company One", 2, contact="other@made-up.example"))

    assert set(Listing.objects.filter(funder=funder).values_list("contact", flat=True)) == {""}


def test_whoever_has_not_come_gets_a_new_link_and_whoever_came_none(funder):
    listed(funder, *made_up(2))
    first, _ = invite_portfolio(funder=funder, by=None)
    set_password(user=User.objects.get(email=first.email), password=cast.PASSWORD)

    again = invite_portfolio(funder=funder, by=None)

    assert [each.organisation for each in again] == ["Made-up Company 2"]


def test_an_organisation_that_was_here_is_not_a_funders_to_give_away(funder, grand):
    listed(funder, row("The Grand", 1))

    assert invite_portfolio(funder=funder, by=None) == []
    assert not grand.members.exists()


def test_a_funder_gets_no_link_that_opens_more_than_its_own_list(funder, grand):
    """Each of these people has, or may come to have, a way into somewhere else."""
    cast.make_person("Cal", grand, "admin", password=cast.PASSWORD)
    pending = cast.make_person("Pat", grand, "general")
    cast.make_person("Ola", None, "operator")
    people = ["cal@grand.example", pending.email, "ola@server.example"]
    listed(funder, *(row(f"Company {place}", place, contact=email) for place, email in enumerate(people)))

    invited = invite_portfolio(funder=funder, by=None)

    assert [(each.email, each.link) for each in invited] == [(email, "") for email in people]


def test_a_person_invited_by_an_organisation_that_came_is_theirs(funder):
    listed(funder, row("Company One", 1, contact="one@made-up.example"))
    invite_portfolio(funder=funder, by=None)
    set_password(user=User.objects.get(email="one@made-up.example"), password=cast.PASSWORD)
    add_person(email="bob@made-up.example", organisation=named("Company One"), role="general", by=None)

    listed(funder, row("Company Two", 2, contact="bob@made-up.example"))

    [invited] = invite_portfolio(funder=funder, by=None)
    assert (invited.organisation, invited.link) == ("Company Two", "")


def test_a_corrected_address_takes_the_place_of_the_one_that_never_came(funder):
    listed(funder, row("Company One", 1, contact="wrnog@made-up.example"))
    invite_portfolio(funder=funder, by=None)

    listed(funder, row("Company One", 1, contact="right@made-up.example"))
    invite_portfolio(funder=funder, by=None)

    assert [each.user.email for each in named("Company One").members.all()] == ["right@made-up.example"]


def test_each_invitation_is_a_mail_of_its_own(funder):
    listed(funder, *made_up(2))

    sent = mail_invitations(funder, invite_portfolio(funder=funder, by=None))

    assert sent == 2
    assert [message.to for message in mail.outbox] == [["admin0@made-up-0.example"], ["admin1@made-up-1.example"]]
    assert "/welcome/" in mail.outbox[0].body
    assert "sees nothing of yours" in mail.outbox[0].body
