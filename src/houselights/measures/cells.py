"""Rows of the engine made cells, and put in order: column by column, because there may be a million. Pure."""

from collections.abc import Sequence
from typing import Any

import msgspec

from houselights.measures.catalogue import Definition, Dimension
from houselights.measures.counted import Cell

UNKNOWN = "unknown"
NOT_READ_YET = "not read yet"

Column = list[str | None]


def cells_of(rows: Sequence[tuple[Any, ...]], measure: Definition, dimensions: Sequence[Dimension]) -> list[Cell]:
    """One for each row. The total's has no labels, which a part always has."""
    columns = list(zip(*rows, strict=True)) if rows else []
    labels: list[Sequence[Any]] = []
    codes: list[Column] = []
    for dimension in dimensions if rows else ():
        labels.append(columns.pop(0))
        codes.append(_texts(columns.pop(0)) if dimension.code else [None] * len(rows))
    figures = columns[: 4 if measure.is_ratio else 2]
    named = _together([_texts(column, UNKNOWN) for column in labels], len(rows))
    cells = list(map(Cell, named, _together(codes, len(rows)), *figures))
    for number in [] if measure.total_apart else _totals(labels):
        cells[number] = msgspec.structs.replace(cells[number], labels=(), codes=())
    return cells


def in_order(cells: Sequence[Cell], dimensions: Sequence[Dimension]) -> list[Cell]:
    """By label, what is not known last."""
    ranks = [0] * len(cells)  # one whole number for each: a hundred thousand pairs take twice as long to compare
    for number, dimension in enumerate(dimensions):
        places = _places(cells, number, dimension)
        size = max(places, default=0) + 1
        ranks = [rank * size + place for rank, place in zip(ranks, places, strict=True)]
    return [cells[number] for number in sorted(range(len(cells)), key=ranks.__getitem__)]


def _texts(column: Sequence[Any], missing: str | None = None) -> Column:
    """Each text once in memory, however many rows have it."""
    once = {value: missing if value is None else str(value) for value in set(column)}
    return [once[value] for value in column]


def _totals(labels: Sequence[Sequence[Any]]) -> list[int]:
    return [number for number, row in enumerate(zip(*labels, strict=True)) if not any(each is not None for each in row)]


def _together(columns: list[Column], count: int) -> list[tuple[Any, ...]]:
    return list(zip(*columns, strict=True)) if columns else [()] * count


def _places(cells: Sequence[Cell], number: int, dimension: Dimension) -> list[int]:
    """Of each cell the place of its label among all labels of the dimension; equal ones share theirs."""
    named = [(cell.labels[number], cell.codes[number]) for cell in cells]
    keys = {each: _order(*each, dimension) for each in set(named)}
    place = {key: place for place, key in enumerate(sorted(set(keys.values())))}
    places = {each: place[key] for each, key in keys.items()}
    return [places[each] for each in named]


def _order(label: str, code: str | None, dimension: Dimension) -> tuple[bool, tuple[int, str], str]:
    return label in (UNKNOWN, NOT_READ_YET), _place(label, dimension), code or ""


def _place(label: str, dimension: Dimension) -> tuple[int, str]:
    """In the dimension's own order; whole numbers by size, the rest as the alphabet has it."""
    if label in dimension.values:
        return dimension.values.index(label), label
    return (int(label) if label.lstrip("-").isdigit() and dimension.name == "days_before" else 0), label
