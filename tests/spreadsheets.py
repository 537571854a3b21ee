"""Workbooks as other programs make them, and broken ones: made by the tests, never kept."""

import io
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

HEADINGS = ("EventName", "StartDate", "Attendance", "IsFunded")
ROWS: tuple[tuple[Any, ...], ...] = (
    HEADINGS,
    ("The Café", date(2026, 1, 2), 240, "Yes"),
    ("Hamlet", date(2026, 12, 31), 12, "No"),
)
SHEET = "xl/worksheets/sheet1.xml"
needs_libreoffice = pytest.mark.skipif(
    not shutil.which("soffice"), reason="LibreOffice is not here: apt-get install libreoffice-calc (as root)"
)


def openpyxl_made(rows: Sequence[Sequence[Any]] = ROWS, *, shape: Callable[[Any], Any] = lambda book: None) -> bytes:
    """An .xlsx by openpyxl with one sheet, Events; `shape` may change the book further."""
    book = openpyxl.Workbook()
    book.active.title = "Events"
    for row in rows:
        book.active.append(row)
    shape(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsxwriter_made(fill: Callable[[Any, Any], Any], **options: Any) -> bytes:
    """An .xlsx by XlsxWriter; `fill` gets the book and its one sheet, Events."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **options}) as book:
        fill(book, book.add_worksheet("Events"))
    return out.getvalue()


def libreoffice_made(content: bytes, form: str, folder: Path) -> bytes:
    """The same workbook saved by LibreOffice as another kind: `xls`, `ods`, `pdf`, `csv:...`."""
    source = folder / "source.xlsx"
    source.write_bytes(content)
    profile = (folder / "profile").as_uri()
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to", form]  # noqa: RUF005
        + ["--outdir", str(folder / "made"), str(source)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return (folder / "made" / f"source.{form.split(':')[0]}").read_bytes()


def csv_made(rows: Sequence[Sequence[Any]] = ROWS, *, separator: str = ",", encoding: str = "utf-8") -> bytes:
    lines = [
        separator.join(f"{each:%d/%m/%Y}" if isinstance(each, date) else str(each) for each in row) for row in rows
    ]
    return ("\r\n".join(lines) + "\r\n").encode(encoding)


def edited(content: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """The same package with its parts changed, and others added: `xl__vbaProject_bin` is `xl/vbaProject.bin`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
        for name, part in more.items():
            new.writestr(name.replace("__", "/").replace("_bin", ".bin"), part)
    return out.getvalue()


def with_sheet(change: Callable[[bytes], bytes], content: bytes | None = None) -> bytes:
    """A small workbook with its sheet's markup changed."""
    return edited(content or openpyxl_made(), lambda name, part: change(part) if name == SHEET else part)


def with_rows(markup: bytes, content: bytes | None = None) -> bytes:
    """A small workbook with rows of raw markup added at the end of its sheet."""
    return with_sheet(lambda part: part.replace(b"</sheetData>", markup + b"</sheetData>"), content)


def container(*streams: str) -> bytes:
    """An OLE container whose folder names these streams: what Office wraps around an encrypted workbook."""
    header = bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 16 + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<HBB", 2 * len(name) + 2, 2, 1) + b"\0" * 60
        for name in ("Root Entry", *streams)
    )
    return header.ljust(512, b"\0") + entries.ljust(1024, b"\0")


def ods_made(rows: str) -> bytes:
    """An .ods of one table, Events, whose rows are given as markup; what LibreOffice writes, without its styles."""
    names = "".join(
        f' xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0"'
        for prefix in ("office", "table", "text")
    )
    content = (
        f'<office:document-content{names} xmlns:calcext="urn:x"><office:body><office:spreadsheet>'
        f'<table:table table:name="Events">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "META-INF/manifest.xml",
            '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
        package.writestr("content.xml", content)
    return out.getvalue()
