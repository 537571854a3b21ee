"""Contribute to benchmarks, or stop; what an organisation says of itself; groups that agreed."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from houselights.benchmarks.actions import form_group, join_group, leave_group, start_contributing, stop_contributing
from houselights.benchmarks.models import Contributor
from houselights.benchmarks.queries import contributor_of
from houselights.benchmarks.rules import KINDS_OF_GROUP, terms, title_of
from houselights.disclosure.benchmark import LEAST
from houselights.disclosure.spread import COUNTED
from houselights.errors import NotFound, WrongUsage
from houselights.measures.catalogue import MEASURES
from houselights.organisations.models import Listing, Organisation, User
from houselights.submissions.comparing import contribute_now
from houselights.web.access import enter, person

_DECIDES = ("stop", "form", "leave")


class AboutForm(forms.Form):
    """Terms of lists, each of which may be left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        for kind in KINDS_OF_GROUP:
            choices = [("", "Not compared by this"), *((term, term) for term in terms(kind))]
            self.fields[kind] = forms.ChoiceField(label=title_of(kind), choices=choices, required=False)


class JoinForm(forms.Form):
    """The code of a group."""

    code = forms.CharField(
        label="Code of the group",
        max_length=60,
        help_text="Whoever formed the group gives it to you, for example amber-lantern-7k3m9qxw.",
        error_messages={"required": "Enter the code of the group."},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def contributing(request: HttpRequest, slug: str) -> HttpResponse:
    """The page, and each decision on it by `do`."""
    organisation = enter(request, slug, "contribute" if request.method == "POST" else "see")
    contributor, do = contributor_of(organisation), request.POST.get("do", "")
    about = AboutForm(request.POST if do == "start" else None, initial=_said(organisation, contributor))
    join = JoinForm(request.POST if do == "join" else None, label_suffix="")
    if request.method == "POST" and _decided(request, organisation, contributor, about, join):
        return redirect("contributing", slug)
    context = {
        "contributor": contributor,
        "groups": [(each, each.members.count()) for each in contributor.groups.all()] if contributor else [],
        "about": about,
        "join": join,
        "bound": next((form for form in (about, join) if form.is_bound), None),
        "measures": [MEASURES[name].title for name in COUNTED],
        "least": LEAST,
        "crumbs": [("Insights", reverse("insights", args=[slug])), ("Benchmarks", reverse("benchmarks", args=[slug]))],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "benchmarks/templates/contributing.html", context, status=status)


def _said(organisation: Organisation, contributor: Contributor | None) -> dict[str, str]:
    """What it said before; at first what a funder's list has of it, to be looked at."""
    if contributor:
        return {kind: getattr(contributor, kind) for kind in KINDS_OF_GROUP}
    listing = Listing.objects.filter(organisation=organisation).exclude(region="").first()
    return {"region": listing.region, "discipline": listing.discipline} if listing else {}


def _decided(
    request: HttpRequest, organisation: Organisation, contributor: Contributor | None, about: AboutForm, join: JoinForm
) -> bool:
    """False where a form was refused, which then says why."""
    do, by = request.POST.get("do", ""), person(request)
    if do == "start":
        return about.is_valid() and _start(request, organisation, about, by)
    if contributor is None:
        raise WrongUsage("The organisation does not contribute.", remedy="Say first that it does.")
    if do == "join":
        return join.is_valid() and _join(request, contributor, join, by)
    if do not in _DECIDES:
        raise WrongUsage("That is nothing to decide here.")
    messages.success(request, _decide(do, contributor, request.POST.get("group", ""), by))
    return True


def _start(request: HttpRequest, organisation: Organisation, about: AboutForm, by: User) -> bool:
    contributor = start_contributing(organisation=organisation, about=about.cleaned_data, by=by)
    contribute_now(contributor.pk)
    messages.success(request, "You contribute. Your figures of the quarters that are over are being put together.")
    return True


def _join(request: HttpRequest, contributor: Contributor, join: JoinForm, by: User) -> bool:
    try:
        group = join_group(contributor=contributor, code=join.cleaned_data["code"], by=by)
    except WrongUsage as problem:
        join.add_error("code", f"{problem.message} {problem.remedy}")
        return False
    messages.success(request, f"You are in the group {group.name}.")
    return True


def _decide(do: str, contributor: Contributor, number: str, by: User) -> str:
    """What was decided, in words."""
    if do == "stop":
        stop_contributing(contributor=contributor, by=by)
        return "You contribute no longer, and see no benchmarks. What you had contributed is erased here."
    if do == "form":
        group = form_group(contributor=contributor, by=by)
        return f"The group is called {group.name}. Give its code to those who shall join."
    group_left = contributor.groups.filter(pk=int(number)).first() if number.isascii() and number.isdigit() else None
    if group_left is None:
        raise NotFound("You are in no such group.", remedy="Look through your groups below.")
    leave_group(contributor=contributor, group=group_left, by=by)
    return f"You have left the group {group_left.name}."
