"""A row of a workbook as it was read: its values by field of the register, its problems, its safe fixes. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from msgspec import Struct

from houselights.register.uploads.problems import Place
from houselights.workbooks import Cell, address_of
from houselights.workbooks.problem import Problem

Values = Mapping[str, Any]


@dataclass(frozen=True)
class Fixed:
    """A safe fix in its cell."""

    sheet: str
    cell: str
    row: int
    column: str
    before: str
    after: Any
    reason: str


@dataclass(frozen=True)
class Heading:
    """A heading as it was understood: `column` is the template's, "" for one that is not known."""

    sheet: str
    cell: str
    text: str
    column: str
    nearest: str = ""


class ReadRow(Struct, frozen=True):
    """One row. `values` has what could be taken; `columns` is where each field stands in this sheet.

    A Struct, as its cells are: there may be very many (see decision 0006).
    """

    sheet: str
    number: int
    values: Values
    cells: Mapping[str, Cell] = {}  # by heading of the template
    columns: Mapping[str, int] = {}
    problems: tuple[Problem, ...] = ()
    fixes: tuple[Fixed, ...] = ()

    def at(self, name: str, heading: str) -> Place:
        """The cell of a field, also where it is blank; without the column, the first cell of the row."""
        column = self.columns.get(name) or min(self.columns.values(), default=0)
        cell = address_of(self.number, column) if column else ""
        text = kept_text(self.cells[heading]) if heading in self.cells else ""
        return Place(self.sheet, self.number, cell, heading, text)

    def has_problem(self, heading: str) -> bool:
        return any(each.column == heading and each.severity == "error" for each in self.problems)


@dataclass(frozen=True)
class ReadTable:
    """Everything that was read: rows of every sheet that has events, how headings were understood, what was odd."""

    rows: tuple[ReadRow, ...]
    headings: tuple[Heading, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()


def kept_text(cell: Cell) -> str:
    """The text of a cell, without what no database keeps."""
    return cell.text.replace("\0", "") if "\0" in cell.text else cell.text
