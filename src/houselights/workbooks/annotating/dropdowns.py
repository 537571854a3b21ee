"""Dropdowns whose list stands on another sheet: Excel saves them as an extension, and openpyxl drops it."""

from xml.etree.ElementTree import register_namespace, tostring

from houselights.workbooks.package import Package
from houselights.workbooks.reading.marks import parts_by_sheet, tree_of

_EXTENSION = "{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"  # Microsoft's own number for them
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Their usual prefixes, which Excel insists on.
register_namespace("x14", "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main")
register_namespace("xm", "http://schemas.microsoft.com/office/excel/2006/main")


def dropdowns_by_sheet(package: Package) -> dict[str, bytes]:
    """The extension of each sheet that has one, as markup that stands by itself."""
    found = {}
    for name, part in parts_by_sheet(package).items():
        content = package.part(part)
        if _EXTENSION.encode() in content:
            extensions = tree_of(content).iterfind(f"{_MAIN}extLst/{_MAIN}ext[@uri='{_EXTENSION}']")
            found[name] = b"".join(tostring(each) for each in extensions)
    return found


def with_dropdowns(part: bytes, extension: bytes) -> bytes:
    """The sheet's part with the extension as its last element, where the standard wants it."""
    return part.replace(b"</worksheet>", b"<extLst>" + extension + b"</extLst></worksheet>")
