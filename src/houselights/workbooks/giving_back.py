"""Give a person's own workbook back: problems explained in their cells, safe fixes made in a second copy."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Literal

import msgspec

from houselights.workbooks import limits
from houselights.workbooks.apart import run_apart
from houselights.workbooks.book import check_size
from houselights.workbooks.cells import Value, place_of

Severity = Literal["error", "warning", "notice"]


class Note(msgspec.Struct, frozen=True, array_like=True):
    """What is to be said in a cell of a sheet; `cell` is its address, as C7."""

    sheet: str
    cell: str
    text: str
    severity: Severity = "error"


class Fix(msgspec.Struct, frozen=True, array_like=True):
    """A cell to change in the copy: its text before, its value after, and why that is safe."""

    sheet: str
    cell: str
    before: str
    after: Value
    reason: str


class PlainFix(msgspec.Struct, array_like=True):
    """A fix as it crosses: MessagePack alone cannot tell a date from its text, so `kind` does."""

    sheet: str
    cell: str
    before: str
    kind: str
    after: str | int | float | bool | None
    reason: str


class Wanted(msgspec.Struct, array_like=True):
    """What the process apart is asked for."""

    name: str
    notes: list[Note]
    fixes: list[PlainFix]
    content: bytes


def annotated(content: bytes, *, name: str, notes: Sequence[Note], fixes: Sequence[Fix] = ()) -> bytes:
    """The workbook again as .xlsx, formatting kept, with a sheet To do that leads to each note.

    With fixes those cells are changed, and a sheet Fixed lists each. An .xls, .ods or .csv becomes a new .xlsx with
    the same sheets, values and order. Raises Unreadable, as reading does.
    """
    check_size(content)
    for cell in (*(note.cell for note in notes), *(fix.cell for fix in fixes)):
        place_of(cell)
    wanted = Wanted(name, list(notes), [_plain(fix) for fix in fixes], content)
    return run_apart("annotate", msgspec.msgpack.encode(wanted), seconds=limits.ANNOTATE_SECONDS)


def _plain(fix: Fix) -> PlainFix:
    value, kind = fix.after, ""
    if isinstance(value, datetime | date | time):
        value, kind = value.isoformat(), type(value).__name__
    return PlainFix(fix.sheet, fix.cell, fix.before, kind, value, fix.reason)


def value_after(fix: PlainFix) -> Value:
    """The value of a fix that crossed."""
    kinds: dict[str, type[datetime] | type[date] | type[time]] = {"datetime": datetime, "date": date, "time": time}
    return kinds[fix.kind].fromisoformat(str(fix.after)) if fix.kind else fix.after
