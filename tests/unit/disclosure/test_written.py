"""Released tables as JSON, CSV and workbook: the same figures, and nothing in them that a spreadsheet would run."""

import csv
import io
import json
import tracemalloc
import zipfile
from datetime import UTC, datetime

import pytest

from houselights.disclosure.released import ReleasedTable
from houselights.disclosure.written import (
    as_csv,
    as_json,
    as_workbook,
    csv_pieces,
    json_pieces,
    save_workbook,
)
from houselights.errors import WrongUsage
from houselights.measures.counted import Cell
from houselights.measures.question import Question
from houselights.periods import parse_period
from houselights.workbooks.lines import harmless

EMMA = (Cell(("Emma",), ("3",), 12, 5),)


def released(measure="tickets", *, by=("event",), cells=EMMA, **question):
    return ReleasedTable(
        question=Question(measure, of="lyric", by=by, **question),
        unit="tickets",
        title="Tickets",
        definition="Counted tickets.",
        coded=tuple(name == "event" for name in by),
        cells=cells,
        total=12,
        total_base=5,
        suppressed=0,
        data_as_of="2026-11-20T09:00:00+00:00",
        build=4,
        notes=("A note.",),
    )


def sheets(book):
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        return {name: parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml")}


def test_json_has_the_question_the_figures_and_where_they_come_from():
    written = json.loads(as_json([released(period=parse_period("2026-Q3"), as_at=datetime(2026, 11, 1, tzinfo=UTC))]))

    assert written == {
        "measure": "tickets",
        "unit": "tickets",
        "definition": "Counted tickets.",
        "by": ["event"],
        "period": {"from": "2026-10-01", "to": "2026-12-31"},
        "dated": "performance",
        "reader": "own",
        "where": {},
        "as_at": "2026-11-01T00:00:00+00:00",
        "data_as_of": "2026-11-20T09:00:00+00:00",
        "rows": [{"event": "Emma", "event_code": "3", "value": 12, "base": 5}],
        "total": 12,
        "suppressed": 0,
        "notes": ["A note."],
    }


def test_several_tables_are_one_list():
    written = json.loads(as_json([released(), released("income")]))

    assert [table["measure"] for table in written["tables"]] == ["tickets", "income"]


def test_csv_has_a_line_per_cell_and_every_column_of_every_table():
    cells = (Cell(("2026-11",), (None,), None, 0),)

    lines = list(csv.DictReader(io.StringIO(as_csv([released(), released("yield", by=("month",), cells=cells)]))))

    assert [(line["measure"], line["event"], line["month"], line["value"]) for line in lines] == [
        ("tickets", "Emma", "", "12"),
        ("yield", "", "2026-11", ""),
    ]


def test_csv_of_nothing_still_has_a_heading():
    assert as_csv([]).split() == ["measure"]


@pytest.mark.parametrize("name", ["=1+1", "+44", "-2", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_name_that_looks_like_a_formula_is_text_in_csv(name):
    (line,) = csv.DictReader(io.StringIO(as_csv([released(cells=(Cell((name,), ("3",), 12, 5),))]), newline=""))

    assert line["event"] == f"'{name}"


def test_a_name_of_two_lines_is_one_line_of_csv():
    written = as_csv([released(cells=(Cell(("Emma\r=1+1",), ("3",), 12, 5),))])

    assert '"Emma\r=1+1"' in written


@pytest.mark.parametrize("value", ["Emma", "", 12, -3, None])
def test_what_is_harmless_stays_as_it_is(value):
    assert harmless(value) == value


def test_a_workbook_says_first_what_its_figures_mean():
    text = "".join(sheets(as_workbook([released(period=parse_period("2026-Q3"))])).values())

    for part in ("Counted tickets.", "October to December 2026", "2026-11-20T09:00:00+00:00", "A note.", "Emma"):
        assert part in text


def test_a_name_that_looks_like_a_formula_or_an_address_is_text_in_a_workbook():
    cells = (Cell(("=1+1",), ("3",), 1, 1), Cell(("http://example.org",), ("4",), 1, 1))

    parts = sheets(as_workbook([released(cells=cells)]))

    assert not any("<f>" in text or "<hyperlink" in text for text in parts.values())


def test_a_table_without_cells_keeps_its_headings():
    text = "".join(sheets(as_workbook([released(cells=())])).values())

    assert ">value<" in text


def test_every_table_has_a_sheet_of_its_own_with_a_name_that_is_not_too_long():
    by = ("month", "sub_discipline", "area_local_authority")
    periods = [parse_period(name) for name in ("2026-Q2", "2026-Q3")]
    cells = (Cell(("2026-11", "Jazz", "York"), (None, None, None), 1, 1),)

    tables = [released("postcode_coverage", by=by, cells=cells, period=period) for period in periods]
    parts = sheets(as_workbook(tables))

    names = [part.split('"')[0] for part in parts["xl/workbook.xml"].split('<sheet name="')[1:]]
    assert len(names) == len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)


def many(count):
    return released(
        cells=tuple(Cell((f"Event {number % 300}",), (str(number % 300),), number, 1) for number in range(count))
    )


@pytest.mark.parametrize("pieces", [csv_pieces, json_pieces])
def test_a_million_rows_take_no_more_memory_to_write_than_a_thousand(pieces):
    table = many(50_000)  # of a million cells only the time is another
    tracemalloc.start()

    length = sum(map(len, pieces([table])))

    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert length > 2_000_000
    assert most < 2_000_000


def test_what_is_written_in_pieces_is_the_same_text():
    tables = [released(), many(1_001), released("yield", cells=())]

    assert json.loads("".join(json_pieces(tables))) == {"tables": [table.as_json() for table in tables]}
    for table in tables:
        assert as_json([table]) == json.dumps(table.as_json(), ensure_ascii=False, indent=2) + "\n"
    assert len(list(csv.DictReader(io.StringIO(as_csv(tables))))) == 1_002


def test_a_ratio_has_its_columns_also_where_its_first_cell_has_none():
    cells = (Cell(("Emma",), ("3",), None, 0), Cell(("Jazz",), ("4",), 0.5, 2, 1, 2))

    first, second = csv.DictReader(io.StringIO(as_csv([released(cells=cells)])))

    assert (first["denominator"], second["denominator"]) == ("", "2")


def test_a_long_workbook_has_every_row(tmp_path):
    save_workbook([many(12_000)], tmp_path / "many.xlsx")

    text = "".join(sheets((tmp_path / "many.xlsx").read_bytes()).values())
    assert text.count("<row ") > 12_000
    assert "<v>11999</v>" in text


def test_more_rows_than_a_sheet_has_are_refused_and_never_cut(monkeypatch):
    monkeypatch.setattr("houselights.disclosure.written.SHEET_ROWS", 100)
    assert as_workbook([many(99)])

    with pytest.raises(WrongUsage, match="room for 99 rows in a sheet, and these are 100") as refused:
        as_workbook([many(100)])

    assert "CSV" in refused.value.remedy
