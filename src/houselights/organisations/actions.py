"""Change organisations and people's places in them: one transaction each, with its entry in the trail."""

import re
import secrets
from collections.abc import Sequence
from datetime import date
from zoneinfo import available_timezones

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from houselights.audit.actions import Done, record, record_all
from houselights.errors import WrongUsage
from houselights.home import Home
from houselights.organisations.models import Listing, Member, Organisation, User
from houselights.organisations.permissions import ROLES
from houselights.organisations.queries import key_label
from houselights.seals import seal

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,62}[a-z0-9]|[a-z0-9]")


@transaction.atomic
def add_organisation(
    *, slug: str, name: str, kind: str = "npo", time_zone: str = "Europe/London", by: User | None
) -> Organisation:
    """A new organisation with a random key of its own, sealed by the master key."""
    _check_new_organisation(slug, name, kind, time_zone)
    (organisation,) = _add([Organisation(slug=slug, name=name.strip(), kind=kind, time_zone=time_zone)], by)
    return organisation


@transaction.atomic
def add_organisations(*, named: Sequence[tuple[str, str]], by: User | None) -> list[Organisation]:
    """Many at once, each by its short name and its name: a thousand take as many statements as one."""
    for slug, name in named:
        _check_words(slug, name)
    _check_free([slug for slug, _ in named])
    return _add([Organisation(slug=slug, name=name.strip()) for slug, name in named], by)


@transaction.atomic
def add_person(*, email: str, organisation: Organisation | None, role: str, by: User | None, name: str = "") -> User:
    """Give a person a place in an organisation; the person is made where nobody has that address yet.

    An operator runs the server and needs no organisation. The way in is `invitations.invitation_path`.
    """
    _check_role(role, organisation)
    new = {"name": name.strip(), "password": make_password(None)}
    user, _ = User.objects.get_or_create(email=checked_email(email), defaults=new)
    if role == "operator":
        user.is_operator = True
        user.save(update_fields=["is_operator"])
    elif organisation:
        _give_place(user, organisation, role)
    _record("person added", user, organisation, by, role=role)
    return user


@transaction.atomic
def change_role(*, member: Member, role: str, by: User | None) -> None:
    """Another role for a person; the last admin stays one."""
    _check_role(role, member.organisation)
    if role == "operator":
        raise WrongUsage("An operator runs the server: that is no place in an organisation.")
    if role != "admin":
        _check_not_last_admin(member)
    member.role = role
    member.save(update_fields=["role"])
    _record("role changed", member.user, member.organisation, by, role=role)


@transaction.atomic
def remove_member(*, member: Member, by: User | None) -> None:
    """Take a person's place away: their next request is refused. The last admin cannot be removed."""
    _check_not_last_admin(member)
    user, organisation = member.user, member.organisation
    member.delete()
    _record("person removed", user, organisation, by)


def note_seen(*, user: User, on: date) -> None:
    """Write down the day a person was here last; no entry in the trail, since nothing of anybody's changes."""
    User.objects.filter(pk=user.pk).update(last_seen_on=on)


@transaction.atomic
def add_to_portfolio(*, funder: Organisation, organisation: Organisation, by: User | None) -> None:
    """Put an organisation into a funder's portfolio, which shows the funder nothing of it yet. Safe to repeat."""
    if funder.kind != "funder":
        raise WrongUsage(f"{funder.name} is not a funder.", remedy="Add it with --kind funder.")
    _, made = Listing.objects.get_or_create(
        funder=funder, organisation=organisation, defaults={"name": organisation.name}
    )
    if made:
        record(
            action="put into a portfolio",
            subject=f"organisation {organisation.pk}",
            organisation=organisation.slug,
            by=by,
            detail={"funder": funder.slug},
        )


def checked_email(email: str) -> str:
    """The address in lower case; WrongUsage when it is none."""
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise WrongUsage("That is not an e-mail address.", remedy="Write it like name@example.org.") from None
    return address


def _add(organisations: list[Organisation], by: User | None) -> list[Organisation]:
    master_key = Home.from_environment().master_key()
    for each in organisations:
        each.sealed_key = seal(secrets.token_bytes(32), master_key, what=key_label(each.slug))
    added = Organisation.objects.bulk_create(organisations)
    record_all((Done("organisation added", f"organisation {each.pk}", {}, each.slug) for each in added), by=by)
    return added


def _check_new_organisation(slug: str, name: str, kind: str, time_zone: str) -> None:
    _check_words(slug, name)
    if kind not in dict(Organisation.KINDS):
        kinds = ", ".join(dict(Organisation.KINDS))
        raise WrongUsage(f"“{kind}” is not a kind of organisation.", remedy=f"Use one of {kinds}.")
    if time_zone not in available_timezones():
        raise WrongUsage(f"“{time_zone}” is not a time zone.", remedy="Write it like Europe/London.")
    _check_free([slug])


def _check_free(slugs: Sequence[str]) -> None:
    taken = Organisation.objects.filter(slug__in=slugs).values_list("slug", flat=True).first()
    if taken:
        raise WrongUsage(f"There is an organisation “{taken}” already.", remedy="Choose another short name.")


def _check_words(slug: str, name: str) -> None:
    if not _SLUG.fullmatch(slug):
        raise WrongUsage(
            f"“{slug}” cannot be an organisation's short name.",
            remedy="Use small letters, digits and hyphens, like the-lyric.",
        )
    if not name.strip():
        raise WrongUsage("An organisation needs a name.")


def _check_role(role: str, organisation: Organisation | None) -> None:
    if role not in ROLES:
        raise WrongUsage(f"“{role}” is not a role.", remedy=f"Use one of {', '.join(ROLES)}.")
    if role == "operator":
        return
    if organisation is None:
        raise WrongUsage("That role is a place in an organisation.", remedy="Say which: --organisation ORG")
    if (role == "funder") != (organisation.kind == "funder"):
        raise WrongUsage(
            "People of a funder have the role funder, and only they.",
            remedy="Use --role funder in an organisation of kind funder, and another role elsewhere.",
        )


def _give_place(user: User, organisation: Organisation, role: str) -> None:
    member = Member.objects.filter(user=user, organisation=organisation).first()
    if member and role != "admin":
        _check_not_last_admin(member)
    Member.objects.update_or_create(user=user, organisation=organisation, defaults={"role": role})


def _check_not_last_admin(member: Member) -> None:
    admins = Member.objects.filter(organisation=member.organisation, role="admin").exclude(pk=member.pk)
    if member.role == "admin" and not admins.exists():
        raise WrongUsage("This is the last admin of the organisation.", remedy="Make somebody else an admin first.")


def _record(action: str, user: User, organisation: Organisation | None, by: User | None, **detail: str) -> None:
    record(
        action=action,
        subject=f"user {user.pk}",
        organisation=organisation.slug if organisation else "",
        by=by,
        detail=dict(detail),
    )
