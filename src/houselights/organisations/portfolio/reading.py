"""Read a funder's list: any workbook, headings as people write them, every row accounted for, all problems at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from houselights.errors import WrongUsage
from houselights.organisations.portfolio.cells import Wrong, read_value
from houselights.organisations.portfolio.rules import ListRow, lists
from houselights.workbooks import Cell, Sheet, Table, find_table, read_workbook
from houselights.workbooks.problem import Problem

_SHOWN = 80  # letters of a cell that a problem repeats
# “2023-26 Annual Funding (Offered 4 Nov 2022)”: a list has a column for each round of funding.
_FUNDING = re.compile(r"(20\d\d).*annual funding", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class FunderList:
    """What was read: `rows` are taken, every other row of `rows_read` has an error among `problems`."""

    rows_read: int
    rows: tuple[ListRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()


def read_list(content: bytes, *, name: str = "") -> FunderList:
    """Every organisation on every sheet that is a list of them; Unreadable or WrongUsage for what is none."""
    book = read_workbook(content, name=name)
    found = [(sheet, table) for sheet in book.sheets if (table := _table(sheet)) and "name" in table.columns]
    if not found:
        raise WrongUsage(
            "No sheet of this file is a list of organisations.",
            remedy="It needs one row of headings with Organisation or Applicant Name, and one more such as Region.",
        )
    reader = _Reader()
    for sheet, table in found:
        reader.read(sheet, table)
    if not reader.count:
        raise WrongUsage("The list has headings and no organisation below them.", remedy="Write one in each row.")
    notes = (*book.notes, *(note for sheet, table in found for note in _notes(table)))
    return FunderList(reader.count, tuple(reader.rows), tuple(reader.problems), notes)


def _table(sheet: Sheet) -> Table | None:
    return find_table(sheet, lists()["columns"], _newest_funding(sheet))


def _newest_funding(sheet: Sheet) -> dict[str, str]:
    """Of several columns of yearly funding, the one whose years are the latest."""
    headings = [cell.text for row in sheet.rows[:50] for cell in row if _FUNDING.match(cell.text)]
    newest = max(headings, key=lambda text: text[:4], default="")
    return {text: "funding_pounds" if text == newest else "" for text in headings}


def _notes(table: Table) -> Iterator[str]:
    for _, heading, near in table.unknown:
        close = f" Did you mean “{lists()['columns'][near][0]}”?" if near else ""
        yield f"The column “{' '.join(heading.split())[:_SHOWN]}” was passed over.{close}"


class _Reader:
    """Takes rows one after another, and remembers which organisations it has had."""

    def __init__(self) -> None:
        self.count = 0
        self.rows: list[ListRow] = []
        self.problems: list[Problem] = []
        self._had: dict[str, int] = {}

    def read(self, sheet: Sheet, table: Table) -> None:
        headings = {name: cell.text for name, cell in table.headings.items()}
        for row in table.rows:
            self.count += 1
            self._row(sheet.name, row.number, dict(row.cells), headings)
        for number in table.aside:
            self.count += 1
            self._problem(sheet.name, number, Wrong("no-name"), None, "")

    def _row(self, sheet: str, number: int, cells: dict[str, Cell], headings: dict[str, str]) -> None:
        values, errors = {}, False
        for column in {"name": None, **cells}:
            cell = cells.get(column)
            reading = read_value(column, cell)
            if isinstance(reading, Wrong):
                self._problem(sheet, number, reading, cell, headings[column])
                errors = errors or lists()["problems"][reading.code]["severity"] == "error"
            else:
                values[column] = reading
        if not errors:
            self._take(ListRow(sheet, number, values.pop("name"), values), cells["name"], headings["name"])

    def _take(self, row: ListRow, cell: Cell, heading: str) -> None:
        # A name alone tells two rows apart unless both have references of their own.
        first = next((self._had[key] for key in row.keys[:1] if key in self._had), None)
        if first is not None:
            return self._problem(row.sheet, row.number, Wrong("twice", {"first": first}), cell, heading)
        self._had[row.keys[0]] = row.number
        self.rows.append(row)
        return None

    def _problem(self, sheet: str, number: int, wrong: Wrong, cell: Cell | None, heading: str) -> None:
        kind = lists()["problems"][wrong.code]
        # An address that is wrong is still somebody's: it is said where it stands, never repeated.
        value = "" if cell is None or wrong.code == "not-an-address" else cell.text[:_SHOWN]
        message = kind["message"].format(**{"value": value, **wrong.places})
        self.problems.append(
            Problem(
                sheet=sheet,
                cell=cell.address if cell else f"A{number}",
                row=number,
                column=" ".join(heading.split()),
                value=value,
                code=wrong.code,
                severity=kind["severity"],
                message=message,
                suggestion=wrong.suggestion,
            )
        )
