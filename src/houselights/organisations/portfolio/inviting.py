"""Invite the organisations of a portfolio in one go: a first admin for each that has none, and a one-time link."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.db.models import Q, QuerySet

from houselights.audit.actions import record
from houselights.organisations.actions import add_person, remove_member
from houselights.organisations.invitations import invitation_path
from houselights.organisations.models import Listing, Member, Organisation, User
from houselights.organisations.portfolio.importing import check_is_funder
from houselights.organisations.portfolio.queries import nobody_came

_WORDS = """{funder} invites {organisation} to Houselights, where its quarterly return is made.

{way_in}

{funder} sees nothing of yours before an admin of your organisation says what it may see.
"""
_BY_LINK = "This link lets you choose a password. It works once, within three days:\n{link}"
_AS_BEFORE = "You have a password here already. Sign in with it:\n{link}"


@dataclass(frozen=True)
class Invitation:
    """One person invited. `link` sets their password: "" for whoever has one, or has a place elsewhere."""

    organisation: str
    email: str
    link: str


def to_invite(funder: Organisation) -> QuerySet[Listing]:
    """Organisations that this funder's list brought here and nobody has come to; never anybody else's.

    An organisation that was here before has people of its own: who is its admin is not for a funder to say.
    """
    invited = Member.objects.filter(role="admin").values("organisation")
    whom = ~Q(contact="") | Q(organisation__in=invited)
    return nobody_came(funder).filter(whom).select_related("organisation")


def invite_portfolio(*, funder: Organisation, by: User | None) -> list[Invitation]:
    """Everybody there is to invite, those again who have not come. The links are here once, and nowhere else."""
    check_is_funder(funder)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=funder.pk)
        listings = list(to_invite(funder).order_by("name", "pk"))
        people = [(listing, _first_admin(listing, by)) for listing in listings]
        if people:
            subject, detail = f"organisation {funder.pk}", {"organisations": len(people)}
            record(action="portfolio invited", subject=subject, organisation=funder.slug, by=by, detail=detail)
    return [Invitation(listing.called, user.email, _link(user, funder)) for listing, user in people]


def mail_invitations(funder: Organisation, invitations: Iterable[Invitation]) -> int:
    """Send each its mail; how many went. Call it where the server can send mail, after the commit."""
    mails = [_mail(funder, each) for each in invitations]
    return get_connection().send_messages(mails) or 0


def _first_admin(listing: Listing, by: User | None) -> User:
    """The person on the list; whoever was invited before under another address, and never came, makes way."""
    organisation = listing.organisation
    before = organisation.members.filter(role="admin").select_related("user").first()
    if not listing.contact and before:
        return before.user
    user = add_person(email=listing.contact, organisation=organisation, role="admin", by=by)
    if before and before.user != user:
        remove_member(member=before, by=by)
    listing.contact = ""
    listing.save(update_fields=["contact"])
    return user


def _link(user: User, funder: Organisation) -> str:
    """A one-time link makes whoever holds it that person: only where all their places are of this list, and empty."""
    elsewhere = user.memberships.exclude(organisation__in=nobody_came(funder).values("organisation"))
    if user.is_operator or user.has_usable_password() or elsewhere.exists():
        return ""
    return str(settings.PUBLIC_URL) + invitation_path(user)


def _mail(funder: Organisation, invitation: Invitation) -> EmailMessage:
    way_in = (_BY_LINK if invitation.link else _AS_BEFORE).format(link=invitation.link or settings.PUBLIC_URL)
    body = _WORDS.format(funder=funder.name, organisation=invitation.organisation, way_in=way_in)
    subject = " ".join(f"{funder.name} invites {invitation.organisation}".split())  # a header is one line
    return EmailMessage(subject, body, to=[invitation.email])
