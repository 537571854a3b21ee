"""Hidden reads the same in every form, and differs from nought, unknown and not applicable; its number is nowhere."""

import csv
import io
import json
import zipfile

import pytest

from houselights.cli.figures import _print
from houselights.disclosure.released import ReleasedTable
from houselights.disclosure.written import as_csv, as_json, as_workbook
from houselights.measures.counted import Cell
from houselights.measures.question import Question
from houselights.periods import parse_period

TABLE = ReleasedTable(
    question=Question("tickets", of="lyric", by=("discipline",), period=parse_period("2026-Q1"), reader="funder"),
    unit="tickets", title="Tickets", definition="Counted.", coded=(False,),
    cells=(
        Cell(("Dance",), (None,), None, 0, state="hidden"),
        Cell(("Music",), (None,), 0, 0),
        Cell(("Opera",), (None,), None, 0, state="unknown"),
        Cell(("Mime",), (None,), None, 0, state="not applicable"),
        Cell(("Theatre",), (None,), 40, 20),
    ),
    total=40, total_base=20, suppressed=1, data_as_of="2026-07-01T09:00:00+00:00", build=1,
)  # fmt: skip

SAID = {
    "Dance": "hidden to protect people",
    "Music": "0",
    "Opera": "unknown",
    "Mime": "not applicable",
    "Theatre": "40",
}


def in_json() -> dict[str, str]:
    rows = json.loads(as_json([TABLE]))["rows"]
    assert all((row["value"] is None) == (row["base"] is None) == (row["state"] != "shown") for row in rows)
    return {row["discipline"]: str(row["value"]) if row["state"] == "shown" else row["state"] for row in rows}


def in_csv() -> dict[str, str]:
    return {row["discipline"]: row["value"] for row in csv.DictReader(io.StringIO(as_csv([TABLE])))}


def in_a_workbook() -> dict[str, str]:
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_filelike(io.BytesIO(as_workbook([TABLE]))).get_sheet_by_index(1).to_python()
    return {row[0]: str(int(row[1])) if isinstance(row[1], float) else row[1] for row in rows[1:]}


@pytest.mark.parametrize("form", [in_json, in_csv, in_a_workbook])
def test_hidden_reads_the_same_in_every_file(form):
    assert form() == SAID


def test_hidden_reads_the_same_on_the_command_line(capsys):
    _print(TABLE)

    lines = capsys.readouterr().out.splitlines()
    for label, said in SAID.items():
        assert [line.split(maxsplit=1)[1] for line in lines if line.startswith(f"{label} ")] == [said]


def test_a_workbook_holds_nothing_that_a_reader_does_not_see():
    with zipfile.ZipFile(io.BytesIO(as_workbook([TABLE]))) as parts:
        text = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))

    assert text.count("hidden to protect people") >= 1
