"""Places, and what is held."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from houselights.register.actions import add_location
from houselights.web.access import enter, person
from houselights.web.organisation.forms import PlaceForm
from houselights.web.organisation.held import HELD


@require_http_methods(["GET", "HEAD", "POST"])
def places(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = enter(request, slug, "edit_register" if request.method == "POST" else "see")
    form = PlaceForm(organisation, request.POST or None)
    if request.method == "POST" and form.is_valid():
        place = add_location(organisation=organisation, by=person(request), **form.cleaned_data)
        messages.success(request, f"“{place.name}” was added.")
        return redirect("places", slug)
    here = organisation.locations.annotate(event_count=Count("events"))
    return render(request, "organisation/templates/places.html", {"places_here": here, "form": form})


@require_safe
def privacy(request: HttpRequest, slug: str) -> HttpResponse:
    """What is held, and for how long."""
    enter(request, slug, "see", "see_trail")
    return render(request, "organisation/templates/privacy.html", {"held": HELD})
