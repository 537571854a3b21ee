"""Save a workbook with what openpyxl 3.1.5 drops: the values that formulas had, and dropdowns from other sheets.

Without the values a copy that goes straight back up, unopened, would have formulas that nobody worked out.
"""

import re
import zipfile
from datetime import date, datetime, time
from html import escape
from io import BytesIO
from typing import Any, TypeVar

from openpyxl.utils.datetime import to_excel
from openpyxl.writer.excel import ExcelWriter

from houselights.workbooks.annotating.dropdowns import dropdowns_by_sheet, with_dropdowns
from houselights.workbooks.cells import address_of
from houselights.workbooks.package import Package
from houselights.workbooks.reading.excel import read_xlsx
from houselights.workbooks.reading.raw import RawSheet

# As openpyxl writes it, with and without lxml: `<c r="A1" s="1"><f>1+1</f><v /></c>`.
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f\b(?:[^>]*/>|.*?</f>))<v ?(?:/>|></v>)</c>', re.S)
_KIND = re.compile(rb' t="[^"]*"')
_Kept = TypeVar("_Kept")
_Values = dict[str, tuple[str, str] | None]  # None: its formula was never worked out


def saved(book: Any, original: bytes) -> bytes:
    """The workbook's bytes; `original` is the .xlsx it was opened from."""
    stored, out = BytesIO(), BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as archive:
        ExcelWriter(book, archive).save()
    package = Package(original)
    known = _values_by_part(book, original, package) if b"<f" in stored.getvalue() else {}
    dropdowns = _by_part(book, dropdowns_by_sheet(package))
    with zipfile.ZipFile(stored) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in archive.namelist():
            part = archive.read(name)
            part = _filled(part, known[name]) if name in known else part
            packed.writestr(name, with_dropdowns(part, dropdowns[name]) if name in dropdowns else part)
    return out.getvalue()


def _values_by_part(book: Any, original: bytes, package: Package) -> dict[str, _Values]:
    """Of every sheet that stays: each cell's kind and value, as the file had them."""
    return _by_part(book, {sheet.name: _values(sheet, book.epoch) for sheet in read_xlsx(original, package)})


def _by_part(book: Any, by_sheet: dict[str, _Kept]) -> dict[str, _Kept]:
    """The same by the parts that openpyxl writes."""
    return {
        f"xl/worksheets/sheet{number}.xml": by_sheet[sheet.title]
        for number, sheet in enumerate(book.worksheets, 1)
        if sheet.title in by_sheet
    }


def _values(sheet: RawSheet, epoch: datetime) -> _Values:
    found: _Values = {odd.address: ("e", odd.text) if odd.problem == "error" else None for odd in sheet.odd}
    for row, values in enumerate(sheet.rows, sheet.top):
        for column, value in enumerate(values, sheet.left):
            if (address := address_of(row, column)) not in found and (written := _written(value, epoch)):
                found[address] = written
    return found


def _written(value: Any, epoch: datetime) -> tuple[str, str] | None:
    match value:
        case "" | None:
            return None
        case bool():
            return "b", str(int(value))
        case str():
            return "str", value
        case datetime() | date() | time():
            return "n", repr(to_excel(value, epoch))
        case int() | float():
            return "n", repr(value)
    return None  # a duration, whose days are shown otherwise


def _filled(part: bytes, values: _Values) -> bytes:
    def fill(found: re.Match[bytes]) -> bytes:
        told = values.get(found[1].decode(), ("str", ""))
        if told is None:
            return found[0]
        kind, value = told
        attributes = _KIND.sub(b"", found[2]) + f' t="{kind}"'.encode()
        return b'<c r="%b"%b>%b<v>%b</v></c>' % (found[1], attributes, found[3], escape(value, quote=False).encode())

    return _FORMULA.sub(fill, part)
