"""The statement that answers a question: a measure's SQL over its grain, with the question's conditions. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from houselights.measures.catalogue import DIMENSIONS, Definition, Dimension, Grain
from houselights.measures.columns import PREFIX, columns, joins
from houselights.measures.conditions import DAY, Values, conditions_of, held, looked_at
from houselights.measures.horizon import Horizon
from houselights.measures.narrowing import conditions_on
from houselights.measures.people.segments import cases
from houselights.measures.question import Question
from houselights.measures.stages import stages

Statement = tuple[str, Values]  # SQL and the values it names

_FILE: dict[str, str] = {"returns": "tickets"}  # the other grains have one of their own
_NOTHING_KNOWN = Horizon()

# What is known of people; each needs those before it that its joins name.
_PEOPLE = ("history", "firsts", "frequencies", "recencies", "segments", "residents", "first_events")
_NEEDED = {
    "people": {"history", "frequencies", "recencies", "residents"},
    "cohorts": {"history", "firsts", "residents"},
}
_WINDOWS = (3, 6, 12, 24)  # months
_USUAL_WINDOW = 12


def statement(
    measure: Definition, dimensions: Sequence[Dimension], question: Question, horizon: Horizon = _NOTHING_KNOWN
) -> Statement:
    """The parts and the total in one pass, whose row has no labels; or the parts alone, where its total is apart."""
    used = [*dimensions, *(DIMENSIONS[name] for name in measure.needs if name not in question.by)]
    before, values = counted_from(measure.grain, question, used, horizon)
    return _with_its_values(f"{before}\n\n{figures(measure, dimensions)}", values)


def counted_from(
    name: Grain, question: Question, used: Sequence[Dimension], horizon: Horizon, *, once: bool = False
) -> Statement:
    """The beginning of a statement, up to what is counted; `once`: worked out once, however often it is read."""
    counted, values = grain(name, question, used, horizon)
    people = _named(_people(name, used, question))
    before = f"{people},\n\n" if people else ""
    sql = f"with {before}counted_{name} as {'materialized ' if once else ''}(\n{counted}\n)"
    return sql, values | looked_at(question, horizon) | held(question)[1]


def figures(measure: Definition, dimensions: Sequence[Dimension]) -> str:
    """The end of a statement: the measure's own SQL."""
    return measure.sql.format(**_filling(dimensions, apart=measure.total_apart))


def grain(
    name: Grain,
    question: Question,
    dimensions: Sequence[Dimension] = (),
    horizon: Horizon = _NOTHING_KNOWN,
    *,
    cancelled: bool = False,
) -> Statement:
    """What is counted one by one; `cancelled`: what would have been, had its performance taken place."""
    text = _text("grains", _FILE.get(name, name))
    if name == "pairs":
        tickets, values = grain("tickets", question, (), horizon)
        pairs = text if question.by else _text("grains", "people_of_pairs")
        return pairs.format(**_pairing(question), tickets=tickets), values
    conditions, values = conditions_of(name, question, horizon, cancelled=cancelled)
    extra = columns(name, question, dimensions, horizon)
    sql = text.format(
        dated=PREFIX[question.dated],
        conditions=" and ".join(conditions),
        columns="".join(f",\n    {column}" for column in extra),
        joins="\n".join(joins(name, [*dimensions, *_narrowing(question)])),
        windows=list(_WINDOWS) if "within" in question.by else [_USUAL_WINDOW],
        **stages(question),
    )
    return _with_its_values(*_narrowed(sql, values, question))


def alone(name: Grain, question: Question, horizon: Horizon = _NOTHING_KNOWN, *, cancelled: bool = False) -> Statement:
    """A grain that stands by itself in another statement: with all that is known of people, where it asks for that."""
    counted, values = grain(name, question, (), horizon, cancelled=cancelled)
    people = list(_people(name, (), question)) if _narrowing(question) else []
    if not people:
        return counted, values
    sql = f"with {_named(people)}\n\nselect *\nfrom (\n{counted}\n) as counted"
    return _with_its_values(sql, values | looked_at(question, horizon) | held(question)[1])


def _narrowing(question: Question) -> list[Dimension]:
    return [DIMENSIONS[name] for name, _ in question.where]


def _narrowed(sql: str, values: Values, question: Question) -> Statement:
    """Only what the question is about, where it is about a part."""
    if not question.where:
        return sql, values
    conditions, given = conditions_on(question.where)
    return f"select *\nfrom (\n{sql}\n) as every\nwhere {' and '.join(conditions)}", values | given


def _named(statements: Iterable[tuple[str, str]]) -> str:
    return ",\n\n".join(f"{name} as (\n{text}\n)" for name, text in statements)


def _people(name: Grain, dimensions: Sequence[Dimension], question: Question) -> Iterator[tuple[str, str]]:
    """The statements about people that the grain or a dimension joins."""
    used = [*dimensions, *_narrowing(question)]
    wanted = _NEEDED.get(name, set()) | {join for dimension in used for join in dimension.joins}
    if wanted & {"firsts", "frequencies", "recencies"}:
        wanted.add("history")
    for each in _PEOPLE:
        if each in wanted:
            yield (
                each,
                _text("people", each).format(
                    day=DAY[question.dated], dated=PREFIX[question.dated], held=held(question)[0], segments=cases()
                ),
            )


def _pairing(question: Question) -> dict[str, str]:
    """What is paired: events, unless the question is split by something else."""
    kind = question.by[0].removeprefix("also_") if question.by else "event"
    code = DIMENSIONS[kind].code
    return {"kind": kind, "key": code or kind, "code": code or f"{kind}_key"}


def _filling(dimensions: Sequence[Dimension], *, apart: bool) -> dict[str, str]:
    """What a measure's SQL says: `by` the labels, grouped with the total or without."""
    names = [name for dimension in dimensions for name in (dimension.name, dimension.code) if name]
    listed, others = ", ".join(names), ", ".join(name for name in names if name != "days_before")
    sets = f"group by {listed}" if apart else f"group by grouping sets (({listed}), ())"
    order = "order by days_before desc" if "days_before" in names else ""
    return {
        "by": f"{listed}," if names else "",
        "grouping": sets if names else "",
        "by_earliest": "".join(f"{_EARLIEST.get(name, name)}," for name in names),
        "group_others": f"group by {others}, customer" if others else "group by customer",
        "onwards": f"{f'partition by {others} ' if others else ''}{order}",
    }


_EARLIEST = {"days_before": "max(days_before) as days_before"}


def _with_its_values(sql: str, values: Values) -> Statement:
    """The engine takes no value that is not named."""
    return sql, {name: value for name, value in values.items() if f"${name}" in sql}


@cache
def _text(folder: str, name: str) -> str:
    return files(f"houselights.measures.{folder}").joinpath(f"{name}.sql").read_text(encoding="utf-8")
