"""What changed in an event's tickets between two days, and why: every movement, adding up to the penny."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from houselights.disclosure.history import ReleasedChange, release_change
from houselights.errors import HouselightsError
from houselights.measures.changed import Change, Movement, Performed
from houselights.organisations.models import Organisation
from houselights.register.models import Event
from houselights.register.queries import event_of
from houselights.web.access import enter
from houselights.web.events.timeline import days_known, end_of, timeline_of
from houselights.web.events.views import crumbs
from houselights.web.templatetags.words import count, day

A_WEEK = timedelta(days=7)
WORDS = {
    "sold": "Sold",
    "returned": "Returned, or exchanged for something that is not on the register",
    "exchanged here": "Exchanged, from {was}",
    "exchanged away": "Exchanged, to {became}",
    "exchanged within": "Exchanged, from {was} to {became}",
    "replaced": "Another seat or ticket for the same performance",
    "price changed": "Price changed",
    "customer merged": "Moved to another customer record",
}


@dataclass(frozen=True)
class Row:
    """One movement in words; `performance` is the event's own."""

    what: str
    performance: str
    concerned: int
    tickets: int
    pence: int


@require_safe
def changes(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The change between two days, explained."""
    organisation = enter(request, slug, "see")
    event = event_of(organisation, number)
    back = reverse("event", args=[slug, number])
    context = {
        "event": event,
        "crumbs": crumbs(organisation, (event.name, back)),
        **_shown(request, organisation, event),
    }
    return render(request, "events/templates/changes.html", context, status=422 if "problem" in context else 200)


def _shown(request: HttpRequest, organisation: Organisation, event: Event) -> dict[str, object]:
    found = timeline_of(organisation, event)
    if found is None:
        return {"is_known": False}
    first, last = days_known(found, organisation)
    asked = {
        "since": request.GET.get("since") or str(max(first, last - A_WEEK)),
        "until": request.GET.get("until") or str(last),
    }
    days = {"is_known": True, "first": first, "last": last, **asked}
    try:
        since, until = (_read(asked[name]) for name in ("since", "until"))
        released = release_change(
            event.pk,
            since=end_of(since, organisation),
            until=end_of(until, organisation),
            of=organisation.slug,
            home=settings.HOME.path,
        )
    except (HouselightsError, ValueError) as problem:
        said = f"{problem.message} {problem.remedy}" if isinstance(problem, HouselightsError) else "Give both days."
        return {**days, "problem": said}
    return {
        **days,
        "change": released.change,
        "rows": rows_of(released),
        "sentence": sentence_of(released.change, since, until),
    }


def rows_of(released: ReleasedChange) -> list[Row]:
    """Each movement in words."""
    return [_row(movement) for movement in released.change.movements]


def sentence_of(change: Change, since: date, until: date) -> str:
    """`412 tickets at the end of 3 May 2026, 450 at the end of 10 May 2026: 38 more.`"""
    if since == until:
        return f"{count(change.after.tickets, 'ticket')} at the end of {day(until)}. Choose two days to see a change."
    more = change.after.tickets - change.before.tickets
    difference = "as many" if not more else f"{abs(more):,} {'more' if more > 0 else 'fewer'}"
    return (
        f"{count(change.before.tickets, 'ticket')} at the end of {day(since)}, "
        f"{change.after.tickets:,} at the end of {day(until)}: {difference}."
    )


def _row(movement: Movement) -> Row:
    was, became = _named(movement.was), _named(movement.became)
    what = WORDS[movement.what].format(was=was, became=became)
    here = movement.became if movement.what in ("sold", "exchanged here") else movement.was
    return Row(what, _when(here), movement.concerned, movement.tickets, movement.pence)


def _named(performed: Performed | None) -> str:
    return f"{performed.event}, {_when(performed)}" if performed else ""


def _when(performed: Performed | None) -> str:
    return f"{day(performed.starts_at)}, {performed.starts_at:%H:%M}" if performed else ""


def _read(text: str) -> date:
    asked = date.fromisoformat(text.strip())
    if not date.min < asked < date.max:
        raise ValueError(text)  # there is no day after it
    return asked
