"""Read an official list from the workbook it is published in: the sheet, and the line of it, that has the headings."""

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import python_calamine as calamine

from houselights.errors import WrongUsage
from houselights.warehouse.geography.kinds import Kind, find_columns
from houselights.warehouse.geography.refusing import refuse

UNPACKED = 1024**3  # bytes: the largest index is 40 MB
_ABOVE = 15  # lines with titles and notes that may stand above the headings
_AT_ONCE = 10_000

Rows = Iterator[list[Any]]


def is_workbook(path: Path) -> bool:
    """An .xlsx or .ods, whatever its name."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as packed:
        return bool({"xl/workbook.xml", "content.xml"} & set(packed.namelist()))


def batches(kind: Kind, path: Path) -> Iterator[pa.RecordBatch]:
    """All that is written in the kind's columns, as text, under our own names; empty cells are null."""
    _check_size(path)
    try:
        with calamine.load_workbook(str(path)) as book:
            found, rows = _table(kind, book)
            while some := list(islice(rows, _AT_ONCE)):
                yield pa.record_batch({name: [_text(row[at]) for row in some] for name, at in found.items()})
    except calamine.CalamineError:
        refuse("The workbook cannot be read: it is damaged, or locked with a password.", "Download it again.")


def _table(kind: Kind, book: calamine.CalamineWorkbook) -> tuple[dict[str, int], Rows]:
    """Where each column stands in the first sheet that has them all, and the rows below; else what the first lacks."""
    lacking: WrongUsage | None = None
    for name in book.sheet_names:
        rows = iter(book.get_sheet_by_name(name).iter_rows())
        for row in islice(rows, _ABOVE):
            headings = [str(value) for value in row]
            try:
                found = find_columns(kind, headings)
            except WrongUsage as problem:
                lacking = lacking or problem
                continue
            places = {ours: headings.index(theirs) for ours, theirs in found.items()}
            return places, (row for row in rows if any(value != "" for value in row))
    raise lacking or WrongUsage("The workbook is empty.", remedy=f"Give {kind.file}. Nothing was changed.")


def _text(value: Any) -> str | None:
    """As a csv has it: whole numbers without a point, days as 2026-04-01."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, date) else str(value) or None


def _check_size(path: Path) -> None:
    with zipfile.ZipFile(path) as packed:
        size = sum(each.file_size for each in packed.infolist())
    if size > UNPACKED:
        refuse(f"{size:,} bytes are more than any list of this kind has.")
