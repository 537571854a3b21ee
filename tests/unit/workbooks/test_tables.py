"""The table on a sheet is found by its headings, however they are written and wherever they stand."""

from typing import Any

from houselights.workbooks import Cell, Sheet, Table, find_table
from houselights.workbooks.cells import shown

KNOWN = {"EventName": ("Title",), "StartDate": (), "SpektrixEventId": ("BoxOfficeEventId", "Event ID", "EventId")}


def sheet(*rows: tuple[Any, ...]) -> Sheet:
    """Rows from the first on; None is a blank."""
    cells = (
        tuple(Cell(row, column, value, shown(value)) for column, value in enumerate(values, 1) if value is not None)
        for row, values in enumerate(rows, 1)
    )
    return Sheet("Events", rows=tuple(row for row in cells if row))


def found(*rows: tuple[Any, ...], **options: Any) -> Table:
    table = find_table(sheet(*rows), KNOWN, **options)
    assert table is not None
    return table


def test_headings_match_in_any_case_spacing_and_punctuation_and_in_any_order() -> None:
    table = found(("\ufeffevent id", " START_DATE ", "Event\xa0Name:"), ("1A", "2026-01-02", "Hamlet"))

    assert table.columns == {"SpektrixEventId": 1, "StartDate": 2, "EventName": 3}
    assert {name: cell.text for name, cell in table.rows[0].cells.items()} == {
        "SpektrixEventId": "1A",
        "StartDate": "2026-01-02",
        "EventName": "Hamlet",
    }
    assert (table.missing, table.unknown) == ((), ())


def test_title_rows_above_and_blank_columns_before_are_passed_over() -> None:
    table = found(
        ("Autumn season at the Lyric",), (), (None, "Title"), (None, None, "EventName", "StartDate"), (None, None, "x")
    )

    assert table.heading_row == 4
    assert table.columns == {"EventName": 3, "StartDate": 4}
    assert [row.number for row in table.rows] == [5]


def test_of_two_rows_of_headings_the_one_that_says_more_counts() -> None:
    assert found(("Event", "EventName"), ("EventName", "StartDate"), ("x", "y")).heading_row == 2


def test_an_unknown_heading_is_listed_with_the_nearest_that_is_still_missing() -> None:
    table = found(("EventName", "StartDate", "SpektrixEvntId", "Colour", "EvntName"))

    assert [(cell.address, text, near) for cell, text, near in table.unknown] == [
        ("C1", "SpektrixEvntId", "SpektrixEventId"),
        ("D1", "Colour", None),
        ("E1", "EvntName", None),
    ]
    assert table.missing == ("SpektrixEventId",)


def test_a_second_heading_of_one_column_is_said_and_not_read() -> None:
    table = found(("EventName", "StartDate", "Title"), ("first", "d", "second"))

    assert [(cell.address, name) for cell, name in table.repeated] == [("C1", "EventName")]
    assert table.rows[0].cells["EventName"].text == "first"


def test_a_heading_that_was_mapped_before_is_known_again_and_one_passed_over_stays_so() -> None:
    headings = ("Was läuft", "StartDate", "Colour", "Size")

    table = found(headings, ("x", "d", "red", "L"), remembered={"WAS LAUFT": "EventName", "colour": "", "Size": "Gone"})

    assert table.columns == {"EventName": 1, "StartDate": 2}
    assert [text for _, text, _ in table.unknown] == ["Size"]


def test_no_table_is_no_table() -> None:
    assert find_table(sheet(("Hello",), ("EventName",)), KNOWN) is None
    assert find_table(sheet(), KNOWN) is None


def test_headings_alone_are_a_table_without_rows() -> None:
    assert found(("EventName", "StartDate")).rows == ()


def test_every_row_below_is_a_row_or_named_as_set_aside() -> None:
    table = found(("EventName", "StartDate", "Notes"), ("x", "d"), (), (" ", "\xa0"), (None, None, "see me"), ("y",))

    assert [row.number for row in table.rows] == [2, 6]
    assert table.aside == (5,)


def test_a_cell_that_went_wrong_makes_a_row() -> None:
    heading = sheet(("EventName", "StartDate")).rows[0]
    wrong = Cell(2, 2, None, "", "formula-without-value")

    table = find_table(Sheet("Events", rows=(heading, (wrong,))), KNOWN)

    assert table is not None
    assert table.rows[0].cells == {"StartDate": wrong}
