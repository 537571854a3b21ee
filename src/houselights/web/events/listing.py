"""The list of events: by quarter, filtered, searched, each row with what it still needs."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from houselights.errors import WrongUsage
from houselights.feeds.models import Build
from houselights.feeds.queries import latest_build
from houselights.organisations.models import Organisation
from houselights.periods import ALL, Period, parse_period, quarter_of
from houselights.register.attendance.queries import events_with_figures
from houselights.register.blanks.queries import blanks_of
from houselights.register.models import Event
from houselights.web.events.link_state import NOT_LINKED, LinkState, known_ids, link_state, linked_ids
from houselights.web.events.tickets import tickets_by_event
from houselights.web.templatetags.words import count

FILTERS = {
    "": "All",
    "blank": "With blanks",
    "unlinked": "Bring no data",
    "unattended": "No attendance",
    "draft": "Drafts",
    "unfunded": "Not funded",
}


@dataclass(frozen=True)
class Asked:
    """The state of the list; its address holds all of it."""

    quarter: str  # "all" for every quarter
    only: str = ""
    words: str = ""

    def but(self, **changes: str) -> str:
        """The address of the same list with something changed."""
        asked = replace(self, **changes)
        return "?" + urlencode({"quarter": asked.quarter, "only": asked.only, "q": asked.words})


@dataclass(frozen=True)
class Row:
    """One event, its link's tag, its blank fields, its tickets in the period."""

    event: Event
    link: LinkState
    blanks: list[str]
    tickets: int | None
    has_begun: bool = True
    is_attended: bool = False  # somebody said how many came

    def fits(self, only: str) -> bool:
        """Does it belong under this filter?"""
        return {
            "": True,
            "blank": bool(self.blanks),
            "unlinked": self.link.kind == "bad",
            "unattended": self.has_begun and not self.tickets and not self.is_attended,
            "draft": self.event.is_draft,
            "unfunded": self.event.is_funded is False,
        }[only]


@dataclass(frozen=True)
class Choice:
    """A link with its count."""

    label: str
    href: str
    count: int
    is_shown: bool


@dataclass(frozen=True)
class Listing:
    """All that the page shows."""

    asked: Asked
    is_empty: bool
    says: str
    quarters: list[Choice]
    filters: list[Choice]
    rows: list[Row]
    period_title: str
    basis: str
    build: Build | None


def read(query: QueryDict, today: date) -> Asked:
    """This quarter unless asked otherwise; WrongUsage for a filter that does not exist."""
    only = query.get("only", "")
    if only not in FILTERS:
        raise WrongUsage(
            f"Events cannot be filtered by “{only}”.", remedy=f"Choose {', '.join(filter(None, FILTERS))}."
        )
    quarter = query.get("quarter") or quarter_of(today)
    return Asked(parse_period(quarter).name, only, query.get("q", "").strip())


def listing(organisation: Organisation, asked: Asked, today: date) -> Listing:
    """Rows of the period, counted by filter, then those that fit."""
    period = parse_period(asked.quarter)
    events = list(organisation.events.select_related("location"))
    known, linked = known_ids(organisation), linked_ids(organisation)
    sold, told = tickets_by_event(organisation, period), events_with_figures(organisation)
    rows = [
        Row(
            each,
            link_state(each, known, linked),
            blanks_of(each),
            sold.get(each.pk),
            bool(each.starts_on and each.starts_on <= today),
            each.pk in told,
        )
        for each in events
        if falls_in(each, period) and _has(each, asked.words)
    ]
    return Listing(
        asked=asked,
        is_empty=not events,
        says=_says(rows, period),
        quarters=_quarters(events, asked, today),
        filters=[
            Choice(label, asked.but(only=only), sum(row.fits(only) for row in rows), only == asked.only)
            for only, label in FILTERS.items()
        ],
        rows=[row for row in rows if row.fits(asked.only)],
        period_title="all time" if period == ALL else period.title,
        basis="in all" if period == ALL else f"of performances in {period.title}",
        build=latest_build(organisation),
    )


def falls_in(event: Event, period: Period) -> bool:
    """Does any of its days lie in the period? One without dates is shown only among all."""
    if period == ALL:
        return True
    if event.starts_on is None or period.start is None or period.end is None:
        return False
    return event.starts_on <= period.end and (event.ends_on or event.starts_on) >= period.start


def _has(event: Event, words: str) -> bool:
    """Every word, in the name or the place, whatever its capitals."""
    text = f"{event.name} {event.location.name if event.location else ''}".casefold()
    return all(word in text for word in words.casefold().split())


def _quarters(events: list[Event], asked: Asked, today: date) -> list[Choice]:
    """The quarters around today that have events, the newest first, and all of them."""
    shown = [(name, parse_period(name)) for name in quarters_of(events, asked.quarter, today)]
    return [
        Choice(label, asked.but(quarter=name), sum(falls_in(each, period) for each in events), name == asked.quarter)
        for name, period, label in [*((n, p, short(p)) for n, p in shown), (ALL.name, ALL, "All")]
    ]


def quarters_of(events: list[Event], asked: str, today: date) -> list[str]:
    """The names of at most eight quarters to choose from: those with events, this one and the one asked for."""
    names = {quarter_of(day) for each in events for day in (each.starts_on, each.ends_on) if day}
    names |= {quarter_of(today), asked} - {ALL.name}
    return sorted(names, reverse=True)[:8]


def short(period: Period) -> str:
    """`Oct to Dec 2026`: many stand side by side; what is no quarter keeps its whole title."""
    if period.start is None or period.end is None or "-Q" not in period.name:
        return period.title
    return f"{period.start:%b} to {period.end:%b %Y}"


def _says(rows: list[Row], period: Period) -> str:
    unlinked = sum(row.link == NOT_LINKED for row in rows)
    blank = sum(bool(row.blanks) for row in rows)
    where = "in all" if period == ALL else f"in {period.title}"
    if not rows:
        return f"No events {where}."
    if not unlinked and not blank:
        return f"{count(len(rows), 'event')} {where}, all linked and filled in."
    return f"{count(len(rows), 'event')} {where}: {unlinked} bring no data, {blank} have blanks."
