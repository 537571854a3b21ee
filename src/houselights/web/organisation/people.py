"""Who works here: inviting by a one-time link, a new link, another role, removing."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from houselights.errors import NotFound, Refused, WrongUsage
from houselights.organisations.actions import add_person, change_role, remove_member
from houselights.organisations.invitations import invitation_path
from houselights.organisations.models import Member, Organisation, User
from houselights.organisations.permissions import ROLE_WORDS
from houselights.organisations.queries import people as people_of
from houselights.web.access import enter, person
from houselights.web.organisation.forms import InviteForm, RoleForm


@dataclass(frozen=True)
class Row:
    """One person of the list; `gets_link` where a new one-time link may be made here."""

    member: Member
    role: str
    is_you: bool
    gets_link: bool


@dataclass(frozen=True)
class OneTimeLink:
    """Shown once, to the admin who asked for it."""

    email: str
    address: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, slug: str) -> HttpResponse:
    """The list, and inviting one more; the link is in the answer, once."""
    organisation = enter(request, slug, "manage_people")
    form = InviteForm(organisation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = add_person(organisation=organisation, by=person(request), **form.cleaned_data)
        if belongs_here_alone(user, organisation):
            return _page(request, organisation, InviteForm(organisation), _link(user))
        messages.success(request, f"{user.email} has a place here now, and signs in with the password they have.")
        return redirect("people", slug)
    return _page(request, organisation, form)


@never_cache
@require_POST
def new_link(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """For a lost password, or a link that grew too old."""
    organisation = enter(request, slug, "manage_people")
    user = _member(organisation, number).user
    if not belongs_here_alone(user, organisation):
        raise Refused(
            f"{user.email} has a place elsewhere too, so a link made here could open more than is yours.",
            remedy="Ask the people who run this server for the link.",
        )
    return _page(request, organisation, InviteForm(organisation), _link(user))


@require_http_methods(["GET", "HEAD", "POST"])
def role(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What a person may do from their next click on."""
    organisation = enter(request, slug, "manage_people")
    member = _member_but_you(request, organisation, number)
    form = RoleForm(organisation, request.POST or None, initial={"role": member.role})
    if request.method == "POST" and form.is_valid():
        change_role(member=member, role=form.cleaned_data["role"], by=person(request))
        messages.success(request, f"{_name(member)} is now {member.role.capitalize()}.")
        return redirect("people", slug)
    context = {"name": _name(member), "form": form, "crumbs": _crumbs(slug)}
    return render(request, "organisation/templates/role.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Says what it means, then does it."""
    organisation = enter(request, slug, "manage_people")
    member = _member_but_you(request, organisation, number)
    if request.method == "POST":
        remove_member(member=member, by=person(request))
        messages.success(request, f"{_name(member)} was removed.")
        return redirect("people", slug)
    context = {"name": _name(member), "crumbs": _crumbs(slug)}
    return render(request, "organisation/templates/remove_person.html", context)


def belongs_here_alone(user: User, organisation: Organisation) -> bool:
    """A one-time link sets the password: whoever holds it becomes that person, wherever they have a place."""
    return not user.is_operator and not user.memberships.exclude(organisation=organisation).exists()


def _page(
    request: HttpRequest, organisation: Organisation, form: InviteForm, link: OneTimeLink | None = None
) -> HttpResponse:
    rows = [
        Row(each, ROLE_WORDS[each.role], each.user == request.user, belongs_here_alone(each.user, organisation))
        for each in people_of(organisation)
    ]
    return render(request, "organisation/templates/people.html", {"rows": rows, "form": form, "link": link})


def _link(user: User) -> OneTimeLink:
    return OneTimeLink(user.email, settings.PUBLIC_URL + invitation_path(user))


def _name(member: Member) -> str:
    return member.user.name or member.user.email


def _crumbs(slug: str) -> list[tuple[str, str]]:
    return [("People", reverse("people", args=[slug]))]


def _member_but_you(request: HttpRequest, organisation: Organisation, number: int) -> Member:
    """Whoever locks themselves out by a slip cannot mend it."""
    member = _member(organisation, number)
    if member.user == person(request):
        raise WrongUsage("This is your own place here.", remedy="Ask another admin of the organisation.")
    return member


def _member(organisation: Organisation, number: int) -> Member:
    member = people_of(organisation).filter(pk=number).first()
    if member is None:
        raise NotFound("There is no such person here.", remedy="Look through the list of people.")
    return member
