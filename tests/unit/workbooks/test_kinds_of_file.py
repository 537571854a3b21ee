"""Every kind of workbook is known by what is in it and read alike; everything else is told what it is."""

import codecs
import io
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from houselights.workbooks import Unreadable, Workbook, read_workbook
from houselights.workbooks.refusals import CODES, unreadable
from houselights.workbooks.strict import _NAMES
from spreadsheets import (
    HEADINGS,
    ROWS,
    SHEET,
    container,
    csv_made,
    edited,
    libreoffice_made,
    needs_libreoffice,
    openpyxl_made,
    xlsxwriter_made,
)

TYPED = [list(row) for row in ROWS]


def values(book: Workbook, sheet: int = 0) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book.sheets[sheet].rows]


def code(content: bytes, name: str = "") -> str:
    with pytest.raises(Unreadable) as refused:
        read_workbook(content, name=name)
    assert refused.value.message
    assert refused.value.remedy
    return refused.value.code


@pytest.mark.parametrize("name", ["events.xlsx", "events.xlxs", "EVENTS.XLSX", "events", ""])
def test_an_excel_workbook_is_read_whatever_it_is_called(name: str) -> None:
    book = read_workbook(openpyxl_made(), name=name)

    assert book.kind == "xlsx"
    assert values(book) == TYPED
    assert book.notes == ()


def test_a_name_that_says_another_kind_is_said() -> None:
    (note,) = read_workbook(openpyxl_made(), name="../../events.xls").notes

    assert note == "The file's name ends in .xls, but it is an Excel workbook (.xlsx): it was read as that."


def test_a_workbook_of_xlsxwriter_is_read() -> None:
    def fill(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for row, each in enumerate(ROWS):
            for column, value in enumerate(each):
                sheet.write(row, column, value, day if isinstance(value, date) else None)

    assert values(read_workbook(xlsxwriter_made(fill))) == TYPED


def test_strict_ooxml_is_read() -> None:
    content = strict(openpyxl_made())

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert b't="d"' in package.read(SHEET)
        assert b"schemas.openxmlformats.org/spreadsheetml" not in package.read(SHEET)
    assert values(read_workbook(content)) == TYPED


def strict(content: bytes) -> bytes:
    """As Excel saves “Strict Open XML Spreadsheet”: other names, and dates written out."""

    def change(name: str, part: bytes) -> bytes:
        for strict_name, usual in _NAMES.items():
            part = part.replace(usual, strict_name)
        part = part.replace(b"<workbook ", b'<workbook conformance="strict" ')
        return part.replace(b't="n"><v>46024</v>', b't="d"><v>2026-01-02T00:00:00</v>')

    return edited(content, change)


@needs_libreoffice
@pytest.mark.parametrize("form", ["xls", "ods", "csv:Text - txt - csv (StarCalc):59,34,76,1", "pdf"])
def test_what_libreoffice_saves_is_read_or_named(form: str, tmp_path: Path) -> None:
    content = libreoffice_made(openpyxl_made(), form, tmp_path)

    if form == "pdf":
        assert code(content, "events.xlsx") == "pdf"
        return
    book = read_workbook(content)

    assert book.kind == form[:3]
    dated = [[f"{v:%Y-%m-%d}" if isinstance(v, date) else str(v) for v in row] for row in TYPED]
    assert values(book) == (dated if book.kind == "csv" else TYPED)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    ("encoding", "mark", "called"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", codecs.BOM_UTF8, "UTF-8"),
        ("utf-16-le", codecs.BOM_UTF16_LE, "UTF-16"),
        ("utf-16-be", codecs.BOM_UTF16_BE, "UTF-16"),
        ("utf-16-le", b"", "UTF-16"),
        ("utf-16-be", b"", "UTF-16"),
        ("cp1252", b"", "Windows-1252"),
    ],
)
def test_text_is_read_in_each_encoding_with_each_separator(
    encoding: str, mark: bytes, called: str, separator: str
) -> None:
    rows = [*ROWS, ("£5 – the “cheap” night", date(2026, 2, 3), 1, "No")]

    book = read_workbook(mark + csv_made(rows, separator=separator, encoding=encoding), name="events.csv")

    assert (book.kind, book.encoding) == ("csv", called)
    assert values(book)[0] == list(HEADINGS)
    assert values(book)[-1] == ["£5 – the “cheap” night", "03/02/2026", "1", "No"]
    assert called in book.notes[0]
    assert book.separator in book.notes[0]


def test_text_of_two_encodings_is_read_line_by_line() -> None:
    content = "EventName,A\nCafé – one,1\n".encode() + "Café – two,2\n".encode("cp1252")

    book = read_workbook(content)

    assert values(book)[1:] == [["Café – one", "1"], ["Café – two", "2"]]
    assert book.encoding == "UTF-8 and Windows-1252"


def test_a_very_long_text_in_a_line_is_read() -> None:
    assert len(values(read_workbook(b"EventName,A\n" + b"x" * 300_000 + b",1\n"))[1][0]) == 300_000


def test_a_comma_inside_quotes_is_no_separator() -> None:
    book = read_workbook(b'EventName;Description\r\n"Love; Actually";"a,b,c\r\nd,e,f"\r\n')

    assert values(book)[1] == ["Love; Actually", "a,b,c\r\nd,e,f"]


def test_the_separator_that_excel_wrote_down_is_obeyed_and_rows_keep_their_numbers() -> None:
    book = read_workbook(b"sep=;\r\nEventName;A,B\r\nx;1,5\r\n")

    assert values(book) == [["EventName", "A,B"], ["x", "1,5"]]
    assert [row[0].row for row in book.sheets[0].rows] == [2, 3]


def test_a_quotation_mark_that_never_closes_is_said_with_its_line() -> None:
    with pytest.raises(Unreadable, match="line 3") as refused:
        read_workbook(b'EventName,A\nx,"1\ny,2\n')
    assert refused.value.code == "damaged"


# A BIFF8 stream whose second record is FILEPASS.
OLD_STREAM_WITH_PASSWORD = bytes.fromhex("0908100000060500bb0dcc07c100000006030000 2f00060000000102 03040a000000")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "empty"),
        (b" \r\n\t ", "empty"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "pdf"),
        (b"<html><body><table><tr><td>EventName</td></tr></table></body></html>", "html"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE html>\n<html lang=en>", "html"),
        (b"<table border=1><tr><td>EventName", "html"),
        ("\ufeff<html xmlns:x='urn:schemas-microsoft-com:office:excel'>".encode("utf-16-le"), "html"),
        (b"MIME-Version: 1.0\r\nContent-Type: text/html", "html"),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "spreadsheet-xml"),
        (container("EncryptedPackage", "EncryptionInfo"), "password"),
        (OLD_STREAM_WITH_PASSWORD, "password"),
        (container("Workbook", "_VBA_PROJECT_CUR"), "macros"),
        (container("WordDocument"), "not-a-workbook"),
        (container("Workbook"), "damaged"),
        (b"{\\rtf1\\ansi Events}", "not-a-workbook"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not-a-workbook"),
        (b"EventName,A\0\1\2\x03,B\nx,1,2\n", "not-a-workbook"),
        (edited(openpyxl_made(), lambda name, part: part, xl__vbaProject_bin=b"\xcc\x61"), "macros"),
        (edited(openpyxl_made(), lambda name, part: part, xl__workbook_bin=b"\x83\x01"), "xlsb"),
        (b"PK\x05\x06" + b"\0" * 18, "damaged"),
    ],
)
def test_what_is_no_workbook_is_named_and_told_what_to_do(content: bytes, expected: str) -> None:
    assert code(content, "events.xls") == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("[Content_Types].xml", "word/document.xml"), "not-a-workbook"),
        (("Index/Document.iwa",), "numbers"),
    ],
)
def test_other_packages_are_named(parts: tuple[str, ...], expected: str) -> None:
    assert code(zipped(dict.fromkeys(parts, b"<x/>"))) == expected


def test_other_open_documents_are_no_workbooks() -> None:
    assert code(zipped({"mimetype": b"application/vnd.oasis.opendocument.text"})) == "not-a-workbook"


def test_an_open_document_with_a_password_is_named() -> None:
    manifest = b'<m:manifest xmlns:m="urn:m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>'
    parts = {"mimetype": ODS, "META-INF/manifest.xml": manifest, "content.xml": b"\x12\x34"}

    assert code(zipped(parts)) == "password"


ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def zipped(parts: dict[str, bytes]) -> bytes:
    empty = b"PK\x05\x06" + b"\0" * 18
    return edited(empty, lambda name, part: part, **parts)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_report_run_as_unformatted_excel_is_told_to_be_run_as_excel(kind: str) -> None:
    rows = [("Hamlet", date(2026, 1, 2), date(2026, 1, 9), "Main House", f"{number}AGBHDRLQHNHP") for number in (1, 2)]

    content = openpyxl_made(rows) if kind == "xlsx" else csv_made(rows)

    assert code(content) == "unformatted"


def test_a_report_with_its_headings_is_not_taken_for_unformatted() -> None:
    rows = [(*HEADINGS, "SpektrixEventId"), (*ROWS[1], "1AGBHDRLQHNHP")]

    assert len(read_workbook(openpyxl_made(rows)).sheets[0].rows) == 2


def test_a_workbook_of_blank_sheets_is_empty() -> None:
    assert code(openpyxl_made(())) == "empty"


def test_every_refusal_says_what_to_do_instead() -> None:
    for each in CODES:
        assert unreadable(each).remedy.endswith(".")


def test_both_date_systems_give_the_same_days() -> None:
    moment = datetime(2026, 3, 29, 19, 30)

    def fill(book: Any, sheet: Any) -> None:
        form = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        sheet.write_datetime(0, 0, moment, form)
        sheet.write_datetime(1, 0, datetime(2026, 3, 29), form)

    for is_1904 in (False, True):
        book = read_workbook(xlsxwriter_made(fill, date_1904=is_1904))
        assert values(book) == [[moment], [date(2026, 3, 29)]]
        assert [row[0].text for row in book.sheets[0].rows] == ["29/03/2026 19:30", "29/03/2026"]
