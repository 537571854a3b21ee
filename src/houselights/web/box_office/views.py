"""Is the feed well: the connection, what waits, what was noticed, every event there, every run."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from houselights.feeds.queries import current_findings, run_of
from houselights.organisations.models import Organisation
from houselights.web.access import enter, permissions_here
from houselights.web.box_office.automatic import automatic_of
from houselights.web.box_office.catalogue import catalogue_of
from houselights.web.box_office.health import health_of
from houselights.web.box_office.runs import accounting_of, row_of, says_of
from houselights.web.feed_state import KINDS, connection_of, state_of
from houselights.web.tasks import tasks_of

RUNS = 12  # shown; older ones stay in the database


@require_safe
def box_office(request: HttpRequest, slug: str) -> HttpResponse:
    """An operator sees whether the feed runs, and none of what it brings."""
    organisation = enter(request, slug, "see", "connect", "sync")
    connection = connection_of(organisation)
    context: dict[str, Any] = {"connection": connection, "state": state_of(connection)}
    if connection:
        context["automatic"] = automatic_of(connection)
        context["health"] = health_of(organisation)
        context["runs"] = [row_of(run) for run in connection.runs.all()[:RUNS]]
        if "see" in permissions_here(request):
            context["tasks"] = tasks_of(organisation)
            context["findings"] = current_findings(organisation)
            context["catalogue"] = catalogue_of(organisation, request.GET)
    return render(request, "box_office/templates/box_office.html", context)


@require_safe
def run(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What came in: every record accounted for."""
    organisation = enter(request, slug, "see", "sync")
    found = run_of(organisation, number)
    context = {
        "run": found,
        "kind": KINDS[found.state],
        "says": says_of(found),
        "accounting": accounting_of(found),
        "findings": found.findings.all() if "see" in permissions_here(request) else (),
        "aside": found.setaside_set.all()[:100],
        "crumbs": crumbs(organisation),
    }
    return render(request, "box_office/templates/run.html", context)


def crumbs(organisation: Organisation) -> list[tuple[str, str]]:
    return [("Box office", reverse("box_office", args=[organisation.slug]))]
