"""Count the answer to a question in a warehouse: protected, only the gate may call it."""

from pathlib import Path
from typing import Any

from houselights.measures.catalogue import DIMENSIONS, Dimension, check_can_be_asked
from houselights.measures.counted import Cell, Counted
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
    sql, values = statement(measure, dimensions, question)
    parts, total, total_base = _read(warehouse.rows(sql, values), dimensions)
    return Counted(
        unit=measure.unit,
        title=measure.title,
        definition=measure.definition,
        by=question.by,
        coded=tuple(dimension.code is not None for dimension in dimensions),
        cells=tuple(sorted(parts, key=_order)) if dimensions else (Cell((), (), total, total_base),),
        total=total,
        total_base=total_base,
        data_as_of=warehouse.data_as_of,
        build=warehouse.number,
        notes=notes(measure, question, warehouse),
    )


def _read(rows: list[tuple[Any, ...]], dimensions: list[Dimension]) -> tuple[list[Cell], int | float | None, int]:
    """The cells, the total and its base: the total's row has no label, which a part always has."""
    cells = []
    total, total_base = None, 0
    for row in rows:
        *names, value, base = row
        if dimensions and names[0] is not None:
            cells.append(_cell(names, value, base, dimensions))
        else:
            total, total_base = value, base
    return cells, total, total_base


def _cell(names: list[Any], value: int | float | None, base: int, dimensions: list[Dimension]) -> Cell:
    found = iter(names)
    pairs = [(next(found), next(found) if dimension.code else None) for dimension in dimensions]
    labels = tuple(label for label, _ in pairs)
    codes = tuple(None if code is None else str(code) for _, code in pairs)
    return Cell(labels, codes, value, base)


def _order(cell: Cell) -> tuple[Any, ...]:
    """By label, what is not known last."""
    return tuple(
        (label in (UNKNOWN, NOT_READ_YET), label, code or "")
        for label, code in zip(cell.labels, cell.codes, strict=True)
    )
