"""Figures of attendance in words: how many, of which part of the event, and how that is known."""

from houselights.connections.models import BoxOfficePerformance
from houselights.periods import quarter_named
from houselights.register.attendance.methods import method_title
from houselights.register.attendance.queries import Given, is_lost, performances_of
from houselights.register.attendance.rules import Part
from houselights.register.models import Event
from houselights.web.templatetags.words import count, day, number

_THINGS = {"audience": "in the audience", "participants": "took part", "digital_views": "digital views"}


def said(event: Event, given: Given) -> str:
    """`240 in the audience, by clicker`; of which part, where it is not the whole event."""
    method = method_title(given.method).lower() if given.method else "how is not said"
    of = "" if given.part.is_whole else f" ({part_title(given.part, event)})"
    return f"{number(given.figure)} {_THINGS[given.kind]}{of}, {method}"


def part_title(part: Part, event: Event) -> str:
    """`The whole event`, `October to December 2026`, `3 May 2026, 19:30`."""
    if part.performance_id:
        found = [each for each in performances_of(event) if each.performance_id == part.performance_id]
        return performance_title(found[0]) if found else "a performance the box office no longer has"
    return quarter_named(part.quarter).title if part.quarter else "The whole event"


def performance_title(row: BoxOfficePerformance) -> str:
    """Its day and time, and what the box office holds for it."""
    when = f"{day(row.performed_on)}, {row.begins_at:%H:%M}" if row.performed_on and row.begins_at else "no date yet"
    return f"{when} ({'cancelled' if row.is_cancelled else count(row.tickets, 'ticket')})"


def problem_of(event: Event, given: Given) -> str:
    """Why a figure does not count as it stands; "" where it does."""
    if is_lost(event, given):
        return "Counts nowhere: one figure over several quarters cannot be parted. Give one for each quarter."
    return "" if given.method else "How it is known is not said: give it again with its method."
