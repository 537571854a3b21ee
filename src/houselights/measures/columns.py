"""What a dimension is in a grain: its column, and the tables and people's histories that it needs. Pure."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from houselights.measures.catalogue import DIMENSIONS, Counted, Dimension
from houselights.measures.conditions import DAY, OF_HOUSES
from houselights.measures.horizon import HISTORY_MONTHS, Horizon
from houselights.measures.narrowing import columns_of
from houselights.measures.newness import newness
from houselights.measures.people.segments import cases
from houselights.measures.question import Question

PREFIX = {"performance": "performance", "sale": "sale", "return": "returned"}

_LOOKED_UP = {"event", "event_type", "sub_discipline", "is_funded", "location"}
_OF_TICKETS = {
    "events": "inner join events\n    on sales.event_id = events.event_id",
    "performances": "inner join performances\n    on sales.performance_number = performances.performance_number",
    "customers": "left join customers\n    on sales.customer = customers.customer",
    "firsts": "left join firsts\n    on sales.person = firsts.person",
    "people_seen": "left join people_seen\n    on sales.person = people_seen.person",
}
_AREA = "area_local_authority"
# Of people, who are told without where they live unless it is asked: to look that up takes longer than all the rest.
_WHERE_THEY_LIVE = (
    """case
        when customers.postcode_kind = 'known' then customers.area_local_authority
        when customers.postcode_kind = 'not read yet' then 'not read yet'
        else 'unknown'
    end as area_local_authority""",
    "customers.area_local_authority_code",
)
_LEAN = ("tickets", "returns")  # they are many: nothing of their events is looked up that is not asked for
# Their own statements have the other joins that they need.
_JOINS: dict[str, dict[str, str]] = {
    "tickets": _OF_TICKETS,
    "returns": _OF_TICKETS,
    "people": {
        "customers": "left join residents as customers\n    on people.person = customers.person",
        "fifths": "cross join fifths",
    },
    "cohorts": {"first_events": "left join first_events\n    on firsts.person = first_events.person"},
}


def columns(name: Counted, question: Question, dimensions: Sequence[Dimension], horizon: Horizon) -> Iterator[str]:
    """Those that the grain does not have by itself."""
    words = _words(name, question, horizon)
    used = {each.name for each in dimensions} | {each for each, _ in question.where}
    if name == "people" and _AREA in used:
        yield from _WHERE_THEY_LIVE
    if name in _LEAN:
        yield from (f"events.{each}" for each in sorted(used & _LOOKED_UP))
    for dimension in dimensions:
        if dimension.column:
            yield f"{dimension.column.format(**words)} as {dimension.name}"
        if dimension.code_column:
            yield f"{dimension.code_column} as {dimension.code}"
    # Who is new is told of the whole period there, whatever the figure is split by.
    of_all = _words(name, replace(question, by=()), horizon)
    asked = {each: DIMENSIONS[each].column for each, _ in question.where}
    yield from columns_of(question.where, {each: text.format(**of_all) for each, text in asked.items() if text})


def joins(name: Counted, dimensions: Sequence[Dimension]) -> Iterator[str]:
    """Each once, in a fixed order."""
    wanted = {join for dimension in dimensions for join in dimension.joins}
    if name in _LEAN and any(dimension.name in _LOOKED_UP for dimension in dimensions):
        wanted.add("events")
    if name == "people" and any(map(looks_up_where_they_live, dimensions)):
        wanted.add("customers")
    yield from (text for join, text in _JOINS.get(name, {}).items() if join in wanted)


def looks_up_where_they_live(dimension: Dimension) -> bool:
    """Of people, is it told of where they live?"""
    return dimension.name == _AREA or "customers" in dimension.joins


def day_of(name: Counted, question: Question) -> str:
    """The column of the day that decides the period."""
    if name in ("arrivals", "distances"):
        return "sales.day"
    return f"{'performances' if name in OF_HOUSES else 'sales'}.{DAY[question.dated]}"


def _words(name: Counted, question: Question, horizon: Horizon) -> dict[str, str]:
    """What stands in a dimension's column for the question's basis."""
    day = day_of(name, question)
    calendar, firsts = f"sales.{PREFIX[question.dated]}_", "firsts"
    if name == "arrivals":  # they have both
        calendar, firsts = "sales.", "sales"
    return {
        "day": day,
        "hour": "sales.sold_hour" if question.dated == "sale" else "extract(hour from performances.starts_local)",
        "squared_distance": f"({_square('east')} + {_square('north')})",
        "newness": newness(question, horizon, day, calendar, firsts),
        "segments": cases(),
        "frequency": _of_person("frequency", "0", name, question, horizon),
        "recency": _of_person("recency", "none yet", name, question, horizon),
    }


def _square(axis: str) -> str:
    apart = f"(customers.kilometre_{axis} - performances.kilometre_{axis})"
    return f"{apart} * {apart}"


def _of_person(column: str, none: str, name: Counted, question: Question, horizon: Horizon) -> str:
    """`unknown` where the sale was to nobody in particular, and where the history does not go back far enough."""
    if not horizon.reaches(horizon.until(question), HISTORY_MONTHS):
        return "'unknown'"
    person, seen = ("people", "people") if name == "people" else ("sales", "people_seen")
    return f"case when {person}.person is null then 'unknown' else coalesce({seen}.{column}, '{none}') end"
