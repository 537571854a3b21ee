"""Read a file of any kind into plain rows: the work of the process apart."""

from houselights.workbooks import limits
from houselights.workbooks.kinds import kind_of, misnamed
from houselights.workbooks.package import Package
from houselights.workbooks.reading.raw import RawBook, RawSheet, check_size, pack
from houselights.workbooks.reading.unformatted import is_unformatted
from houselights.workbooks.refusals import unreadable


def read(request: bytes) -> bytes:
    """The request is the file's name, a NUL, and the file."""
    name, _, content = request.partition(b"\0")
    book = read_raw(content, name.decode())
    packed = pack(book)
    if len(packed) > limits.PACKED_BYTES:
        raise unreadable("too-large", f"The cells of this workbook say {len(packed) // limits.MEGABYTE} MB together.")
    return packed


def read_raw(content: bytes, name: str = "") -> RawBook:
    """The workbook's sheets as plain rows; Unreadable where it cannot or may not be read."""
    book = _read_by_kind(content)
    check_size(book.sheets)
    if not any(sheet.rows for sheet in book.sheets):
        raise unreadable("empty", "This workbook holds nothing: every sheet is blank.")
    if is_unformatted(book.sheets):
        raise unreadable("unformatted")
    book.notes += [note for note in (misnamed(book.kind, name), _as_text(book), *_hidden(book.sheets)) if note]
    return book


def _read_by_kind(content: bytes) -> RawBook:
    kind = kind_of(content)
    # Each reader is imported where it is needed: the process starts for one file.
    if kind == "csv":
        from houselights.workbooks.reading.separated import read_csv

        return read_csv(content)
    if kind == "xls":
        from houselights.workbooks.reading.old_excel import read_xls

        return RawBook("xls", read_xls(content), [])
    package = Package(content)
    if kind == "ods":
        from houselights.workbooks.reading.open_document import read_ods

        return RawBook("ods", read_ods(content, package), [])
    from houselights.workbooks.reading.excel import read_xlsx

    return RawBook("xlsx", read_xlsx(content, package), [])


def _as_text(book: RawBook) -> str:
    return f"It was read as {book.encoding} text, a {book.separator} between cells." if book.encoding else ""


def _hidden(sheets: list[RawSheet]) -> list[str]:
    """Hidden sheets and rows are read, and said."""
    notes = [
        f"The sheet “{sheet.name}” is hidden; it was read too." for sheet in sheets if sheet.is_hidden and sheet.rows
    ]
    for sheet in (sheet for sheet in sheets if sheet.hidden_rows):
        filled = {sheet.top + place for place, row in enumerate(sheet.rows) if any(value != "" for value in row)}
        filled |= {odd.row for odd in sheet.odd}
        if hidden := len(filled.intersection(sheet.hidden_rows)):
            rows = "1 row is hidden; it was" if hidden == 1 else f"{hidden:,} rows are hidden; they were"
            notes.append(f"On “{sheet.name}” {rows} read too.")
    return notes
