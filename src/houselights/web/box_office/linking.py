"""Mending one box-office event: link it, add it to the register, or say that it is not ours."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from houselights.connections.models import BoxOfficeEvent
from houselights.connections.queries import box_office_event_of
from houselights.errors import WrongUsage
from houselights.feeds.actions import request_rebuild
from houselights.organisations.models import Organisation, User
from houselights.register.actions import adopt_events, ignore_box_office_event, link_event
from houselights.register.models import Event
from houselights.register.queries import event_of
from houselights.web.access import enter, person
from houselights.web.box_office.views import crumbs


@require_http_methods(["GET", "HEAD", "POST"])
def box_office_event(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    organisation = enter(request, slug, "edit_register")
    found = box_office_event_of(organisation, number)
    if request.method == "POST":
        do = request.POST.get("do", "")
        messages.success(request, _mend(do, organisation, found, request.POST.get("event", ""), person(request)))
        request_rebuild(organisation)
        return redirect(reverse("box_office", args=[slug]) + "#catalogue")
    context = {"found": found, "choices": _nearest_first(organisation, found), "crumbs": crumbs(organisation)}
    return render(request, "box_office/templates/link.html", context)


def _mend(do: str, organisation: Organisation, found: BoxOfficeEvent, event: str, by: User) -> str:
    """Does it and says what was done."""
    if do == "adopt":
        adopt_events(box_office_events=[found], by=by)
        return f"“{found.name}” is on the register, as a draft. The figures follow within a minute."
    if do == "link":
        chosen = event_of(organisation, event)
        link_event(event=chosen, box_office_event=found, by=by)
        return f"“{found.name}” is linked to “{chosen.name}”. The figures follow within a minute."
    if do in ("ignore", "ours"):
        ignore_box_office_event(box_office_event=found, ignored=do == "ignore", by=by)
        return f"“{found.name}” is {'no longer counted as waiting' if do == 'ignore' else 'counted as waiting again'}."
    raise WrongUsage("That cannot be done with a box-office event.", remedy="Choose one of the buttons on its row.")


def _nearest_first(organisation: Organisation, found: BoxOfficeEvent) -> list[Event]:
    """Those whose first day is nearest come first; those without a day last."""

    def distance(event: Event) -> tuple[bool, int, str]:
        if event.starts_on is None or found.first_on is None:
            return True, 0, event.name
        return False, abs((event.starts_on - found.first_on).days), event.name

    return sorted(organisation.events.all(), key=distance)
