"""Does a person get their own workbook back, with what is wrong in its cells, and a copy that goes in?"""

import pytest

from houselights.register.uploads.copies import annotated_copy, copy_name, fixed_copy

from .books import actions, book, codes, opened, previewed

pytestmark = pytest.mark.django_db

WRONG = {
    "EventName": "  Spring   Gala ",
    "StartDate": "1 May 2026",
    "SpektrixEventId": "https://lyric.example/book?EventId=70401",
    "EventType": "Performanse",
    "IsFunded": "yes",
    "Attendance": "about 240",
}


def test_every_problem_stands_in_its_cell_and_on_the_sheet_to_do(lyric, gala):
    upload = previewed(lyric, book(WRONG))

    copy = opened(annotated_copy(upload))

    sheet = copy["Events"]
    assert set(codes(upload)) == {"not-a-date", "not-on-list", "not-a-whole-number"}
    for cell, words in (("B2", "01/05/2026"), ("G2", "Performance"), ("M2", "240")):
        assert words in sheet[cell].comment.text
    assert sheet["A2"].value == WRONG["EventName"]
    assert sheet["A2"].comment is None
    assert "To do" in copy.sheetnames


def test_the_fixed_copy_has_the_safe_fixes_made_and_listed_and_leaves_the_rest(lyric, gala):
    copy = fixed_copy(previewed(lyric, book(WRONG)))

    sheet, fixed = opened(copy)["Events"], opened(copy)["Fixed"]
    again = previewed(lyric, copy)
    assert sheet["M2"].value == "about 240"
    assert {"A2", "B2", "F2", "G2", "H2"} <= {cell.value for row in fixed.iter_rows() for cell in row}
    assert codes(again) == ["not-a-whole-number"]
    assert again.rows.get().fixes == []


def test_a_file_whose_problems_are_all_safe_to_fix_goes_in_once_fixed(lyric, gala):
    row = {name: value for name, value in WRONG.items() if name != "Attendance"}
    upload = previewed(lyric, book(row))
    assert actions(upload) == ["refused"]

    again = previewed(lyric, fixed_copy(upload))

    assert (actions(again), codes(again)) == (["created"], [])
    assert again.rows.get().box_office_name == "Gala night"


def test_what_a_person_wrote_is_never_a_formula_in_what_they_get_back(lyric):
    upload = previewed(lyric, book({"EventName": "=1+1", "StartDate": "=HYPERLINK(1)", "EventType": "@SUM(A1)"}))

    for copy in (annotated_copy(upload), fixed_copy(upload)):
        book_back = opened(copy)
        ours = [book_back[name] for name in ("To do", "Fixed") if name in book_back.sheetnames]
        texts = [cell for sheet in ours for row in sheet.iter_rows() for cell in row if "1+1" in str(cell.value)]
        assert all(cell.data_type != "f" for cell in texts)


@pytest.mark.parametrize(
    ("name", "shown"),
    [("autumn.ods", "autumn, fixed.xlsx"), ("autumn", "autumn, fixed.xlsx"), ("a/b\\c.xls", "c, fixed.xlsx")],
)
def test_a_copy_is_named_after_its_workbook(lyric, name, shown):
    upload = previewed(lyric, book({"EventName": "A", "StartDate": "2026-05-01"}), name=name)

    assert copy_name(upload, "fixed") == shown
