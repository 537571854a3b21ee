"""Mark single cells: the colour, the comment, the fix; and take marks of an earlier copy away first."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from houselights.workbooks import limits
from houselights.workbooks.giving_back import Note, PlainFix, Severity, value_after
from houselights.workbooks.writing import DATE_FORM, MOMENT_FORM

AUTHOR = "Houselights"
_BELOW = f"\n\n{AUTHOR}:\n"  # between a comment of theirs and what we add to it
_COLOURS: dict[Severity, str] = {"error": "FFF9CFC8", "warning": "FFFCE7AF", "notice": "FFD5E6F6"}
_FILLS = {severity: PatternFill("solid", start_color=colour, end_color=colour) for severity, colour in _COLOURS.items()}
_WORST: tuple[Severity, ...] = ("error", "warning", "notice")
COMMENTS = 10_000  # above it Excel opens a workbook with comments for minutes; colours and the list have no such end


def clear_ours(book: Any) -> None:
    """Take away what an earlier copy of ours left: a person mends a cell there, and uploads that copy."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.comment is not None or (cell.has_style and cell.fill.start_color.rgb in _COLOURS.values()):
                    _clear(cell)


def _clear(cell: Any) -> None:
    if cell.fill.start_color.rgb in _COLOURS.values():
        cell.fill = PatternFill()
    if cell.comment is None or isinstance(cell, MergedCell):
        return
    if cell.comment.author == AUTHOR:
        cell.comment = None
    elif _BELOW in cell.comment.text:
        cell.comment = Comment(cell.comment.text.split(_BELOW)[0], cell.comment.author)


def said(book: Any, notes: Iterable[Note], names: Mapping[str, str]) -> list[tuple[Note, str]]:
    """Each note with what its cell says now, as the list To do shows it."""
    return [(note, _text(book[names[note.sheet]][note.cell].value)) for note in notes]


def _text(value: Any) -> str:
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    return "" if value is None else clean(str(value))


def make_fixes(book: Any, fixes: Sequence[PlainFix], names: Mapping[str, str]) -> None:
    for fix in fixes:
        cell = anchor(book[names[fix.sheet]], fix.cell)
        value = value_after(fix)
        put(cell, value)
        if isinstance(value, datetime):
            cell.number_format = MOMENT_FORM
        elif isinstance(value, date):
            cell.number_format = DATE_FORM


def mark(book: Any, notes: Sequence[Note], names: Mapping[str, str]) -> None:
    by_cell: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        by_cell.setdefault((names[note.sheet], note.cell), []).append(note)
    for place, ((sheet, address), here) in enumerate(by_cell.items()):
        cell = anchor(book[sheet], address)
        cell.fill = _FILLS[min((note.severity for note in here), key=_WORST.index)]
        if place < COMMENTS:
            _comment(cell, "\n".join(dict.fromkeys(note.text for note in here)))


def _comment(cell: Cell, text: str) -> None:
    text = clean(text)[: limits.COMMENT]
    if cell.comment is not None:
        cell.comment = Comment(cell.comment.text + _BELOW + text, cell.comment.author, height=200, width=320)
    else:
        cell.comment = Comment(text, AUTHOR, height=60 + 18 * (len(text) // 45), width=320)


def anchor(sheet: Any, address: str) -> Any:
    """The cell, or of merged ones the first, which is the one that holds anything."""
    cell = sheet[address]
    if not isinstance(cell, MergedCell):
        return cell
    merged = next(each for each in sheet.merged_cells.ranges if address in each)
    return sheet.cell(merged.min_row, merged.min_col)


def put(cell: Any, value: Any) -> None:
    """Write a value; a text stays a text, also where it looks like a formula."""
    cell.value = clean(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in {"=", "+", "-", "@"}


def clean(text: str) -> str:
    """Without control characters, which no .xlsx may hold."""
    return ILLEGAL_CHARACTERS_RE.sub("", text)[: limits.TEXT]
