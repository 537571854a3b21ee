"""Released tables written as JSON, CSV or a workbook: the same figures everywhere, safe to open in a spreadsheet.

JSON and CSV come in pieces, and a workbook is written row by row: a million rows take no more memory than a thousand.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec
import xlsxwriter

from houselights.disclosure.released import ReleasedTable
from houselights.errors import WrongUsage
from houselights.measures.counted import Cell
from houselights.measures.narrowing import write_where
from houselights.workbooks.lines import harmless

Tables = Sequence[ReleasedTable]
SHEET_NAME = 31  # letters: Excel's own limit
SHEET_ROWS = 1_048_576  # likewise, with the headings
MANY = 10_000  # cells, from which on a file is sent in pieces
_AT_ONCE = 500  # rows


def as_json(tables: Tables) -> str:
    """One table is the shape that `measure --json` prints; several are `{tables: [...]}`."""
    return "".join(json_pieces(tables))


def as_csv(tables: Tables) -> str:
    """One line per cell of every table, with what it counts; money in pence."""
    return "".join(csv_pieces(tables))


def as_workbook(tables: Tables) -> bytes:
    """A sheet per table, and a first sheet with the definitions, the period and the day of the data."""
    out = io.BytesIO()
    save_workbook(tables, out)
    return out.getvalue()


def are_many(tables: Tables) -> bool:
    """Are there more cells than should be written in one piece?"""
    return sum(len(table.cells) for table in tables) > MANY


def json_pieces(tables: Tables) -> Iterator[str]:
    """What `as_json` says, piece by piece."""
    if len(tables) == 1:
        yield from _json(tables[0], "")
    else:
        yield '{\n  "tables": ['
        for place, table in enumerate(tables):
            yield ",\n    " if place else "\n    "
            yield from _json(table, "    ")
        yield "\n  ]\n}" if tables else "]\n}"
    yield "\n"


def csv_pieces(tables: Tables) -> Iterator[str]:
    """What `as_csv` says, piece by piece."""
    fullest = chain.from_iterable(_lines(table, _fullest(table)) for table in tables)
    names = list(dict.fromkeys(chain.from_iterable(fullest))) or ["measure"]
    yield _csv(names, [dict(zip(names, names, strict=True))])
    for table in tables:
        for cells in _parts(table):
            yield _csv(names, _lines(table, cells))


def save_workbook(tables: Tables, to: io.BytesIO | Path) -> None:
    """What `as_workbook` says, in a file. WrongUsage where a sheet would not hold a table."""
    _check_fits(tables)
    by_rows = {"constant_memory": True} if are_many(tables) else {"in_memory": True}
    # Names come from a box office: text that looks like a formula or an address stays text.
    text_is_text = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(to) if isinstance(to, Path) else to, by_rows | text_is_text) as book:
        bold = book.add_format({"bold": True})
        _about(book, tables, bold)
        for name, table in zip(_sheet_names(tables), tables, strict=True):
            _sheet(book, name, table, bold)


def _check_fits(tables: Tables) -> None:
    most = max((len(table.cells) for table in tables), default=0)
    if most >= SHEET_ROWS:
        raise WrongUsage(
            f"A workbook has room for {SHEET_ROWS - 1:,} rows in a sheet, and these are {most:,}.",
            remedy="Take them as CSV or JSON, which have no limit, or split by less.",
        )


def _json(table: ReleasedTable, indent: str) -> Iterator[str]:
    before, after = _indented(table.about(), indent).split('"rows": []', 1)
    yield f'{before}"rows": ['
    for place, cells in enumerate(_parts(table)):
        rows = _indented([table.row(cell) for cell in cells], f"{indent}  ")
        yield ("," if place else "") + rows[1 : rows.rindex("\n")]  # without the brackets of its own
    yield f"\n{indent}  ]{after}" if table.cells else f"]{after}"


def _indented(value: Any, indent: str) -> str:
    """As JSON; a text never has a line end of its own in it."""
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode().replace("\n", f"\n{indent}")


def _csv(names: Sequence[str], lines: Iterable[dict[str, Any]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, names)  # ends lines as RFC 4180 says: a lone carriage return in a name is then quoted
    writer.writerows({name: harmless(value) for name, value in line.items()} for line in lines)
    return out.getvalue()


def _parts(table: ReleasedTable) -> Iterator[Sequence[Cell]]:
    return (table.cells[place : place + _AT_ONCE] for place in range(0, len(table.cells), _AT_ONCE))


def _lines(table: ReleasedTable, cells: Iterable[Cell]) -> Iterator[dict[str, Any]]:
    asked = table.question
    about = {"measure": asked.measure, "unit": table.unit, "period": asked.period.name, "dated": asked.dated}
    if asked.as_at:  # two tables of one period, as known at two moments, are told apart by it alone
        about["as_at"] = asked.as_at.isoformat()
    if asked.where:
        about["where"] = "; ".join(write_where(asked.where))
    return ({**about, **_row(table, cell)} for cell in cells)


def _fullest(table: ReleasedTable) -> Sequence[Cell]:
    """A cell with all that any has: where one has a numerator and a denominator, there are columns for them."""
    ratio = next((cell for cell in table.cells if cell.denominator is not None), None)
    return [ratio] if ratio else table.cells[:1]


def _row(table: ReleasedTable, cell: Cell) -> dict[str, Any]:
    """Where there is no value for a reader outside, the words for why stand in its place."""
    return {**table.row(cell), "value": table.said(cell)}


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
        *([("As known at", table.question.as_at.isoformat())] if table.question.as_at else []),
        *([("Only where", "; ".join(write_where(table.question.where)))] if table.question.where else []),
        ("Reader", table.question.reader),
        ("Data as of", table.data_as_of),
        *(("Note", note) for note in table.notes),
    )


def _sheet(book: xlsxwriter.Workbook, name: str, table: ReleasedTable, bold: Any) -> None:
    sheet = book.add_worksheet(name)
    full = [list(_row(table, cell)) for cell in _fullest(table)] or [[*table.question.by, "value", "base"]]
    for column, heading in enumerate(full[0]):
        sheet.write_string(0, column, heading, bold)
    for line, cell in enumerate(table.cells, 1):
        sheet.write_row(line, 0, _row(table, cell).values())
    sheet.freeze_panes(1, 0)


def _sheet_names(tables: Tables) -> list[str]:
    """Measure and split, each name once."""
    names: list[str] = []
    for table in tables:
        by = ("authority" if name == "area_local_authority" else name for name in table.question.by)
        name = " ".join([table.question.measure, *by])[:SHEET_NAME]
        names.append(name if name not in names else f"{name[: SHEET_NAME - 4]} {len(names) + 1}")
    return names
