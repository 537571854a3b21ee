"""Which rows a question is about: its period, its basis, its moment, as conditions with named values. Pure."""

from datetime import UTC
from typing import Any

from houselights.measures.catalogue import Counted
from houselights.measures.horizon import Horizon
from houselights.measures.question import Question
from houselights.periods import months_before

Values = dict[str, Any]
Conditions = tuple[list[str], Values]

DAY = {"performance": "performed_on", "sale": "sold_on", "return": "returned_on"}
OF_HOUSES = ("performances", "houses", "stages")  # grains of performances, not of tickets or people
_FIRST_DAY = "date '0001-01-01'"
_MONTHS = (4, 12, 13, 24, 25, 36, 37)  # those that statements about people name


def conditions_of(name: Counted, question: Question, horizon: Horizon, *, cancelled: bool) -> Conditions:
    """What must be true of each thing that is counted."""
    if name in OF_HOUSES:
        day, also = "performances.performed_on", [f"performances.is_cancelled = {_sql(cancelled)}"]
        values: Values = {"known_until": horizon.known_until}
    elif name == "attendance":  # all the days of a figure, for nobody can tell which of them its people came on
        return in_period(question, starts="attendance.last_on", ends="attendance.first_on")
    elif name == "people":
        return ["people.first_on <= $until"], looked_at(question, horizon)
    elif name == "arrivals":  # the first that the period sees of each, wherever it begins
        day, also, values = "sales.day", [_not_earlier(question)], {}
    elif name == "cohorts":
        day, also = "firsts.first_on", ["firsts.first_on >= $tells_new"]
        values = {"tells_new": horizon.tells_new, "known_until": horizon.known_until}
    elif name == "pairs":  # where they stand
        # All of a stretch lies in the period: none of it after the end, none before the start.
        conditions, values = in_period(question, starts="sales.last_on", ends="sales.first_on")
        return [*conditions, _not_earlier(question)], values
    elif name == "distances":
        day, also, values = "sales.day", [], {}
    else:
        day, (also, values) = f"sales.{DAY[question.dated]}", _tickets(name, question, cancelled)
    conditions, days = in_period(question, starts=day, ends=day)
    return also + conditions, values | days


def _not_earlier(question: Question) -> str:
    """What nothing stands before has the first day of the calendar there: one comparison leaves most rows out."""
    return "sales.before_on < $start" if question.period.start else f"sales.before_on = {_FIRST_DAY}"


def _tickets(name: Counted, question: Question, cancelled: bool) -> Conditions:
    """A ticket that was returned is, whatever became of its performance."""
    if name == "returns":
        condition, values = returned(question)
        return [condition], values
    condition, values = held(question, "sales.")
    return [f"sales.is_cancelled = {_sql(cancelled)}", condition], values


def in_period(question: Question, *, starts: str, ends: str) -> Conditions:
    """What days from `starts` to `ends` must be for one of them to lie in the period."""
    conditions, values = ["1 = 1"], {}
    if question.period.start:
        conditions.append(f"{ends} >= $start")
        values["start"] = question.period.start
    if question.period.end:
        conditions.append(f"{starts} <= $end")
        values["end"] = question.period.end
    return conditions, values


def held(question: Question, table: str = "") -> tuple[str, Values]:
    """Held now, or as at the moment asked."""
    if question.as_at is None:
        return f"{table}seen_until is null", {}
    until = f"{table}seen_until is null or {table}seen_until > $as_at"
    return f"{table}seen_from <= $as_at and ({until})", _moment(question)


def returned(question: Question) -> tuple[str, Values]:
    """Seen to have gone, by the moment asked."""
    if question.as_at is None:
        return "sales.returned_on is not null", {}
    return "sales.returned_on is not null and sales.seen_until <= $as_at", _moment(question)


def looked_at(question: Question, horizon: Horizon) -> Values:
    """The day at whose end people are looked at, and the days so many months before it."""
    until = horizon.until(question)
    return {"until": until, **{f"months_{months}_before": months_before(until, months) for months in _MONTHS}}


def _sql(is_so: bool) -> str:
    return str(is_so).lower()


def _moment(question: Question) -> Values:
    assert question.as_at
    return {"as_at": question.as_at.astimezone(UTC).replace(tzinfo=None)}
