"""What a workbook holds: sheets of rows of cells, each cell knowing where it is and how a person sees it."""

import re
from datetime import date, datetime, time
from functools import cache, lru_cache
from typing import Literal

from msgspec import Struct

Value = str | int | float | bool | date | datetime | time | None
Kind = Literal["xlsx", "xls", "ods", "csv"]

OURS = "Houselights:"  # how the first cell of a sheet begins that we added ourselves
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # Excel's own
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]*)")


class Cell(Struct, frozen=True, gc=False):
    """One cell that holds something; row and column count from 1, as on the sheet.

    A Struct, not a dataclass: a big sheet has a million of them (see decision 0006). `problem` is "" or
    "error" (#N/A and its like) or "formula-without-value" (saved by a program that never worked it out).
    """

    row: int
    column: int
    value: Value
    text: str
    problem: str = ""

    @property
    def address(self) -> str:
        return address_of(self.row, self.column)


class Sheet(Struct, frozen=True):
    """A sheet: only its rows that hold anything, hidden ones among them."""

    name: str
    is_hidden: bool = False
    rows: tuple[tuple[Cell, ...], ...] = ()
    hidden_rows: frozenset[int] = frozenset()


class Workbook(Struct, frozen=True):
    """A file as read. `notes` are sentences on what was odd; `encoding` and `separator` are of a .csv alone."""

    kind: Kind
    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...] = ()
    encoding: str = ""
    separator: str = ""


def address_of(row: int, column: int) -> str:
    """`C7` of row 7, column 3."""
    return f"{letters_of(column)}{row}"


@cache
def letters_of(column: int) -> str:
    """`AA` of 27."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def place_of(address: str) -> tuple[int, int]:
    """Row and column of `C7`; ValueError for what is no address on a sheet."""
    found = _ADDRESS.fullmatch(address)
    if not found:
        raise ValueError(f"{address!r} is no cell.")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(found[2])
    if row > LAST_ROW or column > LAST_COLUMN:
        raise ValueError(f"{address!r} is beyond the last cell of a sheet.")
    return row, column


def shown(value: Value) -> str:
    """A value as a person sees it on a British sheet. How the sheet formats a date is not read: day first, always."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}".upper()
    if isinstance(value, date | time):
        return _moment_shown(value)
    return "" if value is None else str(value)


@lru_cache(maxsize=4096)
def _moment_shown(value: date | time) -> str:
    if isinstance(value, datetime):
        return f"{_moment_shown(value.date())} {_moment_shown(value.time())}"
    if isinstance(value, date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
