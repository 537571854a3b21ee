"""Adding one event, changing it, taking it off the register."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from houselights.feeds.actions import request_rebuild
from houselights.register.actions import add_event as add
from houselights.register.actions import change_event
from houselights.register.actions import remove_event as remove
from houselights.register.queries import event_of
from houselights.web.access import enter, person
from houselights.web.events.forms import EventForm
from houselights.web.events.views import crumbs

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


@_form_methods
def add_event(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = enter(request, slug, "edit_register")
    form = EventForm(organisation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        event = add(organisation=organisation, by=person(request), **form.as_fields())
        request_rebuild(organisation)
        messages.success(request, f"“{event.name}” is on the register.")
        return redirect("event", slug, event.pk)
    back = reverse("events", args=[slug])
    context = {
        "form": form,
        "heading": "Add an event",
        "action": "Add it",
        "back": back,
        "crumbs": crumbs(organisation),
    }
    return render(request, "events/templates/edit.html", context)


@_form_methods
def edit_event(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Saving a draft confirms it."""
    organisation = enter(request, slug, "edit_register")
    event = event_of(organisation, number)
    form = EventForm(organisation, request.POST or None, initial=EventForm.of(event))
    back = reverse("event", args=[slug, number])
    if request.method == "POST" and form.is_valid():
        change_event(event=event, by=person(request), is_draft=False, **form.as_fields())
        request_rebuild(organisation)
        messages.success(request, "Saved.")
        return redirect(back)
    context = {"form": form, "heading": f"Edit {event.name}", "action": "Save", "back": back}
    return render(
        request, "events/templates/edit.html", {**context, "crumbs": crumbs(organisation, (event.name, back))}
    )


@_form_methods
def remove_event(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Says what goes with it, then does it."""
    organisation = enter(request, slug, "edit_register")
    event = event_of(organisation, number)
    if request.method == "POST":
        remove(event=event, by=person(request))
        request_rebuild(organisation)
        messages.success(request, f"“{event.name}” is off the register.")
        return redirect("events", slug)
    back = reverse("event", args=[slug, number])
    context = {"event": event, "links": event.links.count(), "back": back}
    return render(
        request, "events/templates/remove.html", {**context, "crumbs": crumbs(organisation, (event.name, back))}
    )
