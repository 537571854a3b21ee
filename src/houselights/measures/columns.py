"""What a dimension is in a grain: its column, and the tables and people's histories that it needs. Pure."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from houselights.measures.catalogue import DIMENSIONS, Dimension, Grain
from houselights.measures.conditions import DAY, OF_HOUSES
from houselights.measures.horizon import HISTORY_MONTHS, Horizon
from houselights.measures.narrowing import columns_of
from houselights.measures.newness import newness
from houselights.measures.question import Question

PREFIX = {"performance": "performance", "sale": "sale", "return": "returned"}

_OF_TICKETS = {
    "performances": "inner join performances\n    on sales.performance_number = performances.performance_number",
    "customers": "left join customers\n    on sales.customer = customers.customer",
    "firsts": "left join firsts\n    on sales.person = firsts.person",
    "frequencies": "left join frequencies\n    on sales.person = frequencies.person",
    "recencies": "left join recencies\n    on sales.person = recencies.person",
}
# Their own statements have the other joins that they need.
_JOINS: dict[str, dict[str, str]] = {
    "tickets": _OF_TICKETS,
    "returns": _OF_TICKETS,
    "people": {"segments": "left join segments\n    on people.person = segments.person"},
    "cohorts": {"first_events": "left join first_events\n    on firsts.person = first_events.person"},
}


def columns(name: Grain, question: Question, dimensions: Sequence[Dimension], horizon: Horizon) -> Iterator[str]:
    """Those that the grain does not have by itself."""
    words = _words(name, question, horizon)
    for dimension in dimensions:
        if dimension.column:
            yield f"{dimension.column.format(**words)} as {dimension.name}"
        if dimension.code_column:
            yield f"{dimension.code_column} as {dimension.code}"
    # Who is new is told of the whole period there, whatever the figure is split by.
    of_all = _words(name, replace(question, by=()), horizon)
    asked = {each: DIMENSIONS[each].column for each, _ in question.where}
    yield from columns_of(question.where, {each: text.format(**of_all) for each, text in asked.items() if text})


def joins(name: Grain, dimensions: Sequence[Dimension]) -> Iterator[str]:
    """Each once, in a fixed order."""
    wanted = {join for dimension in dimensions for join in dimension.joins}
    yield from (text for join, text in _JOINS.get(name, {}).items() if join in wanted)


def _words(name: Grain, question: Question, horizon: Horizon) -> dict[str, str]:
    """What stands in a dimension's column for the question's basis."""
    table = "performances" if name in OF_HOUSES else "sales"
    day = f"{table}.{DAY[question.dated]}"
    return {
        "day": day,
        "hour": "sales.sold_hour" if question.dated == "sale" else "extract(hour from performances.starts_local)",
        "squared_distance": f"({_square('east')} + {_square('north')})",
        "newness": newness(question, horizon, day, f"sales.{PREFIX[question.dated]}"),
        "frequency": _of_person("frequencies.frequency", "0", name, question, horizon),
        "recency": _of_person("recencies.recency", "none yet", name, question, horizon),
    }


def _square(axis: str) -> str:
    apart = f"(customers.kilometre_{axis} - performances.kilometre_{axis})"
    return f"{apart} * {apart}"


def _of_person(column: str, none: str, name: Grain, question: Question, horizon: Horizon) -> str:
    """`unknown` where the sale was to nobody in particular, and where the history does not go back far enough."""
    if not horizon.reaches(horizon.until(question), HISTORY_MONTHS):
        return "'unknown'"
    person = "people.person" if name == "people" else "sales.person"
    return f"case when {person} is null then 'unknown' else coalesce({column}, '{none}') end"
