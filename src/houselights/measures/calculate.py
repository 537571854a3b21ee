"""Count the answer to a question in a warehouse: protected, only the gate may call it."""

import operator
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path

import msgspec

from houselights.errors import NotReleasable, WrongUsage
from houselights.measures.alike import Rows, kind_of, parts_of, rows_of, statement_of
from houselights.measures.behind import Behind, statements, without_them
from houselights.measures.catalogue import DIMENSIONS, MEASURES, Definition, Dimension, check_can_be_asked
from houselights.measures.cells import cells_of, in_order
from houselights.measures.counted import Cell, Counted
from houselights.measures.horizon import Horizon, horizon_of
from houselights.measures.narrowing import said
from houselights.measures.newness import is_told
from houselights.measures.notes import notes
from houselights.measures.question import Question, Where
from houselights.measures.standing import READ_FIRST, make_ready
from houselights.measures.values import found, values_of
from houselights.warehouse.opened import Warehouse, open_build
from houselights.warehouse.store import THREADS

SIDE_BY_SIDE = THREADS + 1  # statements, whoever asks: more would only make each slower

Found = tuple[dict[Question, list[Cell]], dict[Question, int]]  # what figures are, and how many records are behind them


def warehouse_of(organisation_folder: Path) -> Warehouse | None:
    """The organisation's published build; None before the first."""
    return open_build(organisation_folder)


def count(question: Question, warehouse: Warehouse) -> Counted:
    """The exact answer. WrongUsage for a measure, a dimension or a basis that does not exist."""
    return next(iter(count_all([question], warehouse).values()))


def stand_ready(warehouse: Warehouse) -> None:
    """Work out beforehand what pages read of what stands for a build: the first reader of it need not wait."""
    for name in READ_FIRST:
        make_ready(name, warehouse, horizon_of(warehouse))


def can_be_told(question: Question, warehouse: Warehouse) -> bool:
    """Is there an answer, whatever it is?"""
    try:
        _checked(question, warehouse)
    except WrongUsage:
        return False
    return True


def count_all(questions: Sequence[Question], warehouse: Warehouse) -> dict[Question, Counted]:
    """The exact answers, those of one kind (`alike.kind_of`) by one statement. WrongUsage where any has none."""
    asked = {each: _checked(each, warehouse) for each in questions}
    every = list(dict.fromkeys(each for question in asked.values() for each in (question, _total_of(question))))
    kinds: dict[Hashable, dict[Question, None]] = defaultdict(dict)
    for each in every:
        bare = without_them(each)
        kinds[kind_of(bare)][bare] = None
    of_figures = [partial(_ask, list(alike), warehouse) for alike in kinds.values()]
    of_records = [partial(_behind, each, warehouse) for each in statements(every)]
    answered: dict[Question, list[Cell]] = {}
    records: dict[Question, int] = {}
    for cells, bases in _side_by_side([*of_figures, *of_records]):
        answered |= cells
        records |= bases
    for each, base in records.items():
        answered[each] = [msgspec.structs.replace(cell, base=base) for cell in answered[without_them(each)]]
    return {each: _counted(question, answered, warehouse) for each, question in asked.items()}


def _side_by_side(tasks: Sequence[Callable[[], Found]]) -> Iterable[Found]:
    """One statement after another leaves a processor idle: most of a small one is planning it, in one thread."""
    return _pool().map(operator.call, tasks) if len(tasks) > 1 else (task() for task in tasks)


@cache
def _pool() -> ThreadPoolExecutor:
    """Made when it is first needed: by each process for itself."""
    return ThreadPoolExecutor(SIDE_BY_SIDE, thread_name_prefix="figures")


def _checked(question: Question, warehouse: Warehouse) -> Question:
    """As statements have it."""
    check_can_be_asked(question)
    # The folder was found by the slug; this crashes where the build inside it is somebody else's.
    assert warehouse.bundle.organisation == question.of
    _check_is_told(_used(question), warehouse)
    return msgspec.structs.replace(question, where=found(question.where, warehouse))


def _total_of(question: Question) -> Question:
    """The question that gives its total: itself, unless the split changes what is counted."""
    is_apart = MEASURES[question.measure].total_apart
    return msgspec.structs.replace(question, by=(), bases=True) if is_apart else question


def _used(question: Question) -> list[Dimension]:
    needs = MEASURES[question.measure].needs
    return [DIMENSIONS[name] for name in (*question.by, *needs, *dict(question.where))]


def _counted(question: Question, answered: Mapping[Question, list[Cell]], warehouse: Warehouse) -> Counted:
    measure, dimensions = MEASURES[question.measure], [DIMENSIONS[name] for name in question.by]
    parts = [cell for cell in answered[question] if cell.labels]
    total = next((cell for cell in answered[_total_of(question)] if not cell.labels), Cell((), (), None, 0))
    return Counted(
        unit=measure.unit,
        title=measure.title,
        definition=measure.definition,
        by=question.by,
        coded=tuple(dimension.code is not None for dimension in dimensions),
        cells=tuple(in_order(parts, dimensions)) if dimensions else (total,),
        total=total.value,
        total_base=total.base,
        total_numerator=total.numerator,
        total_denominator=total.denominator,
        data_as_of=warehouse.data_as_of,
        build=warehouse.number,
        notes=(
            *_about_the_part(question, total, warehouse),
            *notes(measure, question, warehouse, _horizon(question, warehouse)),
        ),
    )


def _horizon(question: Question, warehouse: Warehouse) -> Horizon:
    """How far people's history reaches, where anything depends on it."""
    return horizon_of(warehouse) if _looks_back(MEASURES[question.measure], _used(question)) else Horizon()


def part_said(where: Where, warehouse: Warehouse) -> str:
    """`of the event type Performance`; WrongUsage for a value that there is not, "" where nothing is chosen."""
    return said(found(where, warehouse), {name: values_of(name, warehouse) for name, _ in where})


def _about_the_part(question: Question, total: Cell, warehouse: Warehouse) -> Iterator[str]:
    if question.where:
        part = part_said(question.where, warehouse)
        yield f"Only {part}." if total.value else f"Nothing is counted {part} in this period."


def _check_is_told(dimensions: list[Dimension], warehouse: Warehouse) -> None:
    """NotReleasable where the reference data that it needs were not there when these figures were made."""
    for each in dimensions:
        if each.reference and each.name not in warehouse.bundle.places_told:
            raise NotReleasable(
                "The reference data that this needs were not loaded when these figures were made.",
                remedy=each.reference,
            )


def _looks_back(measure: Definition, used: list[Dimension]) -> bool:
    """Does anything about it depend on how far people's history reaches, or on the last day that is known?"""
    of_people = {"firsts", "people_seen"}
    return measure.grain in ("people", "cohorts", "stages") or any(of_people & set(each.joins) for each in used)


def _ask(questions: Sequence[Question], warehouse: Warehouse) -> Found:
    """The cells of questions of one kind."""
    parts = parts_of(questions)
    looking = next((each for each in questions if _looks_back(MEASURES[each.measure], _used(each))), None)
    horizon = _horizon(looking, warehouse) if looking else Horizon()
    sql, values = statement_of(parts, horizon)
    make_ready(sql, warehouse, horizon)
    found = rows_of(parts, warehouse.rows(sql, values))
    return {question: _cells(rows, question, horizon) for question, rows in found}, {}


def _behind(asked: Behind, warehouse: Warehouse) -> Found:
    """How many records are behind figures of the same days."""
    places, sql, values = asked
    make_ready(sql, warehouse, Horizon())
    (records,) = warehouse.rows(sql, values)
    return {}, {question: records[place] for question, place in places.items()}


def _cells(rows: Rows, question: Question, horizon: Horizon) -> list[Cell]:
    measure = MEASURES[question.measure]
    cells = cells_of(rows, measure, [DIMENSIONS[name] for name in question.by])
    if not measure.months_of_history and "new_or_returning" not in measure.needs:
        return cells
    return [cell if _is_told(cell, measure, question, horizon) else _untold(cell) for cell in cells]


def _is_told(cell: Cell, measure: Definition, question: Question, horizon: Horizon) -> bool:
    """Does the history reach far enough back for this figure?"""
    if "new_or_returning" in measure.needs:
        return is_told(question, horizon, cell.labels)
    return horizon.reaches(horizon.until(question), measure.months_of_history)


def _untold(cell: Cell) -> Cell:
    return msgspec.structs.replace(cell, value=None, base=0)
