"""The front page: sign in, or straight to where one works; signing out."""

from dataclasses import dataclass
from typing import Any

from allauth.account.views import LoginView
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from houselights.organisations.models import Organisation, User
from houselights.organisations.permissions import ROLE_WORDS, ROLES, role_of
from houselights.organisations.queries import all_organisations, organisations_of
from houselights.web.account.forms import SignInForm
from houselights.web.feed_state import FeedState, connection_of, state_of

SIGN_IN = "account/templates/sign_in.html"


@dataclass(frozen=True)
class Row:
    """An organisation to choose, what the person is there, and whether its feed is well."""

    organisation: Organisation
    role: str
    href: str
    state: FeedState


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Sign in; then the one organisation there is, or a choice."""
    if not request.user.is_authenticated:
        return render(request, SIGN_IN, {"form": SignInForm(), **_afterwards(request)})
    rows = [_row(request.user, organisation) for organisation in _places_of(request.user)]
    if len(rows) == 1 and not request.user.is_operator:
        return redirect(rows[0].href)
    return render(request, "account/templates/choose.html", {"rows": rows, **_words(request.user)})


class SignIn(LoginView):
    """allauth's, with its limits on tries; on a mistake the form comes back with what was typed."""

    template_name = SIGN_IN
    form_class = SignInForm
    http_method_names = ["get", "head", "post"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), **_afterwards(self.request)}


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("front")


def _afterwards(request: HttpRequest) -> dict[str, str]:
    """Where to go once signed in, carried through the form; the adapter refuses other sites."""
    asked = request.POST.get(REDIRECT_FIELD_NAME) or request.GET.get(REDIRECT_FIELD_NAME, "")
    return {"redirect_field_name": REDIRECT_FIELD_NAME, "redirect_field_value": asked}


def _places_of(user: User) -> list[Organisation]:
    return list(all_organisations() if user.is_operator else organisations_of(user))


def _row(user: User, organisation: Organisation) -> Row:
    role = role_of(user, organisation) or ""
    return Row(
        organisation, ROLE_WORDS[role], _home_of(organisation, ROLES[role]), state_of(connection_of(organisation))
    )


def _home_of(organisation: Organisation, permissions: frozenset[str]) -> str:
    """The first page that the role may open."""
    if "see_portfolio" in permissions:
        return reverse("portfolio", args=[organisation.slug])
    if "see" in permissions:
        return reverse("overview", args=[organisation.slug])
    return reverse("people" if organisation.kind == "funder" else "box_office", args=[organisation.slug])


def _words(user: User) -> dict[str, str]:
    if user.is_operator:
        return {
            "heading": "The organisations of this server",
            "says": "You see whether each feed runs, and who works there; figures are not yours to read.",
            "nothing": "Add one on the server: houselights organisation add ORG --name NAME",
        }
    return {
        "heading": "Where do you want to work?",
        "says": "You have a place in each of these.",
        "nothing": "You have no place in any organisation at the moment. An admin there can invite you.",
    }
