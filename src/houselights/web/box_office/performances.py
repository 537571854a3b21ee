"""A box-office event that serves several activities: each of its performances given to one event, or to none."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from houselights.connections.models import BoxOfficeEvent, BoxOfficePerformance
from houselights.connections.queries import box_office_event_of
from houselights.errors import NotFound, WrongUsage
from houselights.feeds.actions import request_rebuild
from houselights.organisations.models import Organisation
from houselights.register.actions import ignore_box_office_event
from houselights.register.models import Event
from houselights.register.narrowing.actions import share_performances
from houselights.register.narrowing.queries import links_to, offered_to, shares_of
from houselights.register.queries import event_of
from houselights.web.access import enter, person
from houselights.web.box_office.views import crumbs
from houselights.web.templatetags.words import count

NOBODY = "none"  # the choice that leaves a performance to nobody


@dataclass(frozen=True)
class Row:
    """A performance, the event chosen for it, and the name of its field."""

    performance: BoxOfficePerformance
    chosen: int | None

    @property
    def field(self) -> str:
        return f"performance-{self.performance.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
def performances(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Who has which today, and one more event to give some to, where the address names it."""
    organisation = enter(request, slug, "edit_register")
    found = box_office_event_of(organisation, number)
    if request.method == "POST":
        return _done(request, organisation, found)
    also = _also(organisation, request.GET.get("event", ""))
    events = _events(found, also)
    rows = _rows(found, also)
    context = {
        "found": found,
        "events": events,
        "rows": rows,
        "also": also,
        "is_offered": also is not None and any(row.chosen == also.pk for row in rows),
        "others": organisation.events.exclude(pk__in=[event.pk for event in events]).order_by("name", "starts_on"),
        "waits": sum(row.performance.tickets for row in rows if row.chosen is None),
        "crumbs": crumbs(organisation),
    }
    return render(request, "box_office/templates/performances.html", context)


def _done(request: HttpRequest, organisation: Organisation, found: BoxOfficeEvent) -> HttpResponse:
    """What cannot be is said on the same page, and nothing is changed."""
    try:
        messages.success(request, _change(request, found))
    except NotFound:  # another organisation's event, perhaps: a page that is not there
        raise
    except WrongUsage as problem:
        messages.error(request, f"{problem.message} {problem.remedy}")
    else:
        request_rebuild(organisation)
    return redirect("performances", organisation.slug, found.pk)


def _change(request: HttpRequest, found: BoxOfficeEvent) -> str:
    do = request.POST.get("do", "")
    if do in ("ignore", "ours"):
        ignore_box_office_event(box_office_event=found, ignored=do == "ignore", by=person(request))
        return "What no event has is not yours, and no longer waits." if do == "ignore" else "It waits again."
    shares = _read(request.POST, found)
    share_performances(box_office_event=found, shares=shares, by=person(request))
    given = sum(event is not None for event in shares.values())
    return f"{count(given, 'performance')} of “{found.name}” shared out. The figures follow within a minute."


def _read(answers: QueryDict, found: BoxOfficeEvent) -> dict[str, int | None]:
    """The event chosen for each performance; one that was not asked about keeps its event."""
    shares: dict[str, int | None] = {}
    for share in shares_of(found):
        given = answers.get(f"performance-{share.performance.pk}", "")
        kept = share.event if not given else None if given == NOBODY else _number(given)
        shares[share.performance.performance_id] = kept
    return shares


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 19):
        raise NotFound("There is no such event.", remedy="Choose one from the list.")
    return int(text)


def _also(organisation: Organisation, text: str) -> Event | None:
    return event_of(organisation, text) if text else None


def _events(found: BoxOfficeEvent, also: Event | None) -> list[Event]:
    linked = [link.event for link in links_to(found)]
    return linked if also is None or also in linked else [*linked, also]


def _rows(found: BoxOfficeEvent, also: Event | None) -> list[Row]:
    """A newcomer is offered the performances within its days; not where that would take all there are."""
    shares = shares_of(found)
    offered = offered_to(also, shares, links_to(found)) if also else set()
    return [
        Row(share.performance, also.pk if also and share.performance in offered else share.event) for share in shares
    ]
