"""The sheets of ours in a person's workbook: To do, which leads to every problem, and Fixed, which lists every fix."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.hyperlink import Hyperlink

from houselights.workbooks.annotating.marking import put
from houselights.workbooks.cells import OURS, shown
from houselights.workbooks.giving_back import Note, PlainFix, value_after

_TO_DO, _FIXED = "To do", "Fixed"
_SERIOUS = {"error": "Must be mended", "warning": "Worth a look", "notice": "Good to know"}
_LINKS = 65_000  # Excel's limit for a sheet is 65,530
_HEADING = PatternFill("solid", start_color="FFEFE6D6")


def remove_ours(book: Any) -> None:
    """Take away lists of an earlier copy."""
    for sheet in list(book.worksheets):
        if str(sheet["A1"].value or "").startswith(OURS) and len(book.worksheets) > 1:
            book.remove(sheet)


def add_to_do(book: Any, listed: Iterable[tuple[Note, str]], names: Mapping[str, str], lost: str) -> None:
    """The workbook opens on it: each line leads to its cell. `lost` says what the copy lacks."""
    rows = [
        (names[note.sheet], note.cell, says, note.text, _SERIOUS[note.severity], note.severity) for note, says in listed
    ]
    rows.sort(key=lambda row: list(_SERIOUS).index(row[-1]))  # stable: within that, the order of the workbook
    sheet = _added(book, _TO_DO, f"{OURS} what to mend in this workbook", "Click a cell's name to go there.", lost)
    _fill(sheet, ("Sheet", "Cell", "It says", "What to do", "How serious"), [row[:-1] for row in rows])
    _open_on(book, sheet)


def add_fixed(book: Any, fixes: Sequence[PlainFix], names: Mapping[str, str], lost: str) -> None:
    rows = [(names[fix.sheet], fix.cell, fix.before, shown(value_after(fix)), fix.reason) for fix in fixes]
    sheet = _added(book, _FIXED, f"{OURS} what was mended in this copy", "No other cell was changed.", lost)
    _fill(sheet, ("Sheet", "Cell", "It said", "It says now", "Why that is safe"), rows)


def _added(book: Any, name: str, title: str, *hints: str) -> Any:
    taken = {each.casefold() for each in book.sheetnames}
    free = next(each for each in (name, *(f"{name} {n}" for n in range(2, 999))) if each.casefold() not in taken)
    sheet = book.create_sheet(free)
    put(sheet["A1"], title)
    for row, hint in enumerate(filter(None, hints), 2):
        put(sheet.cell(row, 1), hint)
    sheet["A1"].font = Font(bold=True, size=14)
    return sheet


def _fill(sheet: Any, headings: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    for column, (heading, width) in enumerate(zip(headings, (22, 10, 34, 70, 34), strict=True), 1):
        cell = sheet.cell(4, column)
        put(cell, heading)
        cell.font, cell.fill = Font(bold=True), _HEADING
        sheet.column_dimensions[cell.column_letter].width = width
    for number, row in enumerate(rows, 5):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            put(cell, text)
            cell.alignment = Alignment(wrap_text=column > 2, vertical="top")
        if number < _LINKS:
            _link(sheet.cell(number, 2), row[0], row[1])
    sheet.freeze_panes = "A5"


def _link(cell: Any, sheet: str, address: str) -> None:
    quoted = sheet.replace("'", "''")
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{quoted}'!{address}", display=address)
    cell.font = Font(underline="single", color="FF1D4F91")


def _open_on(book: Any, sheet: Any) -> None:
    # Of the others none stays chosen: two chosen sheets are a group, and typing in one types in both.
    for each in book.worksheets:
        each.sheet_view.tabSelected = each is sheet
    book.active = book.index(sheet)
