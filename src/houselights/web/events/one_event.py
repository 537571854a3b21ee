"""What the page of one event shows: its facts, its links, its figures, what was done to it."""

from dataclasses import dataclass

from houselights.connections.models import BoxOfficeEvent
from houselights.disclosure.released import ReleasedTable
from houselights.errors import WrongUsage
from houselights.feeds.queries import latest_build
from houselights.measures.catalogue import MEASURES
from houselights.measures.question import Question
from houselights.organisations.models import Organisation
from houselights.register.attendance.queries import figures_of
from houselights.register.blanks.shipped import FIELDS
from houselights.register.models import Event, Link
from houselights.web.events.attended import said
from houselights.web.gate import prepare, released
from houselights.web.insights.cards import Card
from houselights.web.insights.drawing import months_drawn
from houselights.web.insights.figures import Figure
from houselights.web.insights.parts import months_of
from houselights.web.insights.sentences import about_months, month_name, written
from houselights.web.templatetags.words import days, number, yes_no

CARDS = {"tickets": "Tickets", "income": "Income", "customers": "Customers"}


@dataclass(frozen=True)
class Fact:
    """A label and what the register says; `is_needed` where a blank must be filled."""

    name: str
    label: str
    text: str
    is_needed: bool


def facts_of(event: Event) -> list[Fact]:
    """The fields of the template that are not in the heading already."""
    performances = "" if event.number_of_performances is None else number(event.number_of_performances)
    texts = [
        ("event_type", "Event type", event.event_type),
        ("is_funded", "Funded", yes_no(event.is_funded)),
        ("sub_discipline", "Sub-discipline", event.sub_discipline),
        ("distribution_type", "Distribution type", event.distribution_type),
        ("number_of_performances", "Performances", performances),
        ("is_ticketed", "Ticketed", yes_no(event.is_ticketed)),
        ("attendance", "Attendance", "; ".join(said(event, each) for each in figures_of(event))),
        ("description", "Description", event.description),
    ]
    return [Fact(name, label, text, name in FIELDS) for name, label, text in texts]


@dataclass(frozen=True)
class LinkRow:
    """A link and what the box office calls its other end."""

    link: Link
    name: str
    dates: str
    kind: str
    text: str
    mark: str
    sign: str
    found: BoxOfficeEvent | None = None


def links_of(event: Event) -> list[LinkRow]:
    """Each link with the title found at the box office, or that there is none."""
    return [_link_row(link) for link in event.links.select_related("connection")]


def _link_row(link: Link) -> LinkRow:
    found = BoxOfficeEvent.objects.filter(connection=link.connection_id, box_office_id=link.box_office_id).first()
    if found is None:
        return LinkRow(link, "The box office has no event with this ID", "", "bad", "not found", "no", "✗")
    return LinkRow(link, found.name, days(found.first_on, found.last_on), "good", "linked", "yes", "✓", found)


def cards_of(organisation: Organisation, event: Event) -> list[Card]:
    """Tickets, income and customers of the event, all time."""
    if latest_build(organisation) is None:
        return []
    asked = {measure: _question(measure, event) for measure in CARDS}
    prepare([*asked.values(), _question("tickets", event, "month")])
    tables = {measure: _of_event(question) for measure, question in asked.items()}
    return [
        Card(measure, CARDS[measure], written(table.total if table else 0, MEASURES[measure].unit), "", "all time")
        for measure, table in tables.items()
    ]


def figure_of(organisation: Organisation, event: Event) -> Figure | None:
    """Tickets by month of performance; None where one month, or none, has any."""
    if latest_build(organisation) is None:
        return None
    table = _of_event(_question("tickets", event, "month"))
    parts = months_of([(cell.labels[0], cell.value or 0) for cell in table.cells]) if table else []
    if table is None or len(parts) < 2:
        return None
    total = sum(value for _, value in parts)
    said = about_months(parts, total, "tickets", table.unit)
    return Figure(
        name="months",
        measure="tickets",
        heading="By month",
        sentence=said.text,
        picture=months_drawn(parts, said, table),
        caption=f"Tickets by month of performance; {written(total, table.unit)} in all.",
        heads=["Month", "Tickets"],
        rows=[[month_name(month), written(value, table.unit)] for month, value in parts],
        totals=["In all", written(total, table.unit)],
        note="",
    )


def _question(measure: str, event: Event, *by: str) -> Question:
    """Of the event alone: the tickets of no other are looked at."""
    return Question(measure, of=event.organisation.slug, by=by, where=(("event", (str(event.pk),)),))


def _of_event(question: Question) -> ReleasedTable | None:
    """None for an event that is younger than the figures."""
    try:
        return released(question)
    except WrongUsage:
        return None
