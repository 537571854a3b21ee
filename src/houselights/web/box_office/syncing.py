"""Checking for new sales: ask for it, watch it, stop it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from houselights.connections.models import Connection
from houselights.errors import NotFound
from houselights.feeds.actions import cancel_run, request_sync
from houselights.feeds.queries import latest_run
from houselights.organisations.models import Organisation
from houselights.web.access import enter, person
from houselights.web.feed_state import connection_of, state_of


@require_POST
def sync(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks the worker; asking twice is one run."""
    organisation = enter(request, slug, "sync")
    request_sync(connection=connected(organisation), by=person(request))
    return redirect("box_office", slug)


@require_POST
def ask_again(request: HttpRequest, slug: str) -> HttpResponse:
    """A run that asks for the records that were set aside, too: for after a mend."""
    organisation = enter(request, slug, "sync")
    request_sync(connection=connected(organisation), by=person(request), asks_again=True)
    messages.success(request, "They are asked for again; what is understood now is counted at the end of this run.")
    return redirect("box_office", slug)


@require_safe
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """The progress bar alone, fetched again every two seconds while a run goes on; without script, the page is."""
    organisation = enter(request, slug, "see", "sync")
    state = state_of(connection_of(organisation))
    template = "progress.html" if state.is_going else "progress_end.html"
    return render(request, f"box_office/templates/{template}", {"state": state})


@require_POST
def cancel(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = enter(request, slug, "sync")
    run = latest_run(connected(organisation))
    if run and run.state in ("waiting", "running"):
        cancel_run(run=run, by=person(request))
        messages.warning(request, "It will stop within a second or two. What has arrived is kept.")
    return redirect("box_office", slug)


def connected(organisation: Organisation) -> Connection:
    """The connection there is, with its key; NotFound otherwise."""
    connection = connection_of(organisation)
    if connection is None or not connection.is_connected:
        raise NotFound("No box office is connected.", remedy="Connect it first, on the box-office page.")
    return connection
