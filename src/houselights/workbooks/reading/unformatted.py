"""Tell a report run as unformatted Excel: rows of data from the first line on, and nothing that names a column."""

import re
from datetime import date
from typing import Any

from houselights.workbooks.reading.raw import RawSheet

# A number and a suffix of capitals, as box offices write an event's full id: no heading looks so.
_FULL_ID = re.compile(r"\s*[0-9]+[A-Z]{8,}\s*")
_WIDE = 4  # cells: fewer are a title
_LOOK = 50  # rows


def is_unformatted(sheets: list[RawSheet]) -> bool:
    """Whether the one sheet that holds anything begins with data. What Spektrix gives is not published: this is the
    shape that the sandbox gives, and the safe reading of any sheet with an event's id where headings should be."""
    filled = [sheet for sheet in sheets if sheet.rows]
    return len(filled) == 1 and _is_data(next((row for row in filled[0].rows[:_LOOK] if _width(row) >= _WIDE), []))


def _width(row: list[Any]) -> int:
    return len(row) - row.count("")


def _is_data(row: list[Any]) -> bool:
    return any(isinstance(value, str) and _FULL_ID.fullmatch(value) for value in row) and any(
        isinstance(value, date | int | float) or (isinstance(value, str) and _looks_like_a_date(value)) for value in row
    )


def _looks_like_a_date(text: str) -> bool:
    return bool(re.match(r"\s*[0-9]{1,4}[-/][0-9]{1,2}[-/][0-9]{1,4}", text))
