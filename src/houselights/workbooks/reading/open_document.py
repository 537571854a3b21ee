"""Read .ods with calamine, and add what it does not give: error cells and hidden rows."""

from xml.parsers import expat

from houselights.workbooks import limits
from houselights.workbooks.cells import LAST_COLUMN, LAST_ROW
from houselights.workbooks.package import Package
from houselights.workbooks.reading.excel import opened
from houselights.workbooks.reading.raw import Odd, RawSheet
from houselights.workbooks.refusals import unreadable

_HIDDEN = {"collapse", "filter"}


def read_ods(content: bytes, package: Package) -> list[RawSheet]:
    """Every table in the document's order."""
    if b"encryption-data" in package.part("META-INF/manifest.xml"):
        raise unreadable("password")
    found = _Walk(package.part("content.xml"))
    sheets = opened(content)
    for sheet in sheets:
        sheet.hidden_rows, sheet.odd = found.hidden_rows.get(sheet.name, []), found.odd.get(sheet.name, [])
    return sheets


class _Walk:
    """Once over the document. Rows and cells may be written once and repeated: places are counted with that."""

    def __init__(self, content: bytes) -> None:
        self.hidden_rows: dict[str, list[int]] = {}
        self.odd: dict[str, list[Odd]] = {}
        self._table = ""
        self._row = self._rows = self._column = 0
        self._error: tuple[range, list[str]] | None = None
        self._row_errors: list[tuple[int, str]] = []
        self._filled = self._row_filled = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, ValueError) as error:
            raise unreadable("damaged") from error

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "table:table":
            self._table, self._row, self._rows = attributes.get("table:name", ""), 1, 0
        elif tag == "table:table-row":
            self._row += self._rows
            self._rows, self._column = int(attributes.get("table:number-rows-repeated", 1)), 1
            if attributes.get("table:visibility") in _HIDDEN:
                self._hide()
        elif tag in {"table:table-cell", "table:covered-table-cell"}:
            self._cell(attributes)

    def _hide(self) -> None:
        last = min(self._row + self._rows, LAST_ROW + 1)
        self.hidden_rows.setdefault(self._table, []).extend(range(self._row, last))

    def _cell(self, attributes: dict[str, str]) -> None:
        place = self._column
        self._column += int(attributes.get("table:number-columns-repeated", 1))
        if "office:value-type" in attributes or "calcext:value-type" in attributes:
            self._row_filled += self._column - place
        if attributes.get("calcext:value-type") == "error":
            self._error = range(place, min(self._column, LAST_COLUMN + 1)), []

    def _text(self, text: str) -> None:
        if self._error:
            self._error[1].append(text)

    def _end(self, tag: str) -> None:
        if tag == "table:table-cell" and self._error:
            columns, texts = self._error
            shown = "".join(texts).strip()[: limits.TEXT] or "#N/A"
            self._row_errors += [(column, shown) for column in columns]
            self._error = None
        elif tag == "table:table-row":
            self._end_row()

    def _end_row(self) -> None:
        self._filled += self._rows * self._row_filled
        if self._filled > limits.CELLS:  # before calamine lays them out
            raise unreadable(
                "too-large", f"This workbook holds more filled cells than the {limits.CELLS:,} that are read."
            )
        if self._row_errors:
            rows = range(self._row, min(self._row + self._rows, LAST_ROW + 1))
            odd = [Odd(row, column, "error", shown) for row in rows for column, shown in self._row_errors]
            self.odd.setdefault(self._table, []).extend(odd)
        self._row_errors, self._row_filled = [], 0
