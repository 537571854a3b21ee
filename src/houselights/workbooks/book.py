"""Read a workbook that a person gave: any kind, by content, in a process apart."""

from collections.abc import Iterator

from houselights.workbooks import limits
from houselights.workbooks.apart import run_apart
from houselights.workbooks.cells import OURS, Cell, Sheet, Value, Workbook, shown
from houselights.workbooks.kinds import kind_of
from houselights.workbooks.reading.raw import RawBook, RawSheet, unpack
from houselights.workbooks.refusals import unreadable

# Errors pasted as text, and in a .csv: what Excel writes for a cell that went wrong, never what a person means.
_ERRORS = frozenset(
    {"#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!", "#FIELD!"}
)


def read_workbook(content: bytes, *, name: str = "") -> Workbook:
    """Every sheet and row that holds anything; Unreadable, with what to do, for what cannot be read."""
    check_size(content)
    return workbook_of(unpack(run_apart("read", name.replace("\0", "").encode(errors="replace") + b"\0" + content)))


def check_size(content: bytes) -> None:
    """Refuse what is too big or empty, and what is plainly something else, before any process is begun."""
    if len(content) > limits.FILE_BYTES:
        size, most = len(content) / limits.MEGABYTE, limits.FILE_BYTES // limits.MEGABYTE
        raise unreadable("too-large", f"This file has {size:.0f} MB; the most that is read is {most} MB.")
    if not content.startswith(b"PK"):
        kind_of(content)


def workbook_of(book: RawBook) -> Workbook:
    """The frozen workbook of what a reader gave."""
    ours = [sheet.name for sheet in book.sheets if _is_ours(sheet)]
    sheets = tuple(
        Sheet(sheet.name, sheet.is_hidden, tuple(_rows(sheet)), frozenset(sheet.hidden_rows))
        for sheet in book.sheets
        if sheet.name not in ours
    )
    notes = [
        *book.notes,
        *(f"The sheet “{name}” is a list that Houselights made: it was passed over." for name in ours),
    ]
    return Workbook(book.kind, sheets, tuple(notes), book.encoding, book.separator)


def _is_ours(sheet: RawSheet) -> bool:
    return any(str(value).startswith(OURS) for row in sheet.rows[:1] for value in row[:1])


def _rows(sheet: RawSheet) -> Iterator[tuple[Cell, ...]]:
    odd: dict[int, dict[int, Cell]] = {}
    for each in sheet.odd:
        cell = Cell(each.row, each.column, None, each.text, each.problem)
        odd.setdefault(each.row, {})[each.column] = cell
    bottom = sheet.top + len(sheet.rows)
    beyond = sorted(number for number in odd if not sheet.top <= number < bottom)
    before = [number for number in beyond if number < sheet.top]
    for number in before:
        yield _row([], number, sheet.left, odd[number])
    for number, values in enumerate(sheet.rows, sheet.top):
        if (values or number in odd) and (row := _row(values, number, sheet.left, odd.get(number))):
            yield row
    for number in beyond[len(before) :]:
        yield _row([], number, sheet.left, odd[number])


def _row(values: list[Value], number: int, left: int, odd: dict[int, Cell] | None) -> tuple[Cell, ...]:
    # In one loop, with the commonest kind first: a big sheet has a million cells, and a person waits.
    cells = [
        Cell(number, column, value, value)
        if value.__class__ is str and value not in _ERRORS
        else _cell(number, column, value)
        for column, value in enumerate(values, left)
        if value != "" and value is not None
    ]
    if odd:
        cells = sorted(
            [*(cell for cell in cells if cell.column not in odd), *odd.values()], key=lambda cell: cell.column
        )
    return tuple(cells)


def _cell(row: int, column: int, value: Value) -> Cell:
    if isinstance(value, str):
        return Cell(row, column, None, value, "error")
    return Cell(row, column, value, shown(value))
