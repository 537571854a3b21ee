"""What calamine 0.9.1 does not tell of an .xlsx: error cells, formulas that were never worked out, hidden rows.

It gives "" for the first two. A sheet's part is walked with expat, and only where its bytes show that there is
something to find: most sheets have nothing, and cost one look.
"""

import re
from dataclasses import dataclass, field
from posixpath import dirname, join, normpath
from xml.etree.ElementTree import Element
from xml.parsers import expat

from defusedxml.ElementTree import ParseError, fromstring

from houselights.workbooks import limits
from houselights.workbooks.cells import LAST_COLUMN, place_of
from houselights.workbooks.package import Package
from houselights.workbooks.reading.raw import Odd
from houselights.workbooks.refusals import unreadable

# What an error cell, a formula and a hidden row have. Looked for as plain bytes: one pattern for all, whatever the
# quotation mark and the prefix, takes twenty times as long.
_WORTH_A_WALK = (b't="e"', b"<f>", b"<f ", b'hidden="')
_FAR_COLUMN = re.compile(rb""" r=["']([A-Z]{3})([0-9]{1,7})["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br=["']([0-9]{1,7})["']""")


@dataclass
class Marks:
    """What a walk over one sheet found."""

    hidden_rows: set[int] = field(default_factory=set)
    odd: list[Odd] = field(default_factory=list)


def marks_by_sheet(package: Package) -> dict[str, Marks]:
    """By the sheet's name; sheets with nothing to tell are left out."""
    found = {}
    for name, part in parts_by_sheet(package).items():
        content = package.part(part)
        if _is_unusual(content) or any(each in content for each in _WORTH_A_WALK):
            found[name] = _Walk(content).marks
    return found


def _is_unusual(content: bytes) -> bool:
    """Written with the other quotation mark, or with a prefix before every name: no usual program does either."""
    start = content[:10_000]
    return b"='" in start.partition(b"?>")[2] or b"<sheetData" not in start


def check_area(package: Package) -> None:
    """Refuse a cell so far out that laying the sheet out would take all memory; a lying `dimension` is not read."""
    for name, part in parts_by_sheet(package).items():
        content = package.part(part)
        far = _FAR_COLUMN.search(content)
        rows = [int(row) for row in _ROW.findall(content)] if far else []
        if far and (max(rows) - min(rows) + 1) * LAST_COLUMN > limits.AREA:
            raise unreadable(
                "too-large",
                f"On “{name}” the cell {far[1].decode()}{far[2].decode()} is filled, far from all others: clear it.",
            )


def parts_by_sheet(package: Package) -> dict[str, str]:
    """Which part holds which sheet: workbook.xml names relations, and those name parts."""
    home = next((name for name in package.names if name.casefold().endswith("xl/workbook.xml")), "xl/workbook.xml")
    folder = dirname(home)
    relations = tree_of(package.part(join(folder, "_rels/workbook.xml.rels")))
    targets = {each.get("Id"): each.get("Target", "") for each in relations if "Target" in each.attrib}
    return {
        sheet.get("name", ""): normpath(join(folder, targets.get(_relation(sheet), ""))).lstrip("/")
        for sheet in tree_of(package.part(home)).iter()
        if _local(sheet.tag) == "sheet"
    }


def tree_of(part: bytes) -> Element:
    try:
        tree: Element = fromstring(part)
    except ParseError as error:
        raise unreadable("damaged") from error
    return tree


def _relation(sheet: Element) -> str:
    return next((value for name, value in sheet.attrib.items() if name.startswith("{") and _local(name) == "id"), "")


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1].rsplit(":", 1)[-1]


class _Walk:
    """Once over a sheet's part; cells without an address follow the one before."""

    def __init__(self, content: bytes) -> None:
        self.marks = Marks()
        self._row = self._column = 0
        self._cell: dict[str, str] | None = None
        self._has_formula = False
        self._value: list[str] | None = None
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise unreadable("damaged") from error

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        match _local(tag):
            case "c":
                self._cell, self._has_formula, self._value = attributes, False, None
                self._row, self._column = _place(attributes.get("r"), self._row, self._column + 1)
            case "f":
                self._has_formula = True
            case "v":
                self._value = []
            case "row":
                self._row, self._column = int(attributes.get("r", self._row + 1)), 0
                if attributes.get("hidden") in {"1", "true"}:
                    self.marks.hidden_rows.add(self._row)

    def _text(self, text: str) -> None:
        if self._value is not None:
            self._value.append(text)

    def _end(self, tag: str) -> None:
        if _local(tag) == "c" and self._cell is not None:
            self._finish(self._cell.get("t", "n"), "".join(self._value or ()))
            self._cell = None

    def _finish(self, kind: str, value: str) -> None:
        if kind == "e":
            self.marks.odd.append(Odd(self._row, self._column, "error", value or "#N/A"))
        elif self._has_formula and not value and kind != "str":
            self.marks.odd.append(Odd(self._row, self._column, "formula-without-value"))


def _place(address: str | None, row: int, column: int) -> tuple[int, int]:
    if address is None:
        return row, min(column, LAST_COLUMN)
    try:
        return place_of(address.replace("$", ""))
    except ValueError as error:
        raise unreadable("damaged") from error
