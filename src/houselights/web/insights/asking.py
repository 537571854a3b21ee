"""What an insights page asks: measure, periods and basis, read from the address and written back into it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import cast, get_args
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import QueryDict
from msgspec import structs

from houselights.errors import WrongUsage
from houselights.measures.catalogue import MEASURES as DEFINED
from houselights.measures.narrowing import read_where, write_where
from houselights.measures.question import Dated, Question, Where
from houselights.periods import ALL, Period, financial_year_of, parse_period, period_before, quarter_of, year_before
from houselights.web.templatetags.words import day

MEASURES = {"tickets": "Tickets", "income": "Income", "customers": "Customers"}
BREAKDOWNS = {  # two by two on the page: the short ones first
    "month": "month",
    "event_type": "event type",
    "event": "event",
    "area_local_authority": "local authority",
}
EARLIEST, LATEST = 1900, 3000  # the years of which a page may be asked
OF_A_PAGE = ("performance", "sale")  # what a page can be dated by; what only has another day keeps that
MOST_DIGITS = 16  # of a number in an address


@dataclass(frozen=True)
class Asked:
    """The whole state of the page. `as_at`: as it was known at the end of that day; `beside` stands beside it.

    `where`: only a part of the audience, on both sides.
    """

    organisation: str
    measure: str
    period: Period
    dated: Dated
    as_at: date | None = None
    beside: Period | None = None
    beside_at: date | None = None
    event: int | None = None  # the one that a part of the page is about
    where: Where = ()
    part: str = ""  # in words: `of the event type Performance`
    time_zone: str = "Europe/London"

    def question(self, measure: str, *by: str) -> Question:
        """One of the page's questions, for the organisation's own people."""
        can_be = DEFINED[measure].dated
        return Question(
            measure=measure,
            of=self.organisation,
            by=by,
            period=self.period,
            dated=self.dated if self.dated in can_be else can_be[0],
            reader="own",
            as_at=_end_of(self.as_at, self.time_zone),
            where=self.where,
        )

    def parts(self, measure: str, *by: str) -> Question:
        """The same for a chart and its table, which do not say how many people are behind each part."""
        question, defined = self.question(measure, *by), DEFINED[measure]
        has_others = defined.grain == "tickets" and defined.unit not in ("people", "records")
        return structs.replace(question, bases=False) if by and has_others else question

    def within(self, sentence: str) -> str:
        """A sentence about the figures says of which part they are."""
        return f"{sentence.removesuffix('.')}, {self.part}." if self.part else sentence

    def year_before(self) -> "Asked":
        """The same days a year earlier, alone."""
        return replace(self, period=year_before(self.period), beside=None, as_at=None, beside_at=None)

    @property
    def other(self) -> "Asked | None":
        """What stands beside it, as a page of its own."""
        if self.beside is None:
            return None
        return replace(self, period=self.beside, as_at=self.beside_at, beside=None, beside_at=None, part="")

    @property
    def now(self) -> "Asked":
        """The same period as it is known now, alone."""
        return replace(self, as_at=None, beside=None, beside_at=None)

    @property
    def query(self) -> str:
        """The address's own part; only what is asked for."""
        return urlencode([*self.kept, *([("event", self.event)] if self.event else [])])

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The same in parts, but for the event: what a form that chooses another one sends along."""
        given = {
            "measure": self.measure,
            "period": self.period.name,
            "dated": self.dated,
            "as_at": self.as_at,
            "beside": self.beside and self.beside.name,
            "beside_at": self.beside_at,
        }
        return [
            *((name, str(value)) for name, value in given.items() if value),
            *(("where", each) for each in write_where(self.where)),
        ]

    def but(self, **changes: object) -> str:
        """The address of the same page with something changed."""
        return "?" + replace(self, **changes).query  # type: ignore[arg-type]

    @property
    def basis(self) -> str:
        """In words: what decides in which period a ticket falls."""
        return "by date of performance" if self.dated == "performance" else "by date of sale"

    @property
    def title(self) -> str:
        """`October to December 2026`, as known when and of which part, where that was asked."""
        known = f"as known on {day(self.as_at)}" if self.as_at else ""
        return ", ".join(filter(None, (self.period.title, known, self.part)))

    @property
    def within_a_sentence(self) -> str:
        """The title where it does not begin one: months keep their capital."""
        return f"all time{self.title.removeprefix(ALL.title)}" if self.period == ALL else self.title

    @property
    def file_name(self) -> str:
        """The periods, for the name of a file."""
        return self.period.name + (f"-beside-{self.beside.name}" if self.beside else "")


def only(question: Question, dimension: str, *values: str) -> Question:
    """The same, of these alone."""
    return structs.replace(question, where=(*question.where, (dimension, values)))


def read(query: QueryDict, *, organisation: str, today: date, time_zone: str = "Europe/London") -> Asked:
    """WrongUsage for a measure, period or basis that does not exist: a page never guesses."""
    measure = query.get("measure", "tickets")
    if measure not in MEASURES:
        raise WrongUsage(f"“{measure}” is not on this page.", remedy=f"Choose one of {', '.join(MEASURES)}.")
    beside = query.get("beside", "")
    return Asked(
        organisation,
        measure,
        _period(query.get("period") or financial_year_of(today)),
        _dated(query, OF_A_PAGE),
        as_at=_day(query.get("as_at", "")),
        beside=_period(beside) if beside else None,
        beside_at=_day(query.get("beside_at", "")) if beside else None,
        event=_number(query.get("event", "")),
        where=read_where(query.getlist("where")),
        time_zone=time_zone,
    )


def read_questions(
    query: QueryDict, *, organisation: str, measure: str, today: date, time_zone: str = "Europe/London"
) -> list[Question]:
    """Any measure by any dimensions, as the command line asks: `?by=month&by=event`; and what stands beside it."""
    by = tuple(part for given in query.getlist("by") for part in given.split(",") if part)
    period, beside = query.get("period") or financial_year_of(today), query.get("beside", "")
    own = DEFINED[measure].dated[0] if measure in DEFINED else OF_A_PAGE[0]  # as the command line has it
    asked = [(period, query.get("as_at", "")), *([(beside, query.get("beside_at", ""))] if beside else [])]
    return [
        Question(
            measure=measure,
            of=organisation,
            by=by,
            period=_period(name),
            dated=_dated(query, get_args(Dated), own),
            reader="own",
            as_at=_end_of(_day(as_at), time_zone),
            where=read_where(query.getlist("where")),
        )
        for name, as_at in asked
    ]


def choices(asked: Asked, today: date) -> list[tuple[str, str, bool]]:
    """The periods one click away: label, address, whether it is the one shown."""
    this_quarter, this_year = quarter_of(today), financial_year_of(today)
    first_of_quarter, first_of_year = parse_period(this_quarter).start, parse_period(this_year).start
    assert first_of_quarter
    assert first_of_year
    periods = [
        ("This quarter", parse_period(this_quarter)),
        ("Last quarter", parse_period(quarter_of(first_of_quarter - timedelta(days=1)))),
        ("This financial year", parse_period(this_year)),
        ("Last financial year", parse_period(financial_year_of(first_of_year - timedelta(days=1)))),
        ("All time", ALL),
    ]
    return [(label, asked.but(period=period), period.name == asked.period.name) for label, period in periods]


def beside_choices(asked: Asked, same_point: date | None = None) -> list[tuple[str, str, bool]]:
    """What may stand beside it, one click away: label, address, whether it does."""
    found: list[tuple[str, Period | None]] = [("Nothing", None)]
    if asked.period.start:
        found += [("The year before", year_before(asked.period)), ("The period before", period_before(asked.period))]
    shown = asked.beside and (asked.beside.start, asked.beside.end)
    choices = [
        (
            label,
            asked.but(beside=period, beside_at=None),
            shown == (period and (period.start, period.end)) and not asked.beside_at,
        )
        for label, period in found
    ]
    if same_point:
        href = asked.but(beside_at=same_point)
        choices.append(("The same, as known at this point of it", href, asked.beside_at == same_point))
    return choices


def _period(name: str) -> Period:
    period = parse_period(name)
    if period.start and period.start.year < EARLIEST:
        raise WrongUsage(f"There are no figures before {EARLIEST}.", remedy="Choose a later period.")
    return period


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = date.min
    if not EARLIEST <= found.year < LATEST:
        raise WrongUsage(f"“{text}” is not a day.", remedy="Write a day as 2026-11-30.")
    return found


def _number(text: str) -> int | None:
    if text and not (text.isascii() and text.isdecimal() and len(text) < MOST_DIGITS):
        raise WrongUsage("There is no such event.", remedy="Choose one from the list.")
    return int(text) if text else None


def _end_of(asked: date | None, time_zone: str) -> datetime | None:
    """The last moment of the day, there."""
    if asked is None:
        return None
    return datetime.combine(asked + timedelta(days=1), time(), ZoneInfo(time_zone)) - timedelta(seconds=1)


def _dated(query: QueryDict, possible: Sequence[str], unless: str = "performance") -> Dated:
    dated = query.get("dated") or unless
    if dated not in possible:
        raise WrongUsage(f"Figures are not dated by “{dated}”.", remedy="Choose performance or sale.")
    return cast(Dated, dated)
