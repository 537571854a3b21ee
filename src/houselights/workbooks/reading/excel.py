"""Read .xlsx with calamine, and add what it does not give."""

from io import BytesIO

import python_calamine as calamine

from houselights.workbooks.package import Package
from houselights.workbooks.reading.marks import Marks, check_area, marks_by_sheet
from houselights.workbooks.reading.raw import RawSheet
from houselights.workbooks.refusals import unreadable
from houselights.workbooks.strict import is_strict, made_transitional


def read_xlsx(content: bytes, package: Package) -> list[RawSheet]:
    """Every worksheet in the workbook's order, hidden ones too."""
    if is_strict(package):
        content = made_transitional(content)
    check_area(package)
    sheets = opened(content)
    marks = marks_by_sheet(package)
    return [_marked(sheet, marks.get(sheet.name)) for sheet in sheets]


def opened(content: bytes) -> list[RawSheet]:
    """What calamine gives of any kind it reads."""
    try:
        with calamine.load_workbook(BytesIO(content)) as book:
            return [
                _raw(book.get_sheet_by_name(each.name), is_hidden=each.visible != calamine.SheetVisibleEnum.Visible)
                for each in book.sheets_metadata
                if each.typ == calamine.SheetTypeEnum.WorkSheet
            ]
    except calamine.PasswordError as error:
        raise unreadable("password") from error
    except (calamine.CalamineError, ValueError, OSError) as error:
        raise unreadable("damaged") from error


def _raw(sheet: calamine.CalamineSheet, *, is_hidden: bool) -> RawSheet:
    top, left = sheet.start or (0, 0)
    rows = sheet.to_python(skip_empty_area=True) if sheet.start else []
    return RawSheet(sheet.name, is_hidden, top + 1, left + 1, rows)


def _marked(sheet: RawSheet, marks: Marks | None) -> RawSheet:
    if marks:
        sheet.hidden_rows, sheet.odd = sorted(marks.hidden_rows), marks.odd
    return sheet
