"""A workbook becomes rows of values, every problem in its cell: all at once, not the first only. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from houselights.errors import WrongUsage
from houselights.register.uploads.cells import Lists, Reading, read_cell
from houselights.register.uploads.problems import Found, Place, problem
from houselights.register.uploads.rows import Fixed, Heading, ReadRow, ReadTable, kept_text
from houselights.register.uploads.unhurried import collector_paused
from houselights.vocabularies.template import TEMPLATE
from houselights.workbooks import Cell, Sheet, Table, Workbook, find_table, read_workbook
from houselights.workbooks.problem import Problem

# A table without either is not one of events: the lists on the template's sheet Values have headings, too.
_NAMING = ("EventName", "SpektrixEventId")
OURS = frozenset({"How to fill this in", "Values", "To do", "Fixed"})  # sheets that we put there ourselves
_COLUMNS = {column.heading: column for column in TEMPLATE.columns}
_FIELDS = {column.heading: column.field for column in TEMPLATE.columns}


@collector_paused()
def read_rows(content: bytes, name: str, lists: Lists, meanings: Mapping[str, str]) -> ReadTable:
    """Every row of every sheet that has events, hidden ones among them; `meanings` are remembered headings.

    Raises Unreadable for what is no workbook, WrongUsage where no sheet has the template's headings.
    """
    return read_book(read_workbook(content, name=name), lists, meanings)


def read_book(book: Workbook, lists: Lists, meanings: Mapping[str, str]) -> ReadTable:
    """The same of a workbook that was read."""
    tables = _event_tables(book, meanings)
    if not tables:
        raise WrongUsage(
            "No sheet of this workbook has the headings of the template.",
            remedy="Start from the template, or name the columns like it: EventName, StartDate, SpektrixEventId …",
        )
    if not any(table.rows for _, table in tables):
        raise WrongUsage(
            "This workbook has the template's headings and no events below them.",
            remedy="Write one event in each row of the sheet Events, and upload it again.",
        )
    reader = _Reader(lists)
    return ReadTable(
        rows=tuple(row for sheet, table in tables for row in reader.rows(sheet, table)),
        headings=tuple(heading for sheet, table in tables for heading in _headings(sheet, table)),
        problems=tuple(each for sheet, table in tables for each in _heading_problems(sheet, table)),
        notes=(*book.notes, *_notes(book, tables)),
    )


class _Reader:
    """Reads cells, each different value once: a column of ten thousand rows holds few."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._known: dict[tuple[object, ...], Reading] = {}

    def rows(self, sheet: Sheet, table: Table) -> Iterator[ReadRow]:
        columns = {_COLUMNS[heading].field: number for heading, number in table.columns.items() if heading in _COLUMNS}
        for row in table.rows:
            yield self._row(sheet.name, row.number, row.cells, columns)

    def _row(self, sheet: str, number: int, cells: Mapping[str, Cell], columns: Mapping[str, int]) -> ReadRow:
        values: dict[str, Any] = {}
        problems, fixes = [], []
        for heading, cell in cells.items():
            if heading not in _COLUMNS:
                continue
            reading = self._read(heading, cell)
            if reading.value is not None:
                values[_FIELDS[heading]] = reading.value
            if reading.found:
                place = Place(sheet, number, cell.address, heading, kept_text(cell))
                problems.append(problem(reading.found, place))
            if reading.fix:
                after, reason = reading.fix.after, reading.fix.reason
                fixes.append(Fixed(sheet, cell.address, number, heading, kept_text(cell), after, reason))
        return ReadRow(sheet, number, values, cells, columns, tuple(problems), tuple(fixes))

    def _read(self, heading: str, cell: Cell) -> Reading:
        value = cell.value
        if value is None:  # an error: each has a text of its own
            return read_cell(_COLUMNS[heading], cell, self._lists)
        # 1, 1.0 and True are equal, and are not the same.
        key = (heading, value) if value.__class__ is str else (heading, value, value.__class__)
        reading = self._known.get(key)
        if reading is None:
            reading = self._known[key] = read_cell(_COLUMNS[heading], cell, self._lists)
        return reading


def _event_tables(book: Workbook, meanings: Mapping[str, str]) -> list[tuple[Sheet, Table]]:
    """Sheets whose rows name events; where none does, those that a person may still tell which column is the name."""
    sheets = [sheet for sheet in book.sheets if sheet.name not in OURS]
    found = [(sheet, table) for sheet in sheets if (table := find_table(sheet, TEMPLATE.known(), meanings))]
    naming = [each for each in found if any(heading in each[1].columns for heading in _NAMING)]
    return naming or found


def _headings(sheet: Sheet, table: Table) -> Iterator[Heading]:
    for heading, cell in table.headings.items():
        yield Heading(sheet.name, cell.address, cell.text, heading)
    for cell, text, nearest in table.unknown:
        yield Heading(sheet.name, cell.address, text, "", nearest or "")


def _heading_problems(sheet: Sheet, table: Table) -> Iterator[Problem]:
    for cell, text, nearest in table.unknown:
        advice = f"Did you mean {nearest}?" if nearest else "Say what it means, if it is one of the template's."
        found = Found("heading-unknown", nearest or "", {"advice": advice})
        yield problem(found, Place(sheet.name, cell.row, cell.address, "", text))
    for cell, heading in table.repeated:
        place = Place(sheet.name, cell.row, cell.address, heading, cell.text)
        yield problem(Found("heading-twice", places={"column": heading}), place)


def _notes(book: Workbook, tables: Sequence[tuple[Sheet, Table]]) -> Iterator[str]:
    """What was not read that a person may think was; the book's own notes say what was hidden."""
    if len(tables) > 1:
        yield f"Events were read from {len(tables)} sheets: {', '.join(sheet.name for sheet, _ in tables)}."
    for sheet, table in tables:
        if table.aside:
            yield f"{_rows_words(table.aside)} nothing under a known heading on “{sheet.name}”: not read."
    read = {sheet.name for sheet, _ in tables}
    for sheet in book.sheets:
        if sheet.rows and sheet.name not in read | OURS:
            yield f"The sheet “{sheet.name}” has no table of events, and was not read."


def _rows_words(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return f"Row {numbers[0]} has"
    more = f" and {len(numbers) - 10} more" if len(numbers) > 10 else ""
    return f"Rows {', '.join(map(str, numbers[:10]))}{more} have"
