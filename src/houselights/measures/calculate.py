"""Count the answer to a question in a warehouse: protected, only the gate may call it."""

from pathlib import Path
from typing import Any

import msgspec

from houselights.measures.catalogue import DIMENSIONS, Definition, Dimension, check_can_be_asked
from houselights.measures.counted import Cell, Counted
from houselights.measures.horizon import Horizon, horizon_of
from houselights.measures.newness import is_told
from houselights.measures.notes import notes
from houselights.measures.question import Question
from houselights.measures.statement import statement
from houselights.warehouse.opened import Warehouse, open_build

UNKNOWN = "unknown"
NOT_READ_YET = "not read yet"


def warehouse_of(organisation_folder: Path) -> Warehouse | None:
    """The organisation's published build; None before the first."""
    return open_build(organisation_folder)


def count(question: Question, warehouse: Warehouse) -> Counted:
    """The exact answer. WrongUsage for a measure, a dimension or a basis that does not exist."""
    measure = check_can_be_asked(question)
    # The folder was found by the slug; this crashes where the build inside it is somebody else's.
    assert warehouse.bundle.organisation == question.of
    dimensions = [DIMENSIONS[name] for name in question.by]
    horizon = horizon_of(warehouse) if _looks_back(measure, dimensions) else Horizon()
    parts, total = _answer(measure, question, warehouse, horizon)
    return Counted(
        unit=measure.unit,
        title=measure.title,
        definition=measure.definition,
        by=question.by,
        coded=tuple(dimension.code is not None for dimension in dimensions),
        cells=tuple(sorted(parts, key=lambda cell: _order(cell, dimensions))) if dimensions else (total,),
        total=total.value,
        total_base=total.base,
        total_numerator=total.numerator,
        total_denominator=total.denominator,
        data_as_of=warehouse.data_as_of,
        build=warehouse.number,
        notes=notes(measure, question, warehouse, horizon),
    )


def _looks_back(measure: Definition, dimensions: list[Dimension]) -> bool:
    """Does anything about it depend on how far people's history reaches?"""
    of_people = {"firsts", "frequencies", "recencies"}
    needed = [*dimensions, *(DIMENSIONS[name] for name in measure.needs)]
    return measure.grain in ("people", "cohorts") or any(of_people & set(each.joins) for each in needed)


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
    cells = [_cell(row, measure, dimensions) for row in warehouse.rows(sql, values)]
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


def _cell(row: tuple[Any, ...], measure: Definition, dimensions: list[Dimension]) -> Cell:
    """The total's row has no labels, which a part always has."""
    found = iter(row)
    pairs = [(next(found), next(found) if dimension.code else None) for dimension in dimensions]
    value, base = next(found), next(found)
    numerator, denominator = (next(found), next(found)) if measure.is_ratio else (None, None)
    if all(label is None for label, _ in pairs) and not measure.total_apart:
        return Cell((), (), value, base, numerator, denominator)
    labels = tuple(UNKNOWN if label is None else str(label) for label, _ in pairs)
    codes = tuple(None if code is None else str(code) for _, code in pairs)
    return Cell(labels, codes, value, base, numerator, denominator)


def _order(cell: Cell, dimensions: list[Dimension]) -> tuple[Any, ...]:
    """By label, what is not known last."""
    return tuple(
        (label in (UNKNOWN, NOT_READ_YET), _place(label, dimension), code or "")
        for label, code, dimension in zip(cell.labels, cell.codes, dimensions, strict=True)
    )


def _place(label: str, dimension: Dimension) -> tuple[int, str]:
    """In the dimension's own order; whole numbers by size, the rest as the alphabet has it."""
    if label in dimension.values:
        return dimension.values.index(label), label
    return (int(label) if label.lstrip("-").isdigit() and dimension.name == "days_before" else 0), label
