"""The register: the list, one event, and adopting events from the box office."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from houselights.audit.queries import entries_about
from houselights.connections.models import BoxOfficeEvent
from houselights.feeds.actions import request_rebuild
from houselights.organisations.models import Organisation
from houselights.register.actions import adopt_events
from houselights.register.queries import event_of, unlinked_box_office
from houselights.web.access import enter, person
from houselights.web.events import listing, one_event
from houselights.web.events.came import asked_of, performances_of, who_came
from houselights.web.events.link_state import known_ids, link_state, linked_ids
from houselights.web.events.timeline import known_figure
from houselights.web.templatetags.words import count
from houselights.web.trail import done

A_PAGE = 100  # box-office events to tick


@require_safe
def events(request: HttpRequest, slug: str) -> HttpResponse:
    """What is on, and is it complete."""
    organisation = enter(request, slug, "see")
    asked = listing.read(request.GET, timezone.localdate())
    found = listing.listing(organisation, asked, timezone.localdate())
    return render(request, "events/templates/list.html", {"listing": found})


@require_safe
def event(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """All about one event."""
    organisation = enter(request, slug, "see")
    found = event_of(organisation, number)
    asked, known = asked_of(organisation, found), known_figure(organisation, found)
    context = {
        "event": found,
        "performances": performances_of(asked) if asked else [],
        "came": who_came(asked) if asked else None,
        "crumbs": crumbs(organisation),
        "link": link_state(found, known_ids(organisation), linked_ids(organisation)),
        "links": one_event.links_of(found),
        "facts": one_event.facts_of(found),
        "cards": one_event.cards_of(organisation, found),
        "figures": [each for each in (one_event.figure_of(organisation, found), known) if each],
        "is_known_by_day": known is not None,
        "history": done(organisation, entries_about(slug, f"event {found.pk}")),
    }
    return render(request, "events/templates/event.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: HttpRequest, slug: str) -> HttpResponse:
    """Which of the box office's events are yours: tick, and each becomes a linked draft."""
    organisation = enter(request, slug, "edit_register")
    words = request.GET.get("q", "").strip()
    waiting = [each for each in unlinked_box_office(organisation) if words.casefold() in each.name.casefold()]
    if request.method == "POST":
        ticked = set(request.POST.getlist("event"))
        chosen = [each for each in waiting if str(each.pk) in ticked or request.POST.get("which") == "all"]
        return _adopted(request, organisation, len(adopt_events(box_office_events=chosen, by=person(request))))
    context = {
        "page": Paginator(waiting, A_PAGE).get_page(request.GET.get("page")),
        "words": words,
        "query": f"q={words}&" if words else "",
        "ticked": (),
        "has_catalogue": BoxOfficeEvent.objects.filter(connection__organisation=organisation).exists(),
        "crumbs": crumbs(organisation),
    }
    return render(request, "events/templates/adopt.html", context)


def _adopted(request: HttpRequest, organisation: Organisation, many: int) -> HttpResponse:
    if not many:
        messages.warning(request, "Nothing was ticked, so nothing was added.")
        return redirect("adopt", organisation.slug)
    request_rebuild(organisation)
    messages.success(request, f"{count(many, 'event')} added as drafts. The figures follow within a minute.")
    return redirect(reverse("events", args=[organisation.slug]) + "?quarter=all&only=draft")


def crumbs(organisation: Organisation, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Events, and what lies between it and this page."""
    return [("Events", reverse("events", args=[organisation.slug])), *more]
