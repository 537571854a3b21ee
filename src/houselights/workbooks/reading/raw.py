"""What a reader gives: rows of plain values, and where the odd cells are; packed to cross between the processes."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import msgspec

from houselights.workbooks import limits
from houselights.workbooks.cells import Kind, address_of
from houselights.workbooks.refusals import unreadable

_KINDS: dict[int, type[datetime] | type[date] | type[time]] = {1: datetime, 2: date, 3: time}
_CODES: dict[type, int] = {kind: code for code, kind in _KINDS.items()}
_MIDNIGHT = time()
_WHOLE = 1e15  # above it Excel itself shows no more digits


class Odd(msgspec.Struct, array_like=True):
    """A cell whose value is not to be had: `text` is what it shows, as `#N/A`."""

    row: int
    column: int
    problem: str
    text: str = ""

    @property
    def address(self) -> str:
        return address_of(self.row, self.column)


class RawSheet(msgspec.Struct, array_like=True):
    """Rows from the sheet's row `top`, each from its column `left`; "" is a blank."""

    name: str
    is_hidden: bool
    top: int
    left: int
    rows: list[list[Any]]
    hidden_rows: list[int] = []
    odd: list[Odd] = []


class RawBook(msgspec.Struct, array_like=True):
    """A whole file, as it crosses from the process apart."""

    kind: Kind
    sheets: list[RawSheet]
    notes: list[str]
    encoding: str = ""
    separator: str = ""


def pack(book: RawBook) -> bytes:
    """Bytes for the other process; MessagePack, not pickle: what a broken reader sends must never run."""
    for sheet in book.sheets:
        sheet.rows = [[_packed(value) for value in row] if any(row) or _width(row) else [] for row in sheet.rows]
    return msgspec.msgpack.encode(book)


def unpack(content: bytes) -> RawBook:
    """The book again, dates being dates."""
    return msgspec.msgpack.decode(content, type=RawBook, ext_hook=_unpacked)


def check_size(sheets: Iterable[RawSheet]) -> None:
    """Refuse what holds more cells than are read, with the number."""
    sheets = list(sheets)
    cells = sum(_width(row) for sheet in sheets for row in sheet.rows)
    if cells > limits.CELLS:
        rows = sum(len(sheet.rows) for sheet in sheets)
        raise unreadable(
            "too-large",
            f"This workbook holds {cells:,} filled cells in {rows:,} rows; the most that is read is {limits.CELLS:,}.",
        )


def _width(row: list[Any]) -> int:
    return len(row) - row.count("")


def _packed(value: Any) -> Any:
    kind = value.__class__
    if kind is str:
        return value
    if kind is float:
        return int(value) if value.is_integer() and abs(value) < _WHOLE else value
    if kind is datetime and value.time() == _MIDNIGHT:
        value, kind = value.date(), date
    if code := _CODES.get(kind):
        return msgspec.msgpack.Ext(code, value.isoformat().encode())
    return f"{value}" if kind is timedelta else value


def _unpacked(code: int, data: memoryview) -> Any:
    return _moment(code, bytes(data))


@lru_cache(maxsize=4096)
def _moment(code: int, written: bytes) -> Any:
    """Cached, for the days of a season come again and again."""
    return _KINDS[code].fromisoformat(written.decode())
