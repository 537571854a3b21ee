"""May you: the first line of every view of an organisation."""

from typing import Any, cast

from django.http import HttpRequest

from houselights.errors import Refused
from houselights.organisations.models import Organisation, User
from houselights.organisations.permissions import PERMISSIONS, ROLES, role_of
from houselights.organisations.queries import organisation_for


class SignInFirst(Exception):
    """Nobody is signed in: the middleware sends the person to sign in and brings them back."""


class PageRequest(HttpRequest):
    """A request that `enter` let in: the header shows its organisation and what the role may open."""

    user: Any
    organisation: Organisation
    permissions: frozenset[str]


def person(request: HttpRequest) -> User:
    """Who is signed in; SignInFirst for nobody."""
    if not request.user.is_authenticated:
        raise SignInFirst
    return request.user


def enter(request: HttpRequest, slug: str, *any_of: str) -> Organisation:
    """The organisation, if the person holds one of the permissions: NotFound for a stranger, Refused for a member."""
    user = person(request)
    organisation = organisation_for(user, slug)
    permissions = ROLES.get(role_of(user, organisation) or "", frozenset())
    page = cast(PageRequest, request)
    page.organisation, page.permissions = organisation, permissions
    if permissions.isdisjoint(any_of):
        raise Refused(
            f"Your role does not let you {PERMISSIONS[any_of[0]]}.", remedy=f"Ask an admin of {organisation.name}."
        )
    return organisation


def permissions_here(request: HttpRequest) -> frozenset[str]:
    """What the person may do in the organisation of this page; nothing outside one."""
    return getattr(request, "permissions", frozenset())
