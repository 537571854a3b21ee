"""Write rows as .csv that opens right in Excel: UTF-8 and marked so, and no text is ever run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

RUN = "=+-@\t\r"  # how a text begins that a spreadsheet would run


def csv_of(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """The same rows give the same bytes. What is not known is an empty cell, yes and no are words."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(headings)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    return harmless(value)


def harmless(value: Any) -> Any:
    """A text that a spreadsheet would run as a formula, made text again."""
    return f"'{value}" if isinstance(value, str) and value.startswith(tuple(RUN)) else value
