"""Find the table on a sheet: its headings, below whatever stands above them, and its rows by known column."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from houselights.workbooks.cells import Cell, Sheet

LOOK = 50  # rows that hold anything, in which the headings must stand
FEWEST = 2  # known headings that make a row the heading row
NEAR = 70  # likeness, of 100, from which a known heading is named as the nearest

Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row below the headings: its sheet row number, and its cells that hold anything by known column."""

    number: int
    cells: Mapping[str, Cell]


@dataclass(frozen=True)
class Table:
    """`columns` is where each known column stands, counted from 1.

    `unknown` has each other heading with the nearest known column, or None; `repeated` are second headings of one
    column, which are not read; `aside` are rows that hold something, but nothing under a known heading.
    """

    heading_row: int
    columns: Mapping[str, int]
    headings: Mapping[str, Cell]
    unknown: tuple[tuple[Cell, str, str | None], ...]
    repeated: tuple[tuple[Cell, str], ...]
    missing: tuple[str, ...]
    rows: tuple[TableRow, ...]
    aside: tuple[int, ...] = ()


def find_table(
    sheet: Sheet, known: Mapping[str, Sequence[str]], remembered: Mapping[str, str] | None = None
) -> Table | None:
    """The table whose headings match the most of `known` (a column's name to its accepted headings).

    `remembered` is what people said of headings before: the name of a column, or "" for one that is to be passed over.
    """
    names = {heading_key(heading): name for name, accepted in known.items() for heading in (name, *accepted)}
    told = {heading_key(heading): name for heading, name in (remembered or {}).items()}
    meant = {**names, **{heading: name for heading, name in told.items() if name == "" or name in known}}
    best = max(enumerate(sheet.rows[:LOOK]), key=lambda each: (_matches(each[1], meant), -each[0]), default=None)
    if best is None or _matches(best[1], meant) < min(FEWEST, len(known)):
        return None
    return _table(sheet.rows[best[0] + 1 :], best[1], tuple(known), meant, names)


def heading_key(heading: str) -> str:
    """What two spellings of one heading have in common: letters and digits, without accents and capitals."""
    return re.sub(r"[^a-z0-9]", "", unicodedata.normalize("NFKD", heading).casefold())


def _matches(row: Row, meant: Mapping[str, str]) -> int:
    return len({meant.get(heading_key(cell.text)) for cell in row} - {None, ""})


def _table(
    below: Sequence[Row], heading_row: Row, known: Sequence[str], meant: Mapping[str, str], names: Mapping[str, str]
) -> Table:
    headings: dict[str, Cell] = {}
    unknown, repeated = [], []
    for cell in heading_row:
        name = meant.get(key := heading_key(cell.text))
        if name is None and (key or cell.problem):
            unknown.append(cell)
        elif name and name in headings:
            repeated.append((cell, name))
        elif name:
            headings[name] = cell
    columns = {name: cell.column for name, cell in headings.items()}
    rows = tuple(_rows(below, columns))
    left = {key: name for key, name in names.items() if name not in headings}
    return Table(
        heading_row=heading_row[0].row,
        columns=columns,
        headings=headings,
        unknown=tuple((cell, cell.text, _nearest(cell.text, left)) for cell in unknown),
        repeated=tuple(repeated),
        missing=tuple(name for name in known if name not in headings),
        rows=tuple(row for row in rows if row.cells),
        aside=tuple(row.number for row in rows if not row.cells),
    )


def _rows(below: Sequence[Row], columns: Mapping[str, int]) -> Iterator[TableRow]:
    """Rows that hold more than spaces."""
    by_column = {column: name for name, column in columns.items()}
    for row in below:
        cells = {
            by_column[cell.column]: cell
            for cell in row
            if cell.column in by_column and (cell.problem or not cell.text.isspace())
        }
        if cells or any(cell.problem or not cell.text.isspace() for cell in row):
            yield TableRow(row[0].row, cells)


def _nearest(text: str, names: Mapping[str, str]) -> str | None:
    """The known column whose heading is most like this one, among those not found."""
    found = process.extractOne(heading_key(text), list(names), scorer=fuzz.ratio, score_cutoff=NEAR)
    return names[found[0]] if found else None
