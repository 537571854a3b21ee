"""The statement that answers a question: a measure's SQL over its grain, with the question's conditions. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files

from msgspec.structs import replace

from houselights.measures.catalogue import DIMENSIONS, MEASURES, Counted, Definition, Dimension, Grain
from houselights.measures.columns import PREFIX, columns, day_of, joins
from houselights.measures.conditions import DAY, Values, conditions_of, held, looked_at
from houselights.measures.horizon import Horizon
from houselights.measures.narrowing import conditions_on
from houselights.measures.newness import FIRSTS
from houselights.measures.people.segments import ends
from houselights.measures.question import Question
from houselights.measures.sources import BASE, counted_of, labels_of, source_of, together_of
from houselights.measures.stages import reached

Statement = tuple[str, Values]  # SQL and the values it names

_FILE: dict[str, str] = {"returns": "tickets"}  # the other grains have one of their own
_NOTHING_KNOWN = Horizon()

# What is known of people; each needs those before it that its joins name.
_PEOPLE = ("history", "people_seen", "firsts", "fifths", "first_events")
_NEEDED = {
    "people": {"people_seen"},
    "cohorts": {"history", "firsts"},
}
_WINDOWS = (3, 6, 12, 24)  # months
_USUAL_WINDOW = 12


def statement(
    measure: Definition, dimensions: Sequence[Dimension], question: Question, horizon: Horizon = _NOTHING_KNOWN
) -> Statement:
    """The parts and the total in one pass, whose row has no labels; or the parts alone, where its total is apart."""
    used = [*dimensions, *(DIMENSIONS[name] for name in measure.needs if name not in question.by)]
    before, values = counted_from(measure.grain, question, used, horizon)
    return _with_its_values(f"{before}\n\n{figures(measure, dimensions, question)}", values)


def counted_from(
    name: Grain, question: Question, used: Sequence[Dimension], horizon: Horizon, *, once: bool = False
) -> Statement:
    """The beginning of a statement, up to what is counted; `once`: worked out once, however often it is read."""
    source = counted_of(question) if name == "tickets" else name
    counted, values = grain(source, question, used, horizon)
    people = _named(_people(source, used, question))
    before = f"{people},\n\n" if people else ""
    sql = f"with {before}counted_{name} as {'materialized ' if once else ''}(\n{counted}\n)"
    return sql, values | looked_at(question, horizon) | held(question)[1]


def figures(measure: Definition, dimensions: Sequence[Dimension], question: Question) -> str:
    """The end of a statement: the measure's own SQL, with how many customers are behind each figure or without."""
    sql = measure.sql if question.bases or not measure.total_apart else BASE.sub(r"0 as \1", measure.sql)
    return sql.format(**_filling(dimensions, apart=measure.total_apart), **_counting(question))


def _counting(question: Question) -> dict[str, str]:
    """How people and records are counted: where each is in a part once already, nobody needs to be told apart."""
    is_once = counted_of(question) == "arrivals"
    of_pairs = MEASURES[question.measure].grain == "pairs" and _is_once_in_each(question)
    return {
        "people": "count(person)" if is_once else "count(*)" if of_pairs else "count(distinct person)",
        "records": "count(customer)" if is_once else "count(distinct customer)",
    }


def _is_once_in_each(question: Question) -> bool:
    """Is a person once in each part of the pairs: of both sides, of one beside one that is chosen, or in all?"""
    others = [values for name, values in question.where if name.startswith("also_")]
    if len(question.by) == 1:
        return not question.by[0].startswith("also_") and [len(each) for each in others] == [1]
    return bool(question.by) or not others


def grain(
    name: Counted,
    question: Question,
    dimensions: Sequence[Dimension] = (),
    horizon: Horizon = _NOTHING_KNOWN,
    *,
    cancelled: bool = False,
) -> Statement:
    """What is counted one by one; `cancelled`: what would have been, had its performance taken place."""
    if name == "pairs":
        return _pairs(question, horizon)
    question = _narrowed_to(question, of_pairs=False)
    text = text_of("grains", _FILE.get(name, name))
    conditions, values = conditions_of(name, question, horizon, cancelled=cancelled)
    labels = labels_of(name, question)
    dimensions = [each for each in dimensions if each.name not in labels]
    extra = columns(name, question, dimensions, horizon)
    joined = list(joins(name, [*dimensions, *_narrowing(question)]))
    sql = text.format(
        sales=source_of(name, question, [*dimensions, *_narrowing(question)]),
        dated=PREFIX[question.dated],
        day=day_of(name, question),
        who="customer" if "{records}" in MEASURES[question.measure].sql else "person",  # whose arrivals
        labels="".join(f"sales.{label}, " for label in labels),
        conditions=" and ".join(conditions),
        columns="".join(f",\n    {column}" for column in extra),
        joins="\n".join(joined),
        # A condition on few events is quick, and leaves few sales; one on the number at each sale is neither.
        told="events" if any(each.startswith("inner join events") for each in joined) else "sales",
        windows=list(_WINDOWS) if "within" in question.by else [_USUAL_WINDOW],
        reached=reached(question),
    )
    return _with_its_values(*_narrowed(sql, values, question))


def _pairs(question: Question, horizon: Horizon) -> Statement:
    """Of the tickets that the question is about; of pairs, those whose other one it asks for."""
    of_pairs, paired = _narrowed_to(question, of_pairs=True), _pairing(question)
    if stands := together_of(question):
        text = text_of("grains", "together" if question.by else "people_together")
        conditions, values = conditions_of("pairs", question, horizon, cancelled=False)
        return text.format(**paired, sales=stands, conditions=" and ".join(conditions)), values
    people = replace(_narrowed_to(question, of_pairs=False), measure="bookers", by=(paired["kind"],))
    source = counted_of(people)
    tickets, values = grain(source, people, [DIMENSIONS[paired["kind"]]], horizon)
    text = text_of("grains", "pairs" if question.by or of_pairs.where else "people_of_pairs")
    distinct = "" if source == "arrivals" else "distinct "
    return _narrowed(text.format(**paired, tickets=tickets, distinct=distinct), values, of_pairs)


def _narrowed_to(question: Question, *, of_pairs: bool) -> Question:
    """The same about a part of the pairs alone, or of the tickets that they are made of."""
    where = tuple((name, values) for name, values in question.where if name.startswith("also_") == of_pairs)
    return replace(question, where=where)


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


def _people(name: Counted, dimensions: Sequence[Dimension], question: Question) -> Iterator[tuple[str, str]]:
    """The statements about people that the grain or a dimension joins."""
    if name == "arrivals":  # which know of each what they need
        return
    used = [*dimensions, *_narrowing(question)]
    wanted = _NEEDED.get(name, set()) | {join for dimension in used for join in dimension.joins}
    firsts = None if question.as_at else FIRSTS.get(question.dated)
    stand = question.dated == "performance" and not question.as_at  # visits do, for these days alone
    if ("people_seen" in wanted and not stand) or ("firsts" in wanted and not firsts):
        wanted.add("history")
    for each in _PEOPLE:
        if each not in wanted:
            continue
        if each == "firsts" and firsts:
            yield each, f"select * from {firsts}"  # noqa: S608  (a name of our own)
        else:
            yield (
                each,
                text_of("people", each).format(
                    day=DAY[question.dated],
                    dated=PREFIX[question.dated],
                    held=held(question)[0],
                    **ends(),
                    told=text_of("people", f"told_by_{'visits' if stand else 'history'}"),
                    sales="each_ticket" if question.as_at else "parties",
                ),
            )


def _pairing(question: Question) -> dict[str, str]:
    """What is paired: events, unless the question is split by something else, or about pairs of something else."""
    named = (*question.by, *dict(_narrowed_to(question, of_pairs=True).where), "event")
    kind = named[0].removeprefix("also_")
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
def text_of(folder: str, name: str) -> str:
    """The SQL of a file of this package, read once."""
    return files(f"houselights.measures.{folder}").joinpath(f"{name}.sql").read_text(encoding="utf-8")
