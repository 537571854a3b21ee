"""Make a new .xlsx with the same sheets, values and order, where the person's own file cannot be marked up itself."""

import re
from io import BytesIO
from typing import Any

import xlsxwriter

from houselights.workbooks.reading.raw import RawSheet
from houselights.workbooks.reading.reader import read_raw
from houselights.workbooks.writing import FORMS, write_value

_NAME = 31  # letters of a sheet's name: Excel's limit
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]")
_WIDEST, _SAMPLE = 45, 200


def rebuilt(content: bytes) -> tuple[bytes, dict[str, str]]:
    """The workbook, and the new name of every sheet."""
    raw = read_raw(content)
    names = _names([sheet.name for sheet in raw.sheets])
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        forms = {name: book.add_format(form) for name, form in FORMS.items()}
        made = [_write(book.add_worksheet(names[sheet.name]), sheet, forms) for sheet in raw.sheets]
        visible = [each for each, sheet in zip(made, raw.sheets, strict=True) if not sheet.is_hidden] or made[:1]
        visible[0].activate()
        visible[0].set_first_sheet()
        for each, sheet in zip(made, raw.sheets, strict=True):
            if sheet.is_hidden and each is not visible[0]:
                each.hide()
    return out.getvalue(), names


def _write(sheet: Any, raw: RawSheet, forms: dict[str, Any]) -> Any:
    for row, values in enumerate(raw.rows, raw.top - 1):
        for column, value in enumerate(values, raw.left - 1):
            write_value(sheet, row, column, value, forms)
    for odd in raw.odd:
        write_value(sheet, odd.row - 1, odd.column - 1, odd.text, forms)
    for row in raw.hidden_rows:
        sheet.set_row(row - 1, None, None, {"hidden": True})
    for column in range(max(map(len, raw.rows[:_SAMPLE]), default=0)):
        longest = max(len(str(row[column])) for row in raw.rows[:_SAMPLE] if column < len(row))
        sheet.set_column(column + raw.left - 1, column + raw.left - 1, min(max(longest + 2, 10), _WIDEST))
    return sheet


def _names(names: list[str]) -> dict[str, str]:
    """Names that Excel takes, none twice."""
    found: dict[str, str] = {}
    for number, name in enumerate(names, 1):
        plain = _NOT_IN_A_NAME.sub(" ", name).strip(" '")[:_NAME] or f"Sheet{number}"
        is_taken = plain.casefold() in {each.casefold() for each in found.values()} or plain.casefold() == "history"
        found[name] = f"{plain[: _NAME - 5]} {number}" if is_taken else plain
    return found
