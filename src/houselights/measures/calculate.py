"""Count the answer to a question in a warehouse: protected, only the gate may call it."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from houselights.errors import NotReleasable
from houselights.measures.catalogue import DIMENSIONS, Definition, Dimension, check_can_be_asked
from houselights.measures.cells import cells_of, in_order
from houselights.measures.counted import Cell, Counted
from houselights.measures.horizon import Horizon, horizon_of
from houselights.measures.narrowing import said
from houselights.measures.newness import is_told
from houselights.measures.notes import notes
from houselights.measures.question import Question, Where
from houselights.measures.statement import statement
from houselights.measures.values import found, values_of
from houselights.warehouse.opened import Warehouse, open_build


def warehouse_of(organisation_folder: Path) -> Warehouse | None:
    """The organisation's published build; None before the first."""
    return open_build(organisation_folder)


def count(question: Question, warehouse: Warehouse) -> Counted:
    """The exact answer. WrongUsage for a measure, a dimension or a basis that does not exist."""
    measure = check_can_be_asked(question)
    # The folder was found by the slug; this crashes where the build inside it is somebody else's.
    assert warehouse.bundle.organisation == question.of
    dimensions = [DIMENSIONS[name] for name in question.by]
    used = [DIMENSIONS[name] for name in (*question.by, *measure.needs, *dict(question.where))]
    _check_is_told(used, warehouse)
    question = msgspec.structs.replace(question, where=found(question.where, warehouse))
    horizon = horizon_of(warehouse) if _looks_back(measure, used) else Horizon()
    parts, total = _answer(measure, question, warehouse, horizon)
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
        notes=(*_about_the_part(question, total, warehouse), *notes(measure, question, warehouse, horizon)),
    )


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
    of_people = {"firsts", "frequencies", "recencies"}
    return measure.grain in ("people", "cohorts", "stages") or any(of_people & set(each.joins) for each in used)


def _answer(measure: Definition, question: Question, warehouse: Warehouse, horizon: Horizon) -> tuple[list[Cell], Cell]:
    """The cells and the total."""
    cells = _ask(measure, question, warehouse, horizon)
    if not question.by:
        (total,) = cells
        return [], total
    if measure.total_apart:
        (total,) = _ask(measure, msgspec.structs.replace(question, by=()), warehouse, horizon)
        return cells, total
    nothing = Cell((), (), None, 0)
    return [cell for cell in cells if cell.labels], next((cell for cell in cells if not cell.labels), nothing)


def _ask(measure: Definition, question: Question, warehouse: Warehouse, horizon: Horizon) -> list[Cell]:
    dimensions = [DIMENSIONS[name] for name in question.by]
    sql, values = statement(measure, dimensions, question, horizon)
    cells = cells_of(warehouse.rows(sql, values), measure, dimensions)
    return [cell if _is_told(cell, measure, question, horizon) else _untold(cell) for cell in cells]


def _is_told(cell: Cell, measure: Definition, question: Question, horizon: Horizon) -> bool:
    """Does the history reach far enough back for this figure?"""
    if "new_or_returning" in measure.needs:
        return is_told(question, horizon, cell.labels)
    if measure.months_of_history:
        return horizon.reaches(horizon.until(question), measure.months_of_history)
    return True


def _untold(cell: Cell) -> Cell:
    return msgspec.structs.replace(cell, value=None, base=0)
