"""Read the figures back out of a published page or file, as anybody would who has nothing else."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser

from houselights.submissions.publishing.document import PublicDocument, Table
from houselights.submissions.publishing.models import FrozenFile

Cell = tuple[str, str, str]  # the table by its title, the label, the period
Said = Mapping[Cell, str]  # as it is written: a number without separators, or the words for why there is none


def said_by_tables(tables: Iterable[Table]) -> Said:
    """Every figure of these tables."""
    return {
        (table.title, row.label, period): figure.words or str(figure.value)
        for table in tables
        for row in table.rows
        for period, figure in zip(table.columns, row.figures, strict=True)
    }


def said_by_file(file: FrozenFile, document: PublicDocument) -> Said | None:
    """Every figure of this file; None of one that has none. What cannot be read says nothing."""
    content = bytes(file.content)
    if file.name == "figures.csv":
        return _of_csv(content)
    if file.name == "figures.json":
        return _of_json(content)
    return None if file.name else _of_page(content, document)


def _of_csv(content: bytes) -> Said:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig", "replace")))
    return {(row.get("Measure", ""), row.get("Label", ""), row.get("Period", "")): row.get("Value", "") for row in rows}


def _of_json(content: bytes) -> Said:
    try:
        tables = json.loads(content)["tables"]
        return {
            (table["title"], row["label"], row["period"]): (
                str(row["value"]) if row["state"] == "shown" else str(row["state"])
            )
            for table in tables
            for row in table["rows"]
        }
    except (ValueError, KeyError, TypeError):
        return {}


def _of_page(content: bytes, document: PublicDocument) -> Said:
    """Its tables, in the document's order; one figure alone stands in a sentence, of which the digest must do."""
    reader = _Tables()
    reader.feed(content.decode("utf-8", "replace"))
    drawn = [table for table in document.tables if table.by or len(table.columns) > 1]
    found = dict(said_by_tables(table for table in document.tables if table not in drawn))
    for table, rows in zip(drawn, reader.tables, strict=False):
        found |= _of_drawn(table, rows)
    return found


def _of_drawn(table: Table, rows: list[list[str]]) -> Said:
    return {
        (table.title, row[0], period): said.replace(",", "")
        for row in rows
        if len(row) == len(table.columns) + 1
        for period, said in zip(table.columns, row[1:], strict=True)
    }


class _Tables(HTMLParser):
    """The rows of every table's body: the text of each cell."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self._is_in_body = self._is_in_cell = False

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002  (Python's signature)
        if tag == "tbody":
            self._is_in_body = True
            self.tables.append([])
        elif tag == "tr" and self._is_in_body:
            self.tables[-1].append([])
        elif tag in ("th", "td") and self._is_in_body and self.tables[-1]:
            self._is_in_cell = True
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "tbody":
            self._is_in_body = False
        elif tag in ("th", "td"):
            self._is_in_cell = False

    def handle_data(self, data: str) -> None:
        if self._is_in_cell:
            self.tables[-1][-1][-1] += data
