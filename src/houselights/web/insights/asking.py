"""What an insights page asks: measure, period and basis, read from the address and written back into it."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast, get_args
from urllib.parse import urlencode

from django.http import QueryDict

from houselights.errors import WrongUsage
from houselights.measures.catalogue import MEASURES as MEASURES_THERE_ARE
from houselights.measures.question import Dated, Question
from houselights.periods import ALL, Period, financial_year_of, parse_period, quarter_of, year_before

MEASURES = {"tickets": "Tickets", "income": "Income", "customers": "Customers"}
BREAKDOWNS = {  # two by two on the page: the short ones first
    "month": "month",
    "event_type": "event type",
    "event": "event",
    "area_local_authority": "local authority",
}
EARLIEST = 1900  # the first year of which a page may be asked


@dataclass(frozen=True)
class Asked:
    """The whole state of the page."""

    organisation: str
    measure: str
    period: Period
    dated: Dated

    def question(self, measure: str, *by: str, a_year_before: bool = False) -> Question:
        """One of the page's questions, for the organisation's own people."""
        period = year_before(self.period) if a_year_before else self.period
        can_be = MEASURES_THERE_ARE[measure].dated
        dated = self.dated if self.dated in can_be else can_be[0]
        return Question(measure=measure, of=self.organisation, by=by, period=period, dated=dated, reader="own")

    @property
    def query(self) -> str:
        """The address's own part; only what differs from what is shown anyway."""
        return urlencode({"measure": self.measure, "period": self.period.name, "dated": self.dated})

    def but(self, **changes: object) -> str:
        """The address of the same page with something changed."""
        return "?" + replace(self, **changes).query  # type: ignore[arg-type]

    @property
    def basis(self) -> str:
        """In words: what decides in which period a ticket falls."""
        return "by date of performance" if self.dated == "performance" else "by date of sale"


def read(query: QueryDict, *, organisation: str, today: date) -> Asked:
    """WrongUsage for a measure, period or basis that does not exist: a page never guesses."""
    measure = query.get("measure", "tickets")
    if measure not in MEASURES:
        raise WrongUsage(f"“{measure}” is not on this page.", remedy=f"Choose one of {', '.join(MEASURES)}.")
    return Asked(organisation, measure, _period(query, today), _dated(query))


def read_question(query: QueryDict, *, organisation: str, measure: str, today: date) -> Question:
    """Any measure by any dimensions, as the command line asks: `?by=month&by=event`."""
    by = tuple(part for given in query.getlist("by") for part in given.split(",") if part)
    return Question(
        measure=measure, of=organisation, by=by, period=_period(query, today), dated=_dated(query), reader="own"
    )


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


def _period(query: QueryDict, today: date) -> Period:
    period = parse_period(query.get("period") or financial_year_of(today))
    if period.start and period.start.year < EARLIEST:
        raise WrongUsage(f"There are no figures before {EARLIEST}.", remedy="Choose a later period.")
    return period


def _dated(query: QueryDict) -> Dated:
    dated = query.get("dated") or "performance"
    if dated not in get_args(Dated):
        raise WrongUsage(f"Figures are not dated by “{dated}”.", remedy="Choose performance or sale.")
    return cast(Dated, dated)
