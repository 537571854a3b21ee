"""One local authority: what came from it, out of the same released figures as everything else on the page."""

from dataclasses import dataclass

from houselights.disclosure.released import ReleasedTable
from houselights.errors import HouselightsError
from houselights.feeds.reference import authorities
from houselights.measures.catalogue import MEASURES
from houselights.web.gate import released
from houselights.web.insights.answering import sides
from houselights.web.insights.cards import beside
from houselights.web.insights.figures import exact
from houselights.web.insights.sentences import written
from houselights.web.insights.where.asked import Mapped
from houselights.web.insights.where.map import BY
from houselights.web.templatetags.words import percent

_MEASURES = ("bookers", "first_time_bookers", "tickets", "income", "average_price", "penetration")
_SHARED = ("bookers", "first_time_bookers", "tickets", "income")  # those of which a part of the whole is something
EVENTS = 10


@dataclass(frozen=True)
class OneArea:
    """Its cards (measure, label, amount, change, basis), and its events with most tickets."""

    name: str
    region: str
    cards: list[tuple[str, str, str, str, str]]
    events: list[tuple[str, str, str]]
    more: int


def one_area(mapped: Mapped) -> OneArea | None:
    """None where no area is looked at."""
    if not mapped.area:
        return None
    place = authorities()[mapped.area]
    events = _events(mapped)
    return OneArea(
        name=place["name"],
        region=place["region"],
        cards=[card for measure in _MEASURES if (card := _card(mapped, measure))],
        events=events[:EVENTS],
        more=max(len(events) - EVENTS, 0),
    )


def _card(mapped: Mapped, measure: str) -> tuple[str, str, str, str, str] | None:
    """What cannot be told, for want of history or of reference data, is left out: the page says so below."""
    try:
        table, *others = (released(side.parts(measure, BY)) for side in sides(mapped.asked))
    except HouselightsError:
        return None
    value = _value(table, mapped.area)
    if value is None:
        return None
    share = f"{percent(value / table.total)} of all" if measure in _SHARED and table.total else ""
    change, than = "", ""
    if others and mapped.asked.other:
        before = _value(others[0], mapped.area)
        change, than = beside(value, before, table.unit, than=f"in {mapped.asked.other.within_a_sentence}")
    return measure, MEASURES[measure].title, written(value, table.unit), change, "; ".join(filter(None, (than, share)))


def _value(table: ReleasedTable, area: str) -> float | None:
    cell = next((each for each in table.cells if each.codes[0] == area), None)
    return cell.value if cell else 0


def _events(mapped: Mapped) -> list[tuple[str, str, str]]:
    tickets = released(mapped.asked.parts("tickets", BY, "event"))
    income = released(mapped.asked.parts("income", BY, "event"))
    pence = {cell.codes[1]: cell.value for cell in income.cells if cell.codes[0] == mapped.area}
    there = [cell for cell in tickets.cells if cell.codes[0] == mapped.area and cell.value]
    ordered = sorted(there, key=lambda cell: (-(cell.value or 0), cell.labels))
    return [
        (cell.labels[1], written(cell.value, tickets.unit), exact(pence.get(cell.codes[1]), income.unit))
        for cell in ordered
    ]
