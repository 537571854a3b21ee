"""Prove that a file is a return's own: built again from the frozen document, or the first byte that differs."""

import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest

from houselights.errors import HouselightsError, Unreadable
from houselights.submissions.document import Document
from houselights.submissions.exports.formats import FORMATS, Format
from houselights.workbooks import Cell, Sheet, read_workbook

_KINDS = {
    b"PK": ("xlsx", "portal-xlsx"),
    b"%P": ("pdf",),
    b"{\n": ("json",),
    b"\xef\xbb": ("portal-csv", "csv"),
}


@dataclass(frozen=True)
class Verified:
    """`offset` counts bytes from 0, and is None where all are right; `where` is the cell or line it lies in."""

    format: str
    version: int
    offset: int | None = None
    where: str = ""
    alike: int = 0  # bytes at both ends that are the same

    @property
    def is_whole(self) -> bool:
        return self.offset is None


def verify(content: bytes, documents: Iterable[Document]) -> Verified:
    """Compare a file with every version and format it could be. The likeliest is told of, where it is none of them."""
    found = [verified for document in documents for verified in _compared(content, document)]
    if not found:
        raise Unreadable(
            "not-an-export",
            "This is no file of this return.",
            remedy="Give the file as it was exported, and the quarter it is of.",
        )
    return max(found, key=lambda each: (each.is_whole, each.alike))


def _compared(content: bytes, document: Document) -> Iterator[Verified]:
    # What was changed may be the first byte: a file that looks like none of them is compared with all.
    for name in _KINDS.get(content[:2], tuple(FORMATS)):
        try:
            ours = FORMATS[name].write(document)
        except HouselightsError:  # a form of another version, a machine without Pango: not to be built here
            continue
        offset = first_difference(content, ours)
        where = "" if offset is None else _where(content, ours, offset, FORMATS[name])
        alike = (offset or 0) + (first_difference(content[::-1], ours[::-1]) or 0)
        yield Verified(name, document.version, offset, where, alike)


def first_difference(one: bytes, other: bytes) -> int | None:
    """The first byte that differs, which may be the end of the shorter one; None for none."""
    if one == other:
        return None
    low, high = 0, min(len(one), len(other))
    while low < high:  # halving: files of megabytes are compared in a few steps
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _where(content: bytes, ours: bytes, offset: int, kind: Format) -> str:
    if kind.ending == "xlsx":
        return _cell(content, ours) or _part(ours, offset)
    if kind.ending == "pdf":
        return ""
    line = ours[:offset].count(b"\n") + 1
    return f"line {line}"


def _cell(content: bytes, ours: bytes) -> str:
    """The first cell whose value differs; "" where no value does, or the file cannot be opened any more."""
    try:
        given, built = read_workbook(content), read_workbook(ours)
    except HouselightsError:
        return ""
    for one, other in zip_longest(given.sheets, built.sheets):
        if one is None or other is None or one.name != other.name:
            return f"sheet {(other or one).name}"
        if address := _differing(one, other):
            return f"sheet {one.name}, cell {address}"
    return ""


def _differing(one: Sheet, other: Sheet) -> str:
    given, built = _values(one), _values(other)
    places = sorted(place for place in given.keys() | built.keys() if _value(given, place) != _value(built, place))
    return (built.get(places[0]) or given[places[0]]).address if places else ""


def _values(sheet: Sheet) -> dict[tuple[int, int], Cell]:
    return {(cell.row, cell.column): cell for row in sheet.rows for cell in row}


def _value(cells: dict[tuple[int, int], Cell], place: tuple[int, int]) -> object:
    return cells[place].value if place in cells else None


def _part(ours: bytes, offset: int) -> str:
    """The part of the workbook that the byte lies in."""
    with zipfile.ZipFile(BytesIO(ours)) as book:
        parts = [each.filename for each in book.infolist() if each.header_offset <= offset]
    return f"part {parts[-1]} of the workbook" if parts else ""
