"""Strict OOXML made transitional: the same workbook under the names that the readers know."""

import zipfile
from io import BytesIO

from houselights.workbooks.package import Package

_STRICT = b"http://purl.oclc.org/ooxml/"
# Microsoft's own transitional names for the namespaces of ISO 29500 Strict.
_NAMES = {
    _STRICT + b"spreadsheetml/main": b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    _STRICT + b"officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    _STRICT + b"officeDocument/extendedProperties": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    ),
    _STRICT + b"officeDocument/customProperties": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
    ),
    _STRICT + b"officeDocument/docPropsVTypes": b"http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
    _STRICT + b"drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    _STRICT + b"drawingml/spreadsheetDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    _STRICT + b"drawingml/chart": b"http://schemas.openxmlformats.org/drawingml/2006/chart",
}


def is_strict(package: Package) -> bool:
    return any(_STRICT in part for name, part in package.parts.items() if name.casefold().endswith(".rels"))


def made_transitional(content: bytes) -> bytes:
    """The same parts with the transitional names; a package checked before."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new,
    ):
        for entry in old.infolist():
            new.writestr(entry.filename, _renamed(entry.filename, old.read(entry)))
    return out.getvalue()


def _renamed(name: str, part: bytes) -> bytes:
    if name.casefold().endswith((".xml", ".rels")):
        for strict, transitional in _NAMES.items():
            part = part.replace(strict, transitional)
    return part
