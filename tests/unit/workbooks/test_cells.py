"""Each cell says where it is, what it holds, how a person sees it, and what is wrong with it."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from houselights.workbooks import Cell, address_of, read_workbook
from houselights.workbooks.cells import place_of, shown
from spreadsheets import (
    csv_made,
    libreoffice_made,
    needs_libreoffice,
    ods_made,
    openpyxl_made,
    with_rows,
    xlsxwriter_made,
)


@pytest.mark.parametrize(
    ("row", "column", "address"), [(7, 3, "C7"), (1, 26, "Z1"), (1, 27, "AA1"), (9, 16_384, "XFD9")]
)
def test_a_cell_has_its_address(row: int, column: int, address: str) -> None:
    assert Cell(row, column, "x", "x").address == address == address_of(row, column)
    assert place_of(address) == (row, column)


@pytest.mark.parametrize("text", ["", "C", "7", "C0", "c7", "XFE1", "A1048577", "A1:B2", "$A$1"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cell"):
        place_of(text)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "TRUE"),
        (70401, "70401"),
        (7.5, "7.5"),
        (1.23e15, "1.23E+15"),
        (date(2026, 3, 4), "04/03/2026"),
        (datetime(2026, 3, 4, 19, 30), "04/03/2026 19:30"),
        (time(19, 30, 5), "19:30:05"),
    ],
)
def test_a_value_is_shown_as_a_person_sees_it(value: Any, text: str) -> None:
    assert shown(value) == text


def test_cells_stand_where_they_stand_on_the_sheet() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_string(4, 2, "EventName")
        sheet.write_number(6, 3, 70401)
        book.add_worksheet("Other").write_boolean(0, 0, True)

    book = read_workbook(xlsxwriter_made(fill))

    assert [sheet.name for sheet in book.sheets] == ["Events", "Other"]
    assert [[(cell.address, cell.value) for cell in row] for row in book.sheets[0].rows] == [
        [("C5", "EventName")],
        [("D7", 70401)],
    ]
    assert book.sheets[1].rows[0][0].value is True


ERRORS = ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?")


def errors(book: Any, sheet: Any) -> None:
    for row, error in enumerate(ERRORS):
        sheet.write_formula(row, 0, "=NA()", None, error)
        sheet.write_string(row, 1, "beside")


def test_an_error_is_a_problem_and_never_a_blank() -> None:
    rows = read_workbook(xlsxwriter_made(errors)).sheets[0].rows

    assert [(row[0].problem, row[0].text, row[0].value) for row in rows] == [("error", text, None) for text in ERRORS]
    assert {row[1].text for row in rows} == {"beside"}


def test_an_error_alone_in_its_row_or_pasted_as_text_is_a_problem_too() -> None:
    alone = xlsxwriter_made(lambda book, sheet: sheet.write_formula(5, 5, "=NA()", None, "#N/A"))

    for content in (with_rows(b"", alone), csv_made([("a", "b"), ("#N/A", "1")]), openpyxl_made([("a", "#REF!")])):
        problems = [cell.problem for row in read_workbook(content).sheets[0].rows for cell in row]
        assert problems.count("error") == 1


@needs_libreoffice
@pytest.mark.parametrize("form", ["xls", "ods"])
def test_errors_hidden_rows_and_hidden_sheets_are_known_in_every_kind(form: str, tmp_path: Path) -> None:
    def shape(book: Any) -> None:
        book.active["B2"], book.active["C2"] = "=1/0", "=1+1"
        book.active.row_dimensions[2].hidden = True
        book.create_sheet("Secret")["C3"] = "deep"
        book["Secret"].sheet_state = "hidden"

    content = libreoffice_made(openpyxl_made([("a", "b", "c"), ("x",)], shape=shape), form, tmp_path)
    book = read_workbook(content)

    assert [(cell.value, cell.text, cell.problem) for cell in book.sheets[0].rows[1]] == [
        ("x", "x", ""),
        (None, "#DIV/0!", "error"),
        (2, "2", ""),
    ]
    assert book.sheets[0].hidden_rows == {2}
    assert book.sheets[1].is_hidden
    assert book.notes == (
        "The sheet “Secret” is hidden; it was read too.",
        "On “Events” 1 row is hidden; it was read too.",
    )


def test_errors_that_an_open_document_writes_once_and_repeats_are_all_problems() -> None:
    wrong = '<table:table-cell calcext:value-type="error" table:number-columns-repeated="2"><text:p>#N/A</text:p>'
    right = '</table:table-cell><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
    rows = f'<table:table-row table:number-rows-repeated="2">{wrong}{right}</table:table-row>'

    read = read_workbook(ods_made(rows)).sheets[0].rows

    assert [[(cell.address, cell.text, cell.problem) for cell in row] for row in read] == [
        [(f"A{row}", "#N/A", "error"), (f"B{row}", "#N/A", "error"), (f"C{row}", "x", "")] for row in (1, 2)
    ]


def test_a_formula_is_read_by_what_it_last_came_to() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_formula(0, 0, "=1+1", None, 2)
        sheet.write_formula(0, 1, '="a"', None, "a")

    ((number, text),) = read_workbook(xlsxwriter_made(fill)).sheets[0].rows

    assert (number.value, text.value) == (2, "a")


def test_a_formula_that_was_never_worked_out_is_a_problem() -> None:
    ((plain, formula),) = read_workbook(openpyxl_made([("x", "=1+1")])).sheets[0].rows

    assert (plain.problem, formula.problem, formula.value) == ("", "formula-without-value", None)


def test_a_formula_that_came_to_nothing_is_a_blank() -> None:
    markup = b'<row r="4"><c r="A4"><v>1</v></c><c r="B4" t="str"><f>""</f><v></v></c></row>'

    assert [cell.address for cell in read_workbook(with_rows(markup)).sheets[0].rows[-1]] == ["A4"]


def test_hidden_rows_are_read_and_said() -> None:
    def fill(book: Any, sheet: Any) -> None:
        for row in range(3):
            sheet.write_string(row, 0, "x")
        for row in (1, 2, 9):
            sheet.set_row(row, None, None, {"hidden": True})

    book = read_workbook(xlsxwriter_made(fill))

    assert len(book.sheets[0].rows) == 3
    assert book.notes == ("On “Events” 2 rows are hidden; they were read too.",)


def test_cells_without_an_address_follow_one_another() -> None:
    markup = b'<row><c><v>1</v></c><c t="e"><v>#N/A</v></c></row>'

    row = read_workbook(with_rows(markup)).sheets[0].rows[-1]

    assert [(cell.address, cell.problem) for cell in row] == [("A4", ""), ("B4", "error")]
