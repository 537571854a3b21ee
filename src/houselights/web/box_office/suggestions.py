"""Which box-office event is which: suggested pairs with their reasons, each answered by yes, no or later."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from houselights.connections.queries import box_office_event_of
from houselights.errors import WrongUsage
from houselights.feeds.actions import request_rebuild
from houselights.organisations.models import Organisation
from houselights.register.queries import event_of
from houselights.register.suggestions.actions import accept_suggestion, accept_suggestions, refuse_suggestion
from houselights.register.suggestions.queries import Suggested, above, suggested
from houselights.register.suggestions.rules import LINE
from houselights.web.access import enter, person
from houselights.web.box_office.views import crumbs
from houselights.web.templatetags.words import count, pounds

SHOWN = 20  # pairs on the page; the next come as these are answered
LATER = "suggestions for later"  # in the session, by organisation


@dataclass(frozen=True)
class Pairs:
    """What suggestions.html shows: those put off come last."""

    sure: list[Suggested]
    shown: list[Suggested]
    rest: int
    put_off: int

    @property
    def tickets(self) -> int:
        return sum({each.found.pk: each.found.tickets for each in self.sure}.values())

    @property
    def pence(self) -> int:
        return sum({each.found.pk: each.found.pence for each in self.sure}.values())


@require_http_methods(["GET", "HEAD", "POST"])
def suggestions(request: HttpRequest, slug: str) -> HttpResponse:
    """One answer at a time, or all that are above the line at once."""
    organisation = enter(request, slug, "edit_register")
    if request.method == "POST":
        return _answered(request, organisation)
    pairs = _pairs(suggested(organisation), _later(request, slug))
    context = {"pairs": pairs, "line": LINE, "crumbs": crumbs(organisation)}
    return render(request, "box_office/templates/suggestions.html", context)


def _pairs(found: list[Suggested], later: list[str]) -> Pairs:
    order = {key: place for place, key in enumerate(later, 1)}
    listed = sorted(found, key=lambda each: order.get(each.key, 0))
    put_off = sum(each.key in order for each in found)
    return Pairs(above(LINE, found), listed[:SHOWN], max(len(listed) - SHOWN, 0), put_off)


def _answered(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    do, given = request.POST.get("do", ""), request.POST.getlist("pair")
    if do == "all":
        return _accepted(request, organisation, set(given))
    if do == "later":
        request.session[LATER] = {**request.session.get(LATER, {}), organisation.slug: _with(request, organisation)}
        return _next(organisation)
    return _one(request, organisation, do, given[0] if given else "")


def _accepted(request: HttpRequest, organisation: Organisation, seen: set[str]) -> HttpResponse:
    """Only what the person saw, and what is still above the line."""
    chosen = [each for each in above(LINE, suggested(organisation)) if each.key in seen]
    made = accept_suggestions(chosen=chosen, by=person(request))
    if made:
        request_rebuild(organisation)
        tickets, pence = (sum(getattr(each.found, name) for each in made) for name in ("tickets", "pence"))
        sold = f"{count(tickets, 'ticket')}, {pounds(pence)}"
        messages.success(request, f"{count(len(made), 'link')} made: {sold}, are counted within a minute.")
    else:
        messages.warning(request, "Nothing is above the line any more, so nothing was linked.")
    return _next(organisation)


def _one(request: HttpRequest, organisation: Organisation, do: str, key: str) -> HttpResponse:
    number, _, row = key.partition("-")
    event, found = event_of(organisation, number), box_office_event_of(organisation, row)
    try:
        if do == "yes":
            accept_suggestion(event=event, found=found, by=person(request))
            request_rebuild(organisation)
            messages.success(
                request, f"“{found.name}” is linked to “{event.name}”. The figures follow within a minute."
            )
        elif do == "no":
            refuse_suggestion(event=event, found=found, by=person(request))
            messages.success(request, f"“{found.name}” is not suggested for “{event.name}” again.")
        elif do == "share":
            return redirect(reverse("performances", args=[organisation.slug, found.pk]) + f"?event={event.pk}")
        else:
            raise WrongUsage("That is no answer to a suggestion.", remedy="Choose yes, no or later.")
    except WrongUsage as problem:
        messages.error(request, f"{problem.message} {problem.remedy}")
    return _next(organisation)


def _next(organisation: Organisation) -> HttpResponse:
    return redirect(reverse("suggestions", args=[organisation.slug]) + "#pairs")


def _later(request: HttpRequest, slug: str) -> list[str]:
    return list(request.session.get(LATER, {}).get(slug, []))


def _with(request: HttpRequest, organisation: Organisation) -> list[str]:
    """Those put off before, and now this one, at the end."""
    key = request.POST.get("pair", "")[:40]
    return [*(each for each in _later(request, organisation.slug) if each != key), key][-500:]
