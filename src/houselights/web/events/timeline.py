"""An event's tickets as known on each day: the line on its page, and the days that can be asked about."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.conf import settings

from houselights.disclosure.history import ReleasedTimeline, release_timeline
from houselights.feeds.queries import latest_build
from houselights.organisations.models import Organisation
from houselights.register.models import Event
from houselights.web.charts import draw, steps
from houselights.web.insights.figures import Figure
from houselights.web.templatetags.words import count, day, exact_pounds, number

MOST_DAYS = 400  # in the line; an event that was on sale for longer shows its last ones


def timeline_of(organisation: Organisation, event: Event) -> ReleasedTimeline | None:
    """None before the first figures, and before anything is known whole."""
    if latest_build(organisation) is None:
        return None
    found = release_timeline(event.pk, of=organisation.slug, home=settings.HOME.path)
    return found if found.held and found.known_from else None


def days_known(found: ReleasedTimeline, organisation: Organisation) -> tuple[date, date]:
    """The first and the last day of which it can be told what was known at its end."""
    zone = ZoneInfo(organisation.time_zone)
    known_from, data_as_of = (datetime.fromisoformat(each) for each in (found.known_from, found.data_as_of))
    first, *later = (each.astimezone(zone).date() for each in (known_from, data_as_of, found.held[-1].moment))
    return first, max(first, *later)


def end_of(asked: date, organisation: Organisation) -> datetime:
    """The last moment of a day in the organisation's time, aware."""
    return datetime.combine(asked + timedelta(days=1), time(), ZoneInfo(organisation.time_zone)) - timedelta(seconds=1)


def known_figure(organisation: Organisation, event: Event) -> Figure | None:
    """Tickets held as known at the end of each day; None where that is a single day."""
    found = timeline_of(organisation, event)
    if found is None:
        return None
    points = list(_by_day(found, organisation))
    if len(points) < 2:
        return None
    (first, before, _), (last, after, _) = points[0], points[-1]
    sentence = f"{count(after, 'ticket')} on {day(last)}, {_beside(after - before)} {day(first)}."
    chart = steps([(each, tickets) for each, tickets, _ in points])
    changed = [points[0], *(now for then, now in pairwise(points) if then[1:] != now[1:])]
    return Figure(
        name="known",
        measure="tickets",
        heading="As known, day by day",
        sentence=sentence,
        picture=draw(chart, build=found.build, title=sentence),
        caption="Tickets held at the end of each day, as known then; the table has the days on which that changed.",
        heads=["Day", "Tickets", "Income"],
        rows=[[day(each), number(tickets), exact_pounds(pence)] for each, tickets, pence in changed],
        totals=["Now", number(after), exact_pounds(points[-1][2])],
        note="",
    )


def _by_day(found: ReleasedTimeline, organisation: Organisation) -> Iterator[tuple[date, int, int]]:
    first, last = days_known(found, organisation)
    each, held = max(first, last - timedelta(days=MOST_DAYS)), iter(found.held)
    current, coming = (0, 0), next(held, None)
    while each <= last:
        while coming and coming.moment <= end_of(each, organisation):
            current, coming = (coming.tickets, coming.pence), next(held, None)
        yield each, *current
        each += timedelta(days=1)


def _beside(more: int) -> str:
    return "as many as on" if more == 0 else f"{number(abs(more))} {'more' if more > 0 else 'fewer'} than on"
