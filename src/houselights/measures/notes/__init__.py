"""What stands beside a figure: what is left out of it, and why places are unknown. Counted, never only said."""

from collections.abc import Callable, Iterator
from datetime import date
from importlib.resources import files
from typing import Any
from weakref import WeakKeyDictionary

from msgspec import structs

from houselights.measures.catalogue import Definition
from houselights.measures.conditions import Conditions, Values, in_period
from houselights.measures.horizon import Horizon
from houselights.measures.narrowing import conditions_on_events
from houselights.measures.notes.looking_back import looking_back
from houselights.measures.question import Question
from houselights.measures.standing import make_ready
from houselights.measures.statement import alone
from houselights.warehouse.opened import Warehouse

Tell = Callable[[Question, Warehouse, Horizon], Iterator[str]]

PLACES = {
    "area_region", "area_local_authority", "area_lsoa", "distance_band", "imd_decile", "rural_urban", "priority_place",
}  # fmt: skip
REMEMBERED = 100  # periods and moments, of each build that is open
_TOLD: WeakKeyDictionary[Warehouse, dict[Any, tuple[str, ...]]] = WeakKeyDictionary()
_CANCELLED: WeakKeyDictionary[Warehouse, list[date | None]] = WeakKeyDictionary()  # days of such performances

_WHY_UNKNOWN = {
    "no customer": "sold to nobody in particular",
    "missing": "without a postcode",
    "invalid": "with a postcode that is not valid",
    "foreign": "with an address abroad",
    "not listed": "with a postcode that the reference list does not know",
}


def notes(
    measure: Definition, question: Question, warehouse: Warehouse, horizon: Horizon | None = None
) -> tuple[str, ...]:
    """In whole sentences; none where there is nothing to tell."""
    known = horizon or Horizon()
    # Too short a history first: it is why a figure is not told at all.
    return (*looking_back(measure, question, known), *_left_out(measure, question, warehouse, known))


def _left_out(measure: Definition, question: Question, warehouse: Warehouse, horizon: Horizon) -> Iterator[str]:
    for tell in _TOLD_OF.get(measure.name, _TOLD_OF_GRAIN.get(measure.grain, ())):
        yield from _remembered(tell, question, warehouse, horizon)
    if measure.grain == "tickets" and (PLACES & set(question.by) or measure.name == "postcode_coverage"):
        yield from _remembered(_unknown_places, question, warehouse, horizon)


def _remembered(tell: Tell, question: Question, warehouse: Warehouse, horizon: Horizon) -> tuple[str, ...]:
    """The same for every measure and split of one build: a page asks a dozen times about one period."""
    told = _TOLD.setdefault(warehouse, {})
    about = tell, question.period, question.dated, question.as_at, question.where
    found = told.get(about)
    if found is None:
        if len(told) >= REMEMBERED:
            told.clear()
        found = told[about] = tuple(tell(question, warehouse, horizon))
    return found


def _has_cancelled(question: Question, warehouse: Warehouse) -> bool:
    """Was any performance of these days cancelled? Few ever are: most pages need not ask what that left out."""
    if warehouse not in _CANCELLED:
        found = warehouse.rows("select distinct performed_on from performances where is_cancelled")
        _CANCELLED[warehouse] = [day for (day,) in found]
    days, start, end = _CANCELLED[warehouse], question.period.start, question.period.end
    if question.dated != "performance" or not (start and end):
        return bool(days)
    return any(start <= day <= end for day in days if day)


def _cancelled_tickets(question: Question, warehouse: Warehouse, horizon: Horizon) -> Iterator[str]:
    if not _has_cancelled(question, warehouse):
        return
    sums = structs.replace(question, measure="tickets", bases=False)  # added up, whoever they are
    counted, values = alone("tickets", sums, horizon, cancelled=True)
    ((tickets, pence),) = _asked("cancelled_tickets", counted, values, warehouse, horizon)
    if tickets:
        yield f"Not counted: {_several(tickets, 'ticket')} of cancelled performances (£{pence / 100:,.2f})."


def _cancelled_performances(question: Question, warehouse: Warehouse, horizon: Horizon) -> Iterator[str]:
    if not _has_cancelled(question, warehouse):
        return
    counted, values = alone("performances", question, horizon, cancelled=True)
    ((performances,),) = _asked("cancelled_performances", counted, values, warehouse, horizon)
    if performances:
        yield f"Not counted: {_several(performances, 'cancelled performance')}."


def _events_without_performance(question: Question, warehouse: Warehouse, _: Horizon) -> Iterator[str]:
    part = conditions_on_events(question.where)
    if part is None:  # of performances or tickets, which these have none of
        return
    conditions, values = _both(in_period(question, starts="starts_on", ends="coalesce(ends_on, starts_on)"), part)
    ((events,),) = warehouse.rows(_sql("events_without_performance", conditions=" and ".join(conditions)), values)
    if events:
        yield f"Not counted: {_several(events, 'event')} of the register without any performance."


def _unknown_capacities(question: Question, warehouse: Warehouse, horizon: Horizon) -> Iterator[str]:
    counted, values = alone("houses", question, horizon)
    ((unknown, _),) = _asked("unknown_houses", counted, values, warehouse, horizon)
    if unknown:
        yield f"Not counted: {_several(unknown, 'performance')} whose capacity is not known."


def _unread_houses(question: Question, warehouse: Warehouse, horizon: Horizon) -> Iterator[str]:
    counted, values = alone("houses", question, horizon)
    ((_, unread),) = _asked("unknown_houses", counted, values, warehouse, horizon)
    if unread:
        yield f"Not counted: {_several(unread, 'performance')} whose scans were not read."


def _figures_across(question: Question, warehouse: Warehouse, _: Horizon) -> Iterator[str]:
    part = conditions_on_events(question.where)
    if part is None:
        return
    conditions, values = _both(in_period(question, starts="first_on", ends="last_on"), part)
    told = [f"not ({' and '.join(in_period(question, starts='last_on', ends='first_on')[0])})", *conditions]
    ((figures, people),) = warehouse.rows(_sql("figures_across", conditions=" and ".join(told)), values)
    if figures:
        yield f"Not counted: {_several(figures, 'figure')} of days that reach beyond the period ({people:,} people)."


def _unknown_places(question: Question, warehouse: Warehouse, horizon: Horizon) -> Iterator[str]:
    counted, values = alone("tickets", structs.replace(question, bases=True), horizon)
    tickets: dict[str, Any] = dict(_asked("unknown_places", counted, values, warehouse, horizon))
    reasons = [f"{tickets[kind]:,} {words}" for kind, words in _WHY_UNKNOWN.items() if kind in tickets]
    if reasons:
        yield f"Tickets whose place is unknown: {', '.join(reasons)}."


def _asked(name: str, counted: str, values: Values, warehouse: Warehouse, horizon: Horizon) -> list[tuple[Any, ...]]:
    sql = _sql(name, counted=counted)
    make_ready(sql, warehouse, horizon)
    return warehouse.rows(sql, values)


def _both(one: Conditions, other: Conditions) -> Conditions:
    return one[0] + other[0], one[1] | other[1]


def _sql(name: str, **filled: str) -> str:
    return files(__name__).joinpath(f"{name}.sql").read_text(encoding="utf-8").format(**filled)


def _several(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"


_TOLD_OF_GRAIN: dict[str, tuple[Tell, ...]] = {
    "tickets": (_cancelled_tickets,),
    "pairs": (_cancelled_tickets,),
    "performances": (_cancelled_performances,),
    "houses": (_cancelled_performances,),
    "attendance": (_figures_across,),
}
_TOLD_OF: dict[str, tuple[Tell, ...]] = {
    "events": (_events_without_performance,),
    "occupancy": (_cancelled_performances, _unknown_capacities),
    "scanned": (_cancelled_performances, _unread_houses),
}
