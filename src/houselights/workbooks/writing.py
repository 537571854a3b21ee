"""Write a workbook of our own: headings that explain themselves, dropdowns, dates; no text is ever run as a formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from typing import Any, Literal

import xlsxwriter

from houselights.workbooks import limits
from houselights.workbooks.cells import Value, letters_of

DATE_FORM, MOMENT_FORM, TIME_FORM = "dd/mm/yyyy", "dd/mm/yyyy hh:mm", "hh:mm"
_INLINE = 255  # letters that Excel allows in a dropdown's own list
# No moment at all: the same workbook has the same bytes on any day.
_MADE_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook's own clock has no zone


FORMS: dict[str, dict[str, object]] = {
    "heading": {"bold": True, "bg_color": "#EFE6D6", "bottom": 1, "text_wrap": True, "valign": "top"},
    "wrapped": {"text_wrap": True, "valign": "top"},
    "date": {"num_format": DATE_FORM},
    "moment": {"num_format": MOMENT_FORM},
    "time": {"num_format": TIME_FORM},
    "whole": {"num_format": "0"},
    "plain": {},
}


@dataclass(frozen=True)
class ColumnPlan:
    """A column: its heading, what the heading's comment says, and what may stand below it.

    Choices are few words (255 letters together), or `choices_from` a column of another sheet: (sheet, heading).
    `is_strict`: a value off the list is refused by the sheet; otherwise it asks, and takes it.
    """

    heading: str
    width: int = 16
    comment: str = ""
    kind: Literal["text", "date", "whole"] = "text"
    choices: Sequence[str] = ()
    choices_from: tuple[str, str] | None = None
    is_strict: bool = True
    hint: str = ""  # shown beside a chosen cell
    is_wrapped: bool = False


@dataclass(frozen=True)
class SheetPlan:
    """A sheet: columns with headings in the first row, and rows of values. Dropdowns go on to row `room`."""

    name: str
    columns: Sequence[ColumnPlan]
    rows: Sequence[Sequence[Value]] = ()
    room: int = 2_000
    is_frozen: bool = True
    is_filtered: bool = False
    has_headings: bool = True


def written(sheets: Sequence[SheetPlan], *, title: str = "") -> bytes:
    """An .xlsx of these sheets; the same sheets give the same bytes."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"title": title, "author": "Houselights", "created": _MADE_AT})
        forms = {name: book.add_format(form) for name, form in FORMS.items()}
        places = _places(sheets)
        for plan in sheets:
            _write_sheet(book.add_worksheet(plan.name), plan, forms, places)
    return out.getvalue()


def _places(sheets: Sequence[SheetPlan]) -> dict[tuple[str, str], str]:
    """The range of every column by sheet and heading, as dropdowns name it: its filled cells from the top."""
    found = {}
    for sheet in sheets:
        for number, column in enumerate(sheet.columns):
            filled = [place for place, row in enumerate(sheet.rows, 2) if number < len(row) and row[number] is not None]
            quoted, letters = sheet.name.replace("'", "''"), letters_of(number + 1)
            found[sheet.name, column.heading] = f"='{quoted}'!${letters}$2:${letters}${max(filled, default=2)}"
    return found


def _write_sheet(sheet: Any, plan: SheetPlan, forms: Mapping[str, Any], places: Mapping[tuple[str, str], str]) -> None:
    first = 1 if plan.has_headings else 0
    last = max(plan.room, len(plan.rows) + first) - 1
    for number, column in enumerate(plan.columns):
        sheet.set_column(number, number, column.width, forms[_form_of(column)])
        if plan.has_headings:
            _write_heading(sheet, number, column, forms)
        if rule := _dropdown(column, places):
            sheet.data_validation(first, number, last, number, rule)
    for place, row in enumerate(plan.rows, first):
        for number, value in enumerate(row):
            write_value(sheet, place, number, value, forms, _wrapped(plan.columns, number, forms))
    if plan.has_headings and plan.is_frozen:
        sheet.freeze_panes(1, 0)
    if plan.is_filtered and plan.rows:
        sheet.autofilter(0, 0, len(plan.rows), len(plan.columns) - 1)


def _write_heading(sheet: Any, number: int, column: ColumnPlan, forms: Mapping[str, Any]) -> None:
    sheet.write_string(0, number, column.heading, forms["heading"])
    if column.comment:
        comment = column.comment[: limits.COMMENT]
        size = {"x_scale": 2.2, "y_scale": max(1.0, len(comment) / 130)}
        sheet.write_comment(0, number, comment, {"author": "Houselights", **size})


def _form_of(column: ColumnPlan) -> str:
    return "wrapped" if column.is_wrapped else {"text": "plain"}.get(column.kind, column.kind)


def _wrapped(columns: Sequence[ColumnPlan], number: int, forms: Mapping[str, Any]) -> Any:
    return forms["wrapped"] if number < len(columns) and columns[number].is_wrapped else None


def _dropdown(column: ColumnPlan, places: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    source = _source(column, places)
    if not source:
        return {}
    words = {"input_message": column.hint[:_INLINE]} if column.hint else {}
    return words | {
        "validate": "list",
        "source": source,
        "error_type": "stop" if column.is_strict else "warning",
        "error_title": column.heading[:32],
        "error_message": "Choose a value of the list." if column.is_strict else "This is not on the list. Keep it?",
    }


def _source(column: ColumnPlan, places: Mapping[tuple[str, str], str]) -> str | list[str]:
    if column.choices_from:
        return places[column.choices_from]
    if len(",".join(column.choices)) > _INLINE or any("," in each for each in column.choices):
        raise ValueError(f"The choices of {column.heading} do not fit into a dropdown: put them on a sheet.")
    return list(column.choices)


def write_value(sheet: Any, row: int, column: int, value: Value, forms: Mapping[str, Any], form: Any = None) -> None:
    """One value with its form, text as text. A place counts from 0 here, as XlsxWriter has it."""
    match value:
        case None | "":
            return
        case str():
            sheet.write_string(row, column, value[: limits.TEXT], form)
        case bool():
            sheet.write_boolean(row, column, value, form)
        case datetime():
            sheet.write_datetime(row, column, value.replace(tzinfo=None), forms["moment"])
        case date():
            sheet.write_datetime(row, column, value, forms["date"])
        case time():
            sheet.write_datetime(row, column, value, forms["time"])
        case _:
            _write_number(sheet, row, column, value, form)


def _write_number(sheet: Any, row: int, column: int, value: float, form: Any) -> None:
    # A sheet's numbers have fifteen digits: an id with more would come back as another id.
    if abs(value) >= 1e15 and isinstance(value, int):
        sheet.write_string(row, column, str(value), form)
    else:
        sheet.write_number(row, column, value, form)
