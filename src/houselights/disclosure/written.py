"""Released tables written as JSON, CSV or a workbook: the same figures everywhere, safe to open in a spreadsheet."""

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from houselights.disclosure.released import ReleasedTable

Tables = Sequence[ReleasedTable]
SHEET_NAME = 31  # letters: Excel's own limit


def as_json(tables: Tables) -> str:
    """One table is the shape that `measure --json` prints; several are `{tables: [...]}`."""
    shapes = [table.as_json() for table in tables]
    return json.dumps(shapes[0] if len(shapes) == 1 else {"tables": shapes}, ensure_ascii=False, indent=2) + "\n"


def as_csv(tables: Tables) -> str:
    """One line per cell of every table, with what it counts; money in pence."""
    lines = [line for table in tables for line in _lines(table)]
    names = list(dict.fromkeys(name for line in lines for name in line)) or ["measure"]
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names)  # ends lines as RFC 4180 says: a lone carriage return in a name is then quoted
    writer.writeheader()
    writer.writerows({name: harmless(value) for name, value in line.items()} for line in lines)
    return out.getvalue()


def as_workbook(tables: Tables) -> bytes:
    """A sheet per table, and a first sheet with the definitions, the period and the day of the data."""
    out = io.BytesIO()
    # Names come from a box office: text that looks like a formula or an address stays text.
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True})
        _about(book, tables, bold)
        for name, table in zip(_sheet_names(tables), tables, strict=True):
            _sheet(book, name, table, bold)
    return out.getvalue()


def harmless(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula, made text again."""
    return f"'{value}" if isinstance(value, str) and value[:1] in {"=", "+", "-", "@", "\t", "\r"} else value


def _lines(table: ReleasedTable) -> list[dict[str, Any]]:
    asked = table.question
    about = {"measure": asked.measure, "unit": table.unit, "period": asked.period.name, "dated": asked.dated}
    return [{**about, **row} for row in table.rows()]


def _about(book: xlsxwriter.Workbook, tables: Tables, bold: Any) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    place = 0
    # Once for tables that differ in how they are split alone.
    for facts in dict.fromkeys(_facts(table) for table in tables):
        for label, text in facts:
            sheet.write_string(place, 0, label, bold)
            sheet.write_string(place, 1, text)
            place += 1
        place += 1


def _facts(table: ReleasedTable) -> tuple[tuple[str, str], ...]:
    return (
        (table.title, table.definition),
        ("Unit", table.unit),
        ("Period", f"{table.question.period.title}, dated by {table.question.dated}"),
        ("Reader", table.question.reader),
        ("Data as of", table.data_as_of),
        *(("Note", note) for note in table.notes),
    )


def _sheet(book: xlsxwriter.Workbook, name: str, table: ReleasedTable, bold: Any) -> None:
    sheet = book.add_worksheet(name)
    rows = table.rows()
    for column, heading in enumerate(rows[0] if rows else (*table.question.by, "value", "base")):
        sheet.write_string(0, column, heading, bold)
    for line, row in enumerate(rows, 1):
        sheet.write_row(line, 0, row.values())
    sheet.freeze_panes(1, 0)


def _sheet_names(tables: Tables) -> list[str]:
    """Measure and split, each name once."""
    names: list[str] = []
    for table in tables:
        by = ("authority" if name == "area_local_authority" else name for name in table.question.by)
        name = " ".join([table.question.measure, *by])[:SHEET_NAME]
        names.append(name if name not in names else f"{name[: SHEET_NAME - 4]} {len(names) + 1}")
    return names
