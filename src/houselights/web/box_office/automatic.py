"""What happens at the box office by itself: when it is read next, and whether new events become drafts."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from houselights.connections.actions import adopt_new_events
from houselights.connections.models import Connection
from houselights.feeds.schedule import every, next_run_at
from houselights.web.access import enter, person
from houselights.web.box_office.syncing import connected


@dataclass(frozen=True)
class Automatic:
    """`every` in minutes, 0 where nothing is read by itself; requests are today's."""

    every: int
    next_at: datetime | None
    requests: int
    budget: int


def automatic_of(connection: Connection) -> Automatic:
    """For the box-office page."""
    gap, today = every(), timezone.localdate()
    made = connection.requests_made if connection.requests_on == today else 0
    minutes = int(gap.total_seconds() // 60) if gap else 0
    return Automatic(minutes, next_run_at(connection, timezone.now()), made, settings.DAILY_REQUEST_BUDGET)


@require_POST
def new_events(request: HttpRequest, slug: str) -> HttpResponse:
    """Whether events new at the box office become drafts by themselves."""
    organisation = enter(request, slug, "connect")
    wanted = request.POST.get("adopts_new") == "yes"
    adopt_new_events(connection=connected(organisation), wanted=wanted, by=person(request))
    says = "Events new at the box office become drafts by themselves." if wanted else "New events wait for a person."
    messages.success(request, f"Saved. {says}")
    return redirect("box_office", slug)
