"""One-time links: an invited person chooses a password; the first operator claims a new installation."""

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from houselights.errors import NotFound
from houselights.organisations.actions import note_seen
from houselights.organisations.invitations import (
    accept_invitation,
    is_setup_token,
    make_first_operator,
    user_of_invitation,
)
from houselights.organisations.models import User
from houselights.web.account.forms import FirstOperatorForm, WelcomeForm

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_form_methods = require_http_methods(["GET", "HEAD", "POST"])


@sensitive_post_parameters("password")
@never_cache
@_form_methods
def welcome(request: HttpRequest, number: str, token: str) -> HttpResponse:
    """The link dies when the password is set; looking at the page does not use it up."""
    user = user_of_invitation(number, token)
    if user is None:
        raise NotFound(
            "This link is not good any more: it was used, or it is older than three days.",
            remedy="Ask an admin of your organisation for a new one. If you have chosen a password, sign in with it.",
        )
    form = WelcomeForm(user, request.POST or None, initial={"name": user.name})
    if request.method == "POST" and form.is_valid():
        accept_invitation(user=user, password=form.cleaned_data["password"], name=form.cleaned_data["name"])
        return _let_in(request, user)
    says = f"You sign in with {user.email} and the password that you choose here."
    return _page(request, form, "Welcome to Houselights", says, "Set the password")


@sensitive_post_parameters("password")
@never_cache
@_form_methods
def first_operator(request: HttpRequest, token: str) -> HttpResponse:
    """Only with the link that `setup` printed last."""
    if not is_setup_token(token):
        raise NotFound(
            "This link is not good any more: it was used, or a newer one was made.",
            remedy="Run “houselights setup” on the server: it prints a new link as long as there is no operator.",
        )
    form = FirstOperatorForm(None, request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _let_in(request, make_first_operator(token=token, **form.cleaned_data))
    says = "An operator keeps the server and invites the organisations' first people. Figures stay theirs."
    return _page(request, form, "You run this server", says, "Begin")


def _let_in(request: HttpRequest, user: User) -> HttpResponse:
    login(request, user, backend=_BACKEND)
    note_seen(user=user, on=timezone.localdate())
    return redirect("front")


def _page(request: HttpRequest, form: WelcomeForm, heading: str, says: str, action: str) -> HttpResponse:
    context = {"form": form, "heading": heading, "says": says, "action": action}
    return render(request, "account/templates/set_password.html", context)
