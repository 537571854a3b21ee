"""Linking a registered event with the box office by hand: look it up, see its title, then confirm."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from houselights.connections.queries import box_office_event_of
from houselights.errors import NotFound
from houselights.feeds.actions import request_rebuild
from houselights.feeds.queries import box_office_event
from houselights.register.actions import link_event as link
from houselights.register.actions import unlink_event
from houselights.register.queries import event_of, events_linked_to
from houselights.web.access import enter, person
from houselights.web.events.views import crumbs


@require_http_methods(["GET", "HEAD", "POST"])
def link_event(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The title found is shown first; only the person's yes links."""
    organisation = enter(request, slug, "edit_register")
    event = event_of(organisation, number)
    back = reverse("event", args=[slug, number])
    if request.method == "POST":
        found = box_office_event_of(organisation, request.POST.get("box_office_event", ""))
        link(event=event, box_office_event=found, by=person(request))
        request_rebuild(organisation)
        messages.success(request, f"Linked to “{found.name}”. The figures follow within a minute.")
        return redirect(back)
    try:
        found = box_office_event(organisation, request.GET.get("id", "").strip())
    except NotFound as problem:
        messages.error(request, f"{problem.message} {problem.remedy}")
        return redirect(f"{back}#link")
    others = [other for other in events_linked_to(found) if other != event]
    context = {"event": event, "found": found, "others": others, "crumbs": crumbs(organisation, (event.name, back))}
    return render(request, "events/templates/link.html", context)


@require_POST
def remove_link(request: HttpRequest, slug: str, number: int, link: int) -> HttpResponse:
    organisation = enter(request, slug, "edit_register")
    event = event_of(organisation, number)
    taken = event.links.filter(pk=link).first()
    if taken is None:
        raise NotFound("This event has no such link.")
    unlink_event(event=event, connection=taken.connection, box_office_id=taken.box_office_id, by=person(request))
    request_rebuild(organisation)
    messages.success(request, "The link was taken away; its sales wait again.")
    return redirect("event", slug, number)
