"""The quarter up to today beside the same days last year: its cards, and the one figure beside what to do next."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from houselights.measures.question import Question
from houselights.periods import Period, financial_year_of, parse_period
from houselights.web.charts import Mark, columns, draw
from houselights.web.gate import released
from houselights.web.insights.answering import answer
from houselights.web.insights.asking import Asked
from houselights.web.insights.cards import Card, beside, cards_of
from houselights.web.insights.figures import Figure, Unanswered
from houselights.web.insights.pages import Wanted
from houselights.web.insights.parts import months_of
from houselights.web.insights.preparing import of_cards
from houselights.web.insights.sentences import month_name
from houselights.web.templatetags.words import count, number

CARDS = {  # measure: the page that opens it up
    "tickets": "sells",
    "income": "sells",
    "bookers": "who",
    "first_time_share": "who",
    "average_price": "sells",
    "postcode_coverage": "where",
}
FIRST_TIMERS = Wanted(
    measure="first_time_bookers",
    by="event",
    heading="First-time bookers this quarter",
    says="More of this quarter’s first-timers came for {label} than for anything else: {value} of {total}.",
)


def so_far(quarter: Period, today: date) -> Period:
    """The quarter's days up to today."""
    assert quarter.start
    return parse_period(f"{quarter.start}..{today}")


def cards_so_far(slug: str, quarter: Period, today: date) -> list[Card]:
    """Each leads to the page that opens it up, for the whole quarter."""
    query = _asked(slug, quarter).but()
    hrefs = {measure: reverse("insights_page", args=[slug, page]) + query for measure, page in CARDS.items()}
    return cards_of(_asked(slug, so_far(quarter, today)), list(CARDS), hrefs=hrefs)


def questions_so_far(slug: str, quarter: Period, today: date) -> Iterator[Question]:
    """What the cards, and the year where it is shown, are about to ask."""
    yield from of_cards(_asked(slug, so_far(quarter, today)), CARDS)


def main_figure(slug: str, quarter: Period, today: date) -> Figure:
    """For what this quarter's first-timers came; where nobody can be told to be one, the year beside last."""
    figure = answer(_asked(slug, so_far(quarter, today)), FIRST_TIMERS)
    return year_beside_last(slug, today) if isinstance(figure, Unanswered) else figure


def year_beside_last(slug: str, today: date) -> Figure:
    """Tickets by month of this financial year; a mark shows the same month a year before."""
    year = parse_period(financial_year_of(today))
    asked = _asked(slug, year)
    now, before = (released(question("tickets", "month")) for question in (asked.parts, asked.year_before().parts))
    values = {cell.labels[0]: cell.value or 0 for cell in now.cells}
    last = {_next_year(cell.labels[0]): cell.value or 0 for cell in before.cells}
    months = [month for month, _ in months_of([*values.items(), *last.items()])]
    marks = [Mark(month_name(month, short=True), values.get(month, 0), "", last.get(month)) for month in months]
    sentence, until_now = _year_says(slug, year, today)
    ahead = (now.total or 0) - until_now
    more = f"; {count(int(ahead), 'more is,more are')} for performances after today" if ahead else ""
    return Figure(
        name="year",
        measure="tickets",
        heading="This year beside last year",
        sentence=sentence,
        picture=draw(columns(marks), build=now.build, title=sentence) if marks else "",
        caption=f"Tickets by month of performance, {year.title}{more}. The mark is the same month a year before.",
        heads=["Month", "Tickets", "A year before"],
        rows=[[month_name(month), number(values.get(month, 0)), number(last.get(month))] for month in months],
        totals=["In all", number(now.total), number(before.total)],
        note="",
    )


def _asked(slug: str, period: Period) -> Asked:
    return Asked(slug, "tickets", period, "performance")


def _year_says(slug: str, year: Period, today: date) -> tuple[str, float]:
    """Performances up to today beside the same days of last year (a whole year would be unfair), and their tickets."""
    asked = _asked(slug, parse_period(f"{year.start}..{today}"))
    now, before = (released(question("tickets")).total for question in (asked.question, asked.year_before().question))
    change, _ = beside(now, before, "tickets", than="a year before")
    if not now:
        return "No tickets to performances of this financial year up to today.", 0
    told = f"{count(int(now), 'ticket')} to performances from April to today"
    return f"{told}, {change} on the same days a year before." if change else f"{told}.", now


def _next_year(month: str) -> str:
    return f"{int(month[:4]) + 1}{month[4:]}" if month[:4].isdigit() else month
