"""The figures of the overview: this quarter so far, this year beside last year, what is coming up."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse

from houselights.organisations.models import Organisation
from houselights.periods import Period, financial_year_of, parse_period
from houselights.register.models import Event
from houselights.web.charts import Mark, columns, draw
from houselights.web.events.link_state import LinkState, known_ids, link_state
from houselights.web.events.tickets import tickets_by_event
from houselights.web.gate import released
from houselights.web.insights.asking import Asked
from houselights.web.insights.cards import Card, beside, card
from houselights.web.insights.figures import Figure
from houselights.web.insights.parts import months_of
from houselights.web.insights.sentences import month_name
from houselights.web.templatetags.words import count, number

AHEAD = 8  # events in the list of what is coming up
CARDS = {"tickets": "Tickets", "income": "Income", "customers": "Customers", "postcode_coverage": "Known postcode"}


def cards_so_far(slug: str, quarter: Period, today: date) -> list[Card]:
    """The quarter up to today beside the same days last year; each leads to its charts."""
    assert quarter.start
    so_far = parse_period(f"{quarter.start}..{today}")
    insights = reverse("insights", args=[slug])
    return [
        card(_asked(slug, measure, so_far), measure, label, href=_charts_of(insights, slug, measure, quarter))
        for measure, label in CARDS.items()
    ]


def year_beside_last(slug: str, today: date) -> Figure:
    """Tickets by month of this financial year; a mark shows the same month a year before."""
    year = parse_period(financial_year_of(today))
    asked = _asked(slug, "tickets", year)
    now, before = (released(asked.question("tickets", "month", a_year_before=each)) for each in (False, True))
    values = {cell.labels[0]: cell.value or 0 for cell in now.cells}
    last = {_next_year(cell.labels[0]): cell.value or 0 for cell in before.cells}
    months = [month for month, _ in months_of([*values.items(), *last.items()])]
    marks = [Mark(month_name(month, short=True), values.get(month, 0), "", last.get(month)) for month in months]
    sentence = _year_says(slug, year, today)
    return Figure(
        name="year",
        measure="tickets",
        heading="This year beside last year",
        sentence=sentence,
        picture=draw(columns(marks), build=now.build, title=sentence) if marks else "",
        caption=f"Tickets by month of performance, {year.title}, so far. The mark is the same month a year before.",
        heads=["Month", "Tickets", "A year before"],
        rows=[[month_name(month), number(values.get(month, 0)), number(last.get(month))] for month in months],
        totals=["In all", number(now.total), number(before.total)],
        note="",
    )


@dataclass(frozen=True)
class Ahead:
    """One line of what is coming up."""

    event: Event
    link: LinkState
    tickets: int | None


def coming_up(organisation: Organisation, today: date) -> list[Ahead]:
    """The next events that have not ended, with the tickets sold for performances from today on."""
    events = organisation.events.filter(ends_on__gte=today).select_related("location").prefetch_related("links")[:AHEAD]
    sold = tickets_by_event(organisation, parse_period(f"{today}..{today + timedelta(days=730)}"))
    known = known_ids(organisation)
    return [Ahead(event, link_state(event, known), sold.get(event.pk, 0)) for event in events]


def _asked(slug: str, measure: str, period: Period) -> Asked:
    return Asked(slug, measure, period, "performance")


def _charts_of(insights: str, slug: str, measure: str, quarter: Period) -> str:
    return insights + _asked(slug, measure, quarter).but() if measure in ("tickets", "income", "customers") else ""


def _year_says(slug: str, year: Period, today: date) -> str:
    """Performances up to today beside the same days of last year: a whole year would be no fair measure."""
    asked = _asked(slug, "tickets", parse_period(f"{year.start}..{today}"))
    now, before = (released(asked.question("tickets", a_year_before=each)).total for each in (False, True))
    change, _ = beside(now, before, "tickets")
    if not now:
        return "No tickets this financial year so far."
    told = f"{count(int(now), 'ticket')} to performances since April"
    return f"{told}, {change} on the same days a year before." if change else f"{told}."


def _next_year(month: str) -> str:
    return f"{int(month[:4]) + 1}{month[4:]}" if month[:4].isdigit() else month
