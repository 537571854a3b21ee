"""Why is the data of this box-office event not here: the page of its register event, or what it waits for."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from houselights.connections.queries import box_office_event_of
from houselights.reconciliation.why.finding import Meant
from houselights.reconciliation.why.queries import why_of
from houselights.register.queries import events_linked_to
from houselights.web.access import enter
from houselights.web.box_office.views import crumbs
from houselights.web.events.explained import explained


@require_safe
def why_box_office_event(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One that is linked has its answer with the event of the register that it counts for."""
    organisation = enter(request, slug, "see")
    found = box_office_event_of(organisation, number)
    linked = events_linked_to(found).filter(organisation=organisation).first()
    if linked:
        return redirect("why_event", slug, linked.pk)
    answer = why_of(organisation, found.box_office_id, meant=Meant(box_office_event=found))
    context = {"name": found.name, "found": found, "why": explained(answer), "crumbs": crumbs(organisation)}
    return render(request, "events/templates/why.html", context)
