"""What is coming up: each event's next performance, what it sold, how full that is, and what is usual by now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from houselights.disclosure.released import ReleasedTable
from houselights.measures.counted import Cell
from houselights.organisations.models import Organisation
from houselights.periods import Period, parse_period
from houselights.register.models import Event
from houselights.web.events.link_state import LinkState, known_ids, link_state, linked_ids
from houselights.web.gate import released
from houselights.web.insights.asking import Asked
from houselights.web.insights.curves import Curve, curves_of, drawn_curve, pace_words
from houselights.web.templatetags.words import number, percent

SHOWN = 8  # events; the rest is on the list of events
FAR = timedelta(days=730)


@dataclass(frozen=True)
class Ahead:
    """One line of the table, written out."""

    event: Event
    link: LinkState
    next_at: datetime | date | None
    performances: int
    tickets: str
    of_capacity: str
    pace: str
    curve: str


def coming_up(organisation: Organisation, today: date) -> list[Ahead]:
    """The events whose next performance comes first, from today on; those without any come by their own dates."""
    events = organisation.events.filter(ends_on__gte=today).select_related("location")
    asked = Asked(organisation.slug, "tickets", ahead_of(today), "performance")
    nexts = _next_performances(asked)
    known, linked = known_ids(organisation), linked_ids(organisation)
    soonest = sorted(events, key=lambda event: _when(event, nexts, today))[:SHOWN]
    figures = _Figures(asked, {key for event in soonest if (key := str(event.pk)) in nexts})
    return [figures.row(event, link_state(event, known, linked), nexts.get(str(event.pk), [])) for event in soonest]


def ahead_of(today: date) -> Period:
    """From today on, as far as anybody sells."""
    return parse_period(f"{today}..{today + FAR}")


class _Figures:
    """The released figures of all events ahead, asked for once; the curves of those to be shown."""

    def __init__(self, asked: Asked, shown: set[str]) -> None:
        tickets = released(asked.parts("tickets", "event"))
        self._build = tickets.build
        self._tickets = dict(_by_event(tickets))
        self._occupancy = dict(_by_event(released(asked.question("occupancy", "event"))))
        self._pace = dict(_by_event(released(asked.question("pace", "event"))))
        self._curves = curves_of(asked, shown)

    def row(self, event: Event, link: LinkState, moments: list[datetime]) -> Ahead:
        """An event without a link has no figures, and no nought either."""
        key, is_linked = str(event.pk), link.kind == "good"
        tickets, occupancy, pace = (
            each.get(key) if is_linked else None for each in (self._tickets, self._occupancy, self._pace)
        )
        return Ahead(
            event=event,
            link=link,
            next_at=moments[0] if moments else event.starts_on,
            performances=len(moments),
            tickets=number(tickets.value or 0 if tickets else 0) if is_linked else "–",
            of_capacity=percent(occupancy.value if occupancy else None),
            pace=pace_words(pace),
            curve=self._drawn(event, self._curves.get(key, Curve())) if is_linked else "",
        )

    def _drawn(self, event: Event, curve: Curve) -> str:
        title = f"{event.name}: tickets of one performance by days before it"
        beside = ", beside comparable events" if curve.usual else ""
        return drawn_curve(curve, build=self._build, title=f"{title}{beside}", small=True)


def _next_performances(asked: Asked) -> dict[str, list[datetime]]:
    """The moments of each event's performances, the next first, by the event's code."""
    found: dict[str, list[datetime]] = {}
    for cell in released(asked.question("performances", "event", "performance")).cells:
        if cell.labels[1] != "unknown":
            found.setdefault(cell.codes[0] or "", []).append(datetime.fromisoformat(cell.labels[1]))
    return {event: sorted(moments) for event, moments in found.items()}


def _when(event: Event, nexts: dict[str, list[datetime]], today: date) -> tuple[date, str]:
    moments = nexts.get(str(event.pk))
    begins = moments[0].date() if moments else max(event.starts_on or today, today)
    return begins, event.name


def _by_event(table: ReleasedTable) -> Iterator[tuple[str, Cell]]:
    return ((cell.codes[0] or "", cell) for cell in table.cells)
