"""Count the answer to a question in a warehouse: protected, only the gate may call it."""

from datetime import UTC
from importlib.resources import files
from pathlib import Path
from typing import Any

from houselights.measures.catalogue import DIMENSIONS, Definition, Dimension, check_can_be_asked
from houselights.measures.counted import Cell, Counted
from houselights.measures.question import Question
from houselights.warehouse.opened import Warehouse, open_build

UNKNOWN = "unknown"
NOT_READ_YET = "not read yet"

_WHY_UNKNOWN = {
    "no customer": "sold to nobody in particular",
    "missing": "without a postcode",
    "invalid": "with a postcode that is not valid",
    "foreign": "with an address abroad",
    "not listed": "with a postcode that the reference list does not know",
}


def warehouse_of(organisation_folder: Path) -> Warehouse | None:
    """The organisation's published build; None before the first."""
    return open_build(organisation_folder)


def count(question: Question, warehouse: Warehouse) -> Counted:
    """The exact answer. WrongUsage for a measure, a dimension or a basis that does not exist."""
    measure = check_can_be_asked(question)
    # The folder was found by the slug; this crashes where the build inside it is somebody else's.
    assert warehouse.bundle.organisation == question.of
    dimensions = [DIMENSIONS[name] for name in question.by]
    sql, values = _statement(measure, dimensions, question)
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
        notes=_notes(question, warehouse),
    )


def _statement(measure: Definition, dimensions: list[Dimension], question: Question) -> tuple[str, dict[str, Any]]:
    """The measure's SQL over its grain: the parts and the total in one pass."""
    grain, values = _grain(measure.grain, question)
    columns = ", ".join(name for dimension in dimensions for name in (dimension.name, dimension.code) if name)
    sql = measure.sql.format(
        by=f"{columns}," if columns else "",
        grouping=f"group by grouping sets (({columns}), ())" if columns else "",
    )
    return f"with counted_{measure.grain} as (\n{grain}\n)\n\n{sql}", values


def _grain(grain: str, question: Question) -> tuple[str, dict[str, Any]]:
    text = (files("houselights.measures.grains") / f"{grain}.sql").read_text(encoding="utf-8")
    day = "performed_on" if question.dated == "performance" else "sold_on"
    conditions, values = ["1 = 1"], {}
    if question.period.start:
        conditions.append(f"{day} >= $start")
        values["start"] = question.period.start
    if question.period.end:
        conditions.append(f"{day} <= $end")
        values["end"] = question.period.end
    if grain == "tickets":
        conditions.append(_held(question, values))
    return text.format(dated=question.dated, conditions=" and ".join(conditions)), values


def _held(question: Question, values: dict[str, Any]) -> str:
    if question.as_at is None:
        return "seen_until is null"
    values["as_at"] = question.as_at.astimezone(UTC).replace(tzinfo=None)
    return "seen_from <= $as_at and (seen_until is null or seen_until > $as_at)"


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


def _notes(question: Question, warehouse: Warehouse) -> tuple[str, ...]:
    """Where places are shown, why some are unknown: counted, by kind."""
    if "area_local_authority" not in question.by:
        return ()
    grain, values = _grain("tickets", question)
    sql = (
        f"with counted_tickets as ({grain}) select postcode_kind, count(*) from counted_tickets group by postcode_kind"
    )
    counts = dict(warehouse.rows(sql, values))
    reasons = [f"{counts[kind]:,} {words}" for kind, words in _WHY_UNKNOWN.items() if kind in counts]
    return (f"Tickets whose place is unknown: {', '.join(reasons)}.",) if reasons else ()
