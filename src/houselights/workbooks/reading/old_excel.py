"""Read .xls with xlrd, which tells error cells and hidden rows; calamine 0.9.1 gives an error cell as a blank."""

import contextlib
import struct
from datetime import date, datetime, time
from io import StringIO
from typing import Any

import xlrd

from houselights.workbooks.reading.raw import Odd, RawSheet
from houselights.workbooks.refusals import unreadable


def read_xls(content: bytes) -> list[RawSheet]:
    """Every worksheet in the workbook's order, hidden ones too."""
    try:
        # `formatting_info` is what makes it tell hidden rows. What it logs may quote a cell.
        book = xlrd.open_workbook(file_contents=content, formatting_info=True, logfile=StringIO())
        return [_sheet(book, each) for each in book.sheets()]
    except xlrd.XLRDError as error:
        raise unreadable("password" if "encrypted" in str(error) else "damaged") from error
    # What xlrd 2.0.2 lets through of a file that breaks off or lies.
    except (AssertionError, IndexError, KeyError, ValueError, TypeError, AttributeError, struct.error) as error:
        raise unreadable("damaged") from error
    except (xlrd.compdoc.CompDocError, UnicodeError, OverflowError, NotImplementedError) as error:
        raise unreadable("damaged") from error


def _sheet(book: Any, sheet: Any) -> RawSheet:
    odd = [
        Odd(row + 1, column + 1, "error", xlrd.error_text_from_code.get(cell.value, "#N/A"))
        for row in range(sheet.nrows)
        for column, cell in enumerate(sheet.row(row))
        if cell.ctype == xlrd.XL_CELL_ERROR
    ]
    hidden = [row + 1 for row, about in sheet.rowinfo_map.items() if about.hidden]
    rows = [[_value(book, cell) for cell in sheet.row(row)] for row in range(sheet.nrows)]
    return RawSheet(sheet.name, sheet.visibility != 0, 1, 1, rows, sorted(hidden), odd)


def _value(book: Any, cell: Any) -> Any:
    if cell.ctype in {xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR}:
        return ""
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        return _moment(cell.value, book.datemode)
    return cell.value


def _moment(days: float, mode: int) -> datetime | date | time | float:
    """A day, a time or both, as calamine gives them; the number itself where no date is meant by it."""
    if 0 <= days < 1:
        return time(*xlrd.xldate_as_tuple(days, mode)[3:])
    with contextlib.suppress(xlrd.xldate.XLDateError, OverflowError, ValueError):
        moment: datetime = xlrd.xldate.xldate_as_datetime(days, mode)
        return moment if moment.time() != time() else moment.date()
    return days
