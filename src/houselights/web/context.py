"""What every page shows around its own: the places of the site, the person's organisations, whom to ask."""

from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from houselights.organisations.models import Organisation, User
from houselights.organisations.permissions import ROLES, role_of
from houselights.organisations.queries import organisations_of
from houselights.web.access import permissions_here


class Place(NamedTuple):
    label: str
    href: str
    is_here: bool


# Label, URL name, and the permissions of which one opens it.
_PLACES = [
    ("Overview", "overview", {"see"}),
    ("Portfolio", "portfolio", {"see_portfolio"}),
    ("Events", "events", {"see"}),
    ("Box office", "box_office", {"see", "connect", "sync"}),
    ("Insights", "insights", {"see"}),
    ("Returns", "returns", {"see"}),
]
_KEEPING = [
    ("People", "people", {"manage_people"}),
    ("Places", "places", {"see"}),
    ("Funders", "our_funders", {"see"}),
    ("Privacy", "privacy", {"see"}),
    ("Trail", "trail", {"see_trail"}),
]


def site(request: HttpRequest) -> dict[str, Any]:
    """The context of the base template."""
    user = getattr(request, "user", None)
    mine = list(organisations_of(user)) if user is not None and user.is_authenticated else []
    organisation, may = _where(request, user, mine)
    return {
        "organisation": organisation,
        "organisations": mine,
        "places": [*_listed(_PLACES, request, organisation, may), _place(request, "Help", reverse("help"))],
        "keeping": _listed(_KEEPING, request, organisation, may),
        "may": may,
        **support(),
    }


def support() -> dict[str, str]:
    """Whom to ask, where the operator has said."""
    contact: str = settings.SUPPORT_CONTACT
    return {
        "support_contact": contact,
        "support_href": contact if contact.startswith(("https://", "http://")) else f"mailto:{contact}",
    }


def _where(
    request: HttpRequest, user: User | None, mine: list[Organisation]
) -> tuple[Organisation | None, frozenset[str]]:
    """The page's organisation; on a page of none (help, an error) the only one the person has: the way back stays."""
    here: Organisation | None = getattr(request, "organisation", None)
    if here is None and user is not None and len(mine) == 1:
        return mine[0], ROLES[role_of(user, mine[0]) or ""]
    return here, permissions_here(request)


def _listed(
    table: list[tuple[str, str, set[str]]],
    request: HttpRequest,
    organisation: Organisation | None,
    may: frozenset[str],
) -> list[Place]:
    if organisation is None:
        return []
    return [
        _place(request, label, reverse(name, args=[organisation.slug])) for label, name, needs in table if needs & may
    ]


def _place(request: HttpRequest, label: str, href: str) -> Place:
    # The overview is the beginning of every other address, so it alone must match whole.
    is_whole = href.count("/") <= 3 and href != reverse("help")
    return Place(label, href, request.path == href if is_whole else request.path.startswith(href))
