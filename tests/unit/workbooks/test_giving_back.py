"""The person's own workbook comes back with its problems in their cells, and in a second copy its safe fixes made."""

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from houselights.workbooks import Fix, Note, Unreadable, annotated, read_workbook
from houselights.workbooks.annotating.lost import CELLS_ALONE
from houselights.workbooks.strict import _NAMES
from spreadsheets import (
    ROWS,
    SHEET,
    csv_made,
    edited,
    libreoffice_made,
    needs_libreoffice,
    openpyxl_made,
    with_sheet,
    xlsxwriter_made,
)

WRONG = Note("Events", "C3", "“12” is too few: type a whole number.")
YELLOW = PatternFill("solid", start_color="FFFFFF00")


def given_back(content: bytes, *notes: Note, fixes: tuple[Fix, ...] = ()) -> openpyxl.Workbook:
    copy = annotated(content, name="events.xlsx", notes=notes or (WRONG,), fixes=fixes)
    return openpyxl.load_workbook(io.BytesIO(copy))


def lines(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]


def test_the_persons_own_formatting_is_kept() -> None:
    def shape(book: Any) -> None:
        book.active["A2"].font, book.active["B2"].fill = Font(bold=True, name="Georgia"), YELLOW
        book.active["B2"].number_format = "d mmm yy"
        book.active.column_dimensions["A"].width, book.active.freeze_panes = 44, "B2"
        book.active.merge_cells("A5:D5")
        book.create_sheet("Notes")["A1"] = "mine"

    book = given_back(openpyxl_made(shape=shape))

    sheet = book["Events"]
    assert (sheet["A2"].font.name, sheet["A2"].font.bold, sheet["B2"].fill.start_color.rgb) == (
        "Georgia",
        True,
        "FFFFFF00",
    )
    assert sheet["B2"].number_format == "d mmm yy"
    assert (sheet.column_dimensions["A"].width, sheet.freeze_panes) == (44, "B2")
    assert [str(each) for each in sheet.merged_cells.ranges] == ["A5:D5"]
    assert book["Notes"]["A1"].value == "mine"
    assert book.sheetnames == ["Events", "Notes", "To do"]


def test_a_problem_is_coloured_and_explained_in_its_cell() -> None:
    notes = (WRONG, Note("Events", "A2", "second", "notice"), Note("Events", "A2", "first", "warning"))

    sheet = given_back(openpyxl_made(), *notes)["Events"]

    assert sheet["C3"].comment.text == WRONG.text
    assert sheet["A2"].comment.text == "second\nfirst"
    colours = [sheet[address].fill.start_color.rgb for address in ("C3", "A2", "B2")]
    assert len(set(colours)) == 3
    assert sheet["C3"].value == 12


def test_a_comment_of_the_persons_own_stays_above_ours() -> None:
    def shape(book: Any) -> None:
        book.active["C3"].comment = Comment("Ask Ben", "Ada")

    once = annotated(openpyxl_made(shape=shape), name="", notes=[WRONG])
    twice = given_back(once)["Events"]["C3"].comment

    assert twice.text == f"Ask Ben\n\nHouselights:\n{WRONG.text}"
    assert twice.author == "Ada"


def test_to_do_leads_to_each_cell_the_worst_first_and_is_what_opens() -> None:
    notes = (Note("Events", "B2", "Look again.", "warning"), WRONG)

    book = given_back(openpyxl_made(), *notes)

    assert lines(book["To do"]) == [
        ["Events", "C3", "12", WRONG.text, "Must be mended"],
        ["Events", "B2", "02/01/2026", "Look again.", "Worth a look"],
    ]
    assert [book["To do"][cell].hyperlink.location for cell in ("B5", "B6")] == ["'Events'!C3", "'Events'!B2"]
    assert book.active.title == "To do"
    assert [sheet.sheet_view.tabSelected for sheet in book] == [False, True]


def test_a_sheet_with_an_apostrophe_is_led_to() -> None:
    def shape(book: Any) -> None:
        book.active.title = "Ada's"

    book = given_back(openpyxl_made(shape=shape), Note("Ada's", "C3", "x"))

    assert book["To do"]["B5"].hyperlink.location == "'Ada''s'!C3"


def test_a_sheet_of_theirs_called_to_do_stays() -> None:
    book = given_back(openpyxl_made(shape=lambda book: book.create_sheet("to do")))

    assert book.sheetnames == ["Events", "to do", "To do 2"]


def test_nothing_echoed_becomes_a_formula() -> None:
    evil = '=HYPERLINK("http://x","y")'
    content = xlsxwriter_made(lambda book, sheet: sheet.write_string("A1", evil), strings_to_formulas=False)

    fixes = (Fix("Events", "B1", evil, evil, evil),)
    book = given_back(content, Note("Events", "A1", evil), fixes=fixes)

    echoed = [book["Events"]["B1"], *book["To do"][5], *book["Fixed"][5]]
    assert {cell.data_type for cell in echoed} == {"s"}
    assert [cell.value for cell in echoed].count(evil) == 6
    assert book["Events"]["B1"].quotePrefix


def test_a_comment_is_kept_short_and_free_of_control_characters() -> None:
    sheet = given_back(openpyxl_made(), Note("Events", "A1", "\x00\x0bx" * 2_000))["Events"]

    assert sheet["A1"].comment.text == "x" * 500


def test_fixes_are_made_in_the_copy_and_each_is_listed() -> None:
    fixes = (
        Fix("Events", "D2", " yes", "Yes", "written as Yes or No"),
        Fix("Events", "B3", "31.12.2026", date(2026, 12, 31), "a date that has only one reading"),
        Fix("Events", "C2", "about 240", 240, "digits alone"),
    )

    book = given_back(openpyxl_made(), WRONG, fixes=fixes)

    sheet = book["Events"]
    assert [sheet[address].value for address in ("D2", "C2")] == ["Yes", 240]
    assert (sheet["B3"].value.date(), sheet["B3"].number_format) == (date(2026, 12, 31), "dd/mm/yyyy")
    assert lines(book["Fixed"])[:2] == [
        ["Events", "D2", " yes", "Yes", "written as Yes or No"],
        ["Events", "B3", "31.12.2026", "31/12/2026", "a date that has only one reading"],
    ]


def test_without_notes_there_is_no_to_do() -> None:
    copy = annotated(openpyxl_made(), name="", notes=[], fixes=[Fix("Events", "C2", "1", 2, "x")])

    assert openpyxl.load_workbook(io.BytesIO(copy)).sheetnames == ["Events", "Fixed"]


def test_a_copy_of_a_copy_has_no_marks_of_the_first() -> None:
    first = annotated(openpyxl_made(), name="", notes=[WRONG, Note("Events", "A1", "x")])

    book = given_back(first, Note("Events", "B2", "only this"))

    assert book.sheetnames == ["Events", "To do"]
    assert len(lines(book["To do"])) == 1
    for address in ("A1", "C3"):
        assert book["Events"][address].comment is None
        assert book["Events"][address].fill.fill_type is None


def test_a_copy_that_is_uploaded_again_has_the_same_events() -> None:
    before = read_workbook(openpyxl_made())
    copy = annotated(openpyxl_made(), name="", notes=[WRONG], fixes=[Fix("Events", "C3", "12", 12, "the same")])

    after = read_workbook(copy)

    assert after.sheets == before.sheets
    assert after.notes == (
        "The sheet “Fixed” is a list that Houselights made: it was passed over.",
        "The sheet “To do” is a list that Houselights made: it was passed over.",
    )


def test_formulas_stay_theirs_and_keep_what_they_came_to() -> None:
    def fill(book: Any, sheet: Any) -> None:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        results = (2, "a & b", "", "#N/A", True)
        for row, result in enumerate(results):
            sheet.write_formula(row, 0, f'=IF(1<2,{row},"x")', None, result)
        sheet.write_formula(5, 0, "=DATE(2026,1,2)", day, 46024)
        sheet.write_number(6, 0, 7)

    content = xlsxwriter_made(fill)
    copy = annotated(content, name="", notes=[Note("Events", "A7", "x")])

    assert read_workbook(copy).sheets == read_workbook(content).sheets
    assert openpyxl.load_workbook(io.BytesIO(copy))["Events"]["A1"].value == '=IF(1<2,0,"x")'


def test_a_formula_that_was_never_worked_out_stays_a_problem_in_the_copy() -> None:
    content = openpyxl_made([("x", "=1+1")])

    copy = annotated(content, name="", notes=[Note("Events", "A1", "x")])

    assert read_workbook(copy).sheets == read_workbook(content).sheets


DROPDOWN = b"""<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"
 xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:dataValidations count="1"
 xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list"><x14:formula1>
<xm:f>Values!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>D2:D9</xm:sqref></x14:dataValidation></x14:dataValidations></ext>
<ext uri="{other}"/></extLst></worksheet>"""


def test_dropdowns_that_excel_saved_in_its_newer_way_stay() -> None:
    content = with_sheet(lambda part: part.replace(b"</worksheet>", DROPDOWN))

    copy = annotated(content, name="", notes=[WRONG])

    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        part = package.read(SHEET).decode()
    assert part.endswith("</extLst></worksheet>")
    assert "<xm:f>Values!$A$1:$A$2</xm:f>" in part
    assert "<xm:sqref>D2:D9</xm:sqref>" in part
    assert "{other}" not in part
    assert read_workbook(copy).sheets == read_workbook(content).sheets


def test_what_a_copy_cannot_have_is_said_on_it_and_a_chart_stays() -> None:
    def drawn(what: str) -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out) as book:
            sheet = book.add_worksheet("Events")
            sheet.write_column("A1", ["EventName", 1, 2, 3])
            if what == "chart":
                sheet.insert_chart("F2", chart := book.add_chart({"type": "bar"}))
                chart.add_series({"values": "=Events!$A$2:$A$4"})
            else:
                sheet.insert_textbox("F2", "Call me before you change anything.")
        return out.getvalue()

    with_text = given_back(drawn("text"), fixes=(Fix("Events", "A2", "1", 2, "So."),))
    with_chart = given_back(drawn("chart"))

    said = "Text boxes and shapes of your workbook are not in this copy: keep your own file too."
    assert [with_text[name]["A3"].value for name in ("To do", "Fixed")] == [said, said]
    assert (len(with_chart["Events"]._charts), with_chart["To do"]["A3"].value) == (1, None)
    assert given_back(csv_made(), Note("Sheet1", "A2", "So."))["To do"]["A3"].value is None


def test_a_note_on_merged_cells_stands_in_the_first() -> None:
    book = given_back(openpyxl_made(shape=lambda book: book.active.merge_cells("A2:B3")), Note("Events", "B3", "x"))

    assert book["Events"]["A2"].comment.text == "x"


def test_strict_ooxml_is_given_back_too() -> None:
    def change(name: str, part: bytes) -> bytes:
        for strict, usual in _NAMES.items():
            part = part.replace(usual, strict)
        return part

    assert given_back(edited(openpyxl_made(), change))["Events"]["C3"].comment.text == WRONG.text


def test_a_text_file_becomes_a_workbook_with_the_same_cells() -> None:
    rows = [("EventName", "Code"), ("=1+1", "007"), ("", ""), ("x", "#N/A")]

    book = given_back(csv_made(rows), Note("Sheet1", "A2", "x"))

    assert [[cell.value for cell in row] for row in book["Sheet1"].iter_rows(max_row=4)] == [
        ["EventName", "Code"],
        ["=1+1", "007"],
        [None, None],
        ["x", "#N/A"],
    ]
    assert book["Sheet1"]["A2"].data_type == "s"
    assert book["Sheet1"]["A2"].comment.text == "x"


@needs_libreoffice
@pytest.mark.parametrize("form", ["xls", "ods"])
def test_other_kinds_become_a_workbook_with_the_same_sheets_values_and_order(form: str, tmp_path: Path) -> None:
    def shape(book: Any) -> None:
        book.active["A9"], book.active["B9"] = "=1/0", "=1+1"
        book.active.row_dimensions[2].hidden = True
        book.create_sheet("Hidden one", 0)["C3"] = "deep"
        book["Hidden one"].sheet_state = "hidden"
        book.create_sheet("Last")["A1"] = True

    content = libreoffice_made(openpyxl_made(shape=shape), form, tmp_path)
    copy = annotated(content, name=f"events.{form}", notes=[WRONG])

    before, after = read_workbook(content), read_workbook(copy)
    assert after.kind == "xlsx"
    assert after.sheets == before.sheets
    assert openpyxl.load_workbook(io.BytesIO(copy))["Events"]["C3"].comment.text == WRONG.text


def test_a_style_that_openpyxl_does_not_understand_costs_the_formatting_and_not_the_copy() -> None:
    content = edited(
        openpyxl_made(),
        lambda name, part: part.replace(b"<cellXfs", b'<cellXfs wrong="1"').replace(b"<fill>", b"<fill><never/>"),
    )
    with pytest.raises(TypeError):
        openpyxl.load_workbook(io.BytesIO(content))

    book = given_back(content)

    assert book["Events"]["A2"].value == ROWS[1][0]
    assert book["Events"]["C3"].comment.text == WRONG.text
    assert book["To do"]["A3"].value == CELLS_ALONE


def test_what_cannot_be_read_cannot_be_annotated() -> None:
    with pytest.raises(Unreadable):
        annotated(b"%PDF-1.7", name="", notes=[])


def test_a_note_without_a_place_is_refused_here_and_not_in_the_other_process() -> None:
    with pytest.raises(ValueError, match="is no cell"):
        annotated(openpyxl_made(), name="", notes=[Note("Events", "", "x")])


@needs_libreoffice
def test_the_copy_opens_in_libreoffice(tmp_path: Path) -> None:
    copy = annotated(openpyxl_made(), name="", notes=[WRONG], fixes=[Fix("Events", "D2", "yes", "Yes", "x")])

    book = read_workbook(libreoffice_made(copy, "ods", tmp_path))

    assert book.sheets == read_workbook(copy).sheets
