"""What is left out of the figures: the rules, what each takes out or would, and the exceptions."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from houselights.connections.exclusions.actions import keep_in, switch_rule
from houselights.connections.exclusions.queries import previews
from houselights.connections.queries import box_office_event_of
from houselights.feeds.actions import request_rebuild
from houselights.organisations.models import Organisation
from houselights.web.access import enter, person


@require_http_methods(["GET", "HEAD", "POST"])
def exclusions(request: HttpRequest, slug: str) -> HttpResponse:
    """Look at the rules; switch one on or off; count an event all the same."""
    organisation = enter(request, slug, "edit_register")
    if request.method == "POST":
        _change(request, organisation)
        request_rebuild(organisation)
        messages.success(request, "Saved. The figures follow within a minute.")
        return redirect("exclusions", slug)
    context = {"previews": previews(organisation), "crumbs": [("Box office", reverse("box_office", args=[slug]))]}
    return render(request, "box_office/templates/exclusions.html", context)


def _change(request: HttpRequest, organisation: Organisation) -> None:
    posted = request.POST
    if "event" in posted:
        event = box_office_event_of(organisation, posted["event"])
        keep_in(box_office_event=event, kept=posted.get("kept") == "yes", by=person(request))
    else:
        on = posted.get("on") == "yes"
        switch_rule(organisation=organisation, rule=posted.get("rule", ""), on=on, by=person(request))
