"""Each performance of an event with its figures, and in short who came: the rest is one click away."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from houselights.errors import WrongUsage
from houselights.feeds.queries import latest_build
from houselights.measures.counted import Cell
from houselights.organisations.models import Organisation
from houselights.periods import ALL
from houselights.register.models import Event
from houselights.web.gate import released
from houselights.web.insights.asking import Asked
from houselights.web.insights.cards import Card, cards_of
from houselights.web.insights.figures import Figure, figure
from houselights.web.insights.sentences import written
from houselights.web.templatetags.words import exact_pounds, number, performed

FIGURES = ("performances", "tickets", "income", "occupancy")
WHO = ("bookers", "first_time_share", "postcode_coverage")


class Performed(NamedTuple):
    """One performance, written out."""

    when: str
    tickets: str
    income: str
    of_capacity: str


class Came(NamedTuple):
    """Who came in short, and the address of all that is told of them."""

    cards: list[Card]
    figure: Figure
    query: str


def asked_of(organisation: Organisation, event: Event) -> Asked | None:
    """The questions about one event; None before there are figures, or where it has no part in them."""
    if latest_build(organisation) is None:
        return None
    asked = Asked(organisation.slug, "tickets", ALL, "performance", where=(("event", (str(event.pk),)),))
    try:
        return asked if released(asked.question("performances")).total else None
    except WrongUsage:  # it is new, and the figures are being made
        return None


def performances_of(asked: Asked) -> list[Performed]:
    """All that count, the first of them first; one that nobody holds a ticket for has a nought."""
    found = {name: dict(_by_performance(asked, name)) for name in FIGURES}
    return [_written(key, {name: cells.get(key) for name, cells in found.items()}) for key in sorted(found[FIGURES[0]])]


def who_came(asked: Asked) -> Came | None:
    """None while nobody has a ticket."""
    if not released(asked.question("tickets")).total:
        return None
    return Came(cards_of(asked, WHO), figure(asked, "area_local_authority"), asked.query)


def _by_performance(asked: Asked, measure: str) -> Iterator[tuple[tuple[str, str], Cell]]:
    """By its moment, and by its code, for two may begin at the same."""
    for cell in released(asked.question(measure, "performance")).cells:
        yield (cell.labels[0], cell.codes[0] or ""), cell


def _written(key: tuple[str, str], cells: dict[str, Cell | None]) -> Performed:
    values = {name: cell.value if cell else None for name, cell in cells.items()}
    return Performed(
        performed(_moment(key[0])) or "A day that is not known",
        number(values["tickets"] or 0),
        exact_pounds(int(values["income"] or 0)),
        written(values["occupancy"], "share"),
    )


def _moment(label: str) -> date | None:
    """A moment is one with a time; where only the day is known, that."""
    try:
        return datetime.fromisoformat(label) if "T" in label or " " in label else date.fromisoformat(label)
    except ValueError:
        return None
