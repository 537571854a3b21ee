"""Why is this event's data not here: the checks, and the one action that mends it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from houselights.connections.models import BoxOfficeEvent
from houselights.connections.queries import box_office_event_of
from houselights.errors import WrongUsage
from houselights.feeds.actions import request_rebuild
from houselights.organisations.models import Organisation
from houselights.periods import ALL, parse_period
from houselights.reconciliation.why.finding import Meant
from houselights.reconciliation.why.queries import why_of
from houselights.register.models import Event
from houselights.register.queries import event_of
from houselights.register.suggestions.actions import accept_suggestion, refuse_suggestion
from houselights.register.suggestions.queries import Suggested, suggested
from houselights.web.access import enter, person
from houselights.web.events.explained import explained
from houselights.web.events.views import crumbs

UNLINKED = ("no-link", "link-not-found")


@require_safe
def why_event(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Of an event on the register; `?period=` asks about the figures of some days only."""
    organisation = enter(request, slug, "see")
    event = event_of(organisation, number)
    period = parse_period(request.GET.get("period") or "all")
    answer = why_of(organisation, event.name, period=period, meant=Meant(event))
    context = {
        "name": event.name,
        "event": event,
        "why": explained(answer, is_of_a_period=period != ALL),
        "missing": _missing(event),
        "candidate": _candidate(organisation, event) if answer.verdict in UNLINKED else None,
        "shared": _linked_there(event).filter(performances__gt=1).first(),
        "crumbs": crumbs(organisation, (event.name, reverse("event", args=[slug, number]))),
    }
    return render(request, "events/templates/why.html", context)


@require_POST
def answer_suggestion(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Yes links the suggested pair, and its sales are counted without anything being read again; no is remembered."""
    organisation = enter(request, slug, "edit_register")
    event = event_of(organisation, number)
    found = box_office_event_of(organisation, request.POST.get("box_office_event", ""))
    if request.POST.get("do") == "yes":
        accept_suggestion(event=event, found=found, by=person(request))
        request_rebuild(organisation)
        messages.success(request, f"Linked to “{found.name}”. Its sales are counted within a minute.")
        return redirect("event", slug, number)
    if request.POST.get("do") != "no":
        raise WrongUsage("That is no answer to a suggestion.", remedy="Choose yes or no.")
    refuse_suggestion(event=event, found=found, by=person(request))
    messages.success(request, f"“{found.name}” is not suggested for this event again.")
    return redirect("why_event", slug, number)


def _candidate(organisation: Organisation, event: Event) -> Suggested | None:
    """The box-office event that it most likely is."""
    return next((each for each in suggested(organisation) if each.event == event), None)


def _linked_there(event: Event) -> Any:
    """The box office's rows of what it is linked to."""
    ids = [link.box_office_id for link in event.links.all()]
    return BoxOfficeEvent.objects.filter(connection__organisation=event.organisation, box_office_id__in=ids)


def _missing(event: Event) -> list[Any]:
    """Links to ids that the box office does not have."""
    known = set(_linked_there(event).values_list("connection_id", "box_office_id"))
    return [link for link in event.links.all() if (link.connection_id, link.box_office_id) not in known]
