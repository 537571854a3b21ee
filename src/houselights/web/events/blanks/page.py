"""What the page of blanks shows: its rows, a suggestion beside each blank, suggestions that are alike, and how far."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from houselights.organisations.models import Organisation
from houselights.periods import ALL, Period, parse_period
from houselights.register.blanks.queries import blanks_of, choices, suggestions_of, switches_of
from houselights.register.blanks.rules import Suggestion
from houselights.register.blanks.shipped import FIELDS
from houselights.register.models import Event
from houselights.web.events.blanks.chosen import Alike
from houselights.web.events.listing import Choice, falls_in, quarters_of, short

A_PAGE = 40
SHOWN_ALIKE = 6  # lists of suggestions; the others still stand in their rows
LABELS = {
    "event_type": "Event type",
    "is_funded": "Funded",
    "sub_discipline": "Sub-discipline",
    "distribution_type": "Distribution",
}


@dataclass(frozen=True)
class Asked:
    """The state of the page; its address holds all of it. `event` is a single one's number, or nothing."""

    quarter: str = ALL.name
    event: str = ""

    def query(self) -> str:
        """For an address, ending in &."""
        return urlencode({"quarter": self.quarter, **({"event": self.event} if self.event else {})}) + "&"


@dataclass(frozen=True)
class Cell:
    """One field of one event: what it has, or a blank with its choices and what is suggested."""

    name: str
    label: str
    value: str
    choices: tuple[str, ...]
    suggestion: Suggestion | None

    @property
    def is_blank(self) -> bool:
        return not self.value


@dataclass(frozen=True)
class Row:
    event: Event
    cells: list[Cell]


@dataclass(frozen=True)
class Group:
    """Suggestions that are alike, with how many events have them and why."""

    alike: Alike
    label: str
    because: str
    count: int


@dataclass(frozen=True)
class Blanks:
    """All that the page shows; `left` of `fields` are blank."""

    asked: Asked
    quarters: list[Choice]
    left: int
    fields: int
    numbers: list[int]  # of every event in this part of the register that has blanks
    page: Page[Event]
    rows: list[Row]
    groups: list[Group]
    lists: list[tuple[str, str, tuple[str, ...]]]

    @property
    def filled(self) -> int:
        return self.fields - self.left


def read(query: QueryDict) -> Asked:
    """Every quarter unless asked otherwise."""
    event = query.get("event", "")
    return Asked(parse_period(query.get("quarter") or ALL.name).name, event if event.isdecimal() else "")


def blanks_in(organisation: Organisation, asked: Asked, number: str | None, today: date) -> Blanks:
    """The events of the period with blanks; `number` is the part of the list, "" or None for the first."""
    period = parse_period(asked.quarter)
    events = list(organisation.events.select_related("location"))
    asked_for = [each for each in events if _fits(each, asked, period)]
    waiting = [each for each in asked_for if blanks_of(each)]
    suggested = suggestions_of(organisation)
    by_event = {each.pk: suggested.for_event(each) for each in waiting}
    page, listed = Paginator(waiting, A_PAGE).get_page(number), choices()
    return Blanks(
        asked=asked,
        quarters=_quarters([each for each in events if blanks_of(each)], asked, today),
        left=sum(len(blanks_of(each)) for each in waiting),
        fields=len(asked_for) * len(FIELDS),
        numbers=list(by_event),
        page=page,
        rows=[Row(each, _cells(each, by_event[each.pk], listed)) for each in page.object_list],
        groups=_groups(organisation, by_event.values()),
        lists=[(name, LABELS[name], listed[name]) for name in FIELDS],
    )


def _fits(event: Event, asked: Asked, period: Period) -> bool:
    return falls_in(event, period) and asked.event in ("", str(event.pk))


def _cells(event: Event, suggested: dict[str, Suggestion], listed: Mapping[str, tuple[str, ...]]) -> list[Cell]:
    return [
        Cell(name, LABELS[name], _written(getattr(event, name)), listed[name], suggested.get(name)) for name in FIELDS
    ]


def _written(value: str | bool | None) -> str:
    return value if isinstance(value, str) else "" if value is None else "Yes" if value else "No"


def _groups(organisation: Organisation, suggested: Iterable[dict[str, Suggestion]]) -> list[Group]:
    """Those that more than one event has, the most frequent first."""
    titles = {switch.rule.name: switch.rule.title for switch in switches_of(organisation)}
    counted = Counter(Alike(name, each.value, each.rule) for of_event in suggested for name, each in of_event.items())
    return [
        Group(alike, LABELS[alike.name], titles[alike.rule], many)
        for alike, many in counted.most_common(SHOWN_ALIKE)
        if many > 1
    ]


def _quarters(with_blanks: list[Event], asked: Asked, today: date) -> list[Choice]:
    """As on the list of events, counting only those with blanks."""
    named = [(name, parse_period(name)) for name in quarters_of(with_blanks, asked.quarter, today)]
    return [
        Choice(
            "All" if period == ALL else short(period),
            f"?quarter={name}",
            sum(falls_in(each, period) for each in with_blanks),
            name == asked.quarter and not asked.event,
        )
        for name, period in [*named, (ALL.name, ALL)]
    ]
