"""One cell becomes one value, or a problem that says what to type; what can be mended safely is said, too. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from msgspec import Struct

from houselights.errors import WrongUsage
from houselights.register.rules import MOST, NAME_LENGTH, PLACE_LENGTH, Vocabularies, checked_postcode
from houselights.register.uploads import dates, ids, terms
from houselights.register.uploads.problems import Fix, Found
from houselights.register.uploads.rules import ReadId
from houselights.vocabularies.template import Column
from houselights.workbooks import Cell

DESCRIPTION_LENGTH = 5000
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # control characters, which a terminal obeys
# Around a value they are stray; within a name they may join an emoji or belong to its language.
_MARKS = " \u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
_DIGITS = re.compile(r"\d+")
_GROUPED = re.compile(r"\d{1,3}([, ]\d{3})+")  # 1,240 and 1 240; a dot may be a decimal point


@dataclass(frozen=True)
class Lists:
    """What the values of this organisation may be: its controlled lists, its places, how its box offices write ids."""

    vocabularies: Vocabularies
    today: date
    places: Mapping[str, str]  # the name of a saved place, by `place_key` of it
    kinds: tuple[str, ...]  # of the connected box offices
    read_id: ReadId


class Reading(Struct, frozen=True):
    """`value` is None for a blank, and where `found` keeps it from being taken."""

    value: Any = None
    found: Found | None = None
    fix: Fix | None = None

    @property
    def is_blank(self) -> bool:
        return self.value is None and self.found is None


BLANK = Reading()


def read_cell(column: Column, cell: Cell, lists: Lists) -> Reading:
    """What the cell says for its column."""
    if cell.problem:
        return Reading(found=Found("error-cell" if cell.problem == "error" else cell.problem))
    if not one_line(cell.text):
        return BLANK
    return _READERS[column.kind](column, cell, lists)


def one_line(text: str) -> str:
    """The words of a text with single spaces between them, as names are kept; rid of what is stray around it."""
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text  # as nearly every text is: no other space than " " is printable
    return " ".join(_UNSEEN.sub("", text).split()).strip(_MARKS)


@lru_cache(4096)  # the same few places stand in thousands of rows
def place_key(name: str) -> str:
    return one_line(name).casefold()


def _name(_column: Column, cell: Cell, _lists: Lists) -> Reading:
    return _kept_short(cell, one_line(cell.text), NAME_LENGTH)


def _text(_column: Column, cell: Cell, _lists: Lists) -> Reading:
    text = _UNSEEN.sub("", cell.text.replace("\r\n", "\n")).strip()
    return _too_long(text, DESCRIPTION_LENGTH) or Reading(text)


def _place(_column: Column, cell: Cell, lists: Lists) -> Reading:
    """A saved place whatever its capitals; a new one with nearly the name of a saved one is said."""
    name = one_line(cell.text)
    if saved := lists.places.get(place_key(name)):
        return Reading(saved, fix=_respelt(cell, saved, "written as the saved place is"))
    reading = _kept_short(cell, name, PLACE_LENGTH)
    if reading.found is None and (near := terms.nearest_of(name, lists.places.values())):
        return Reading(name, Found("place-nearly-there", near, {"near": f"“{near}”"}), reading.fix)
    return reading


def _postcode(_column: Column, cell: Cell, _lists: Lists) -> Reading:
    try:
        postcode = checked_postcode(one_line(cell.text))
    except WrongUsage:
        return Reading(found=Found("not-a-postcode"))
    return Reading(postcode, fix=_respelt(cell, postcode, "a postcode in its usual form"))


def _term(column: Column, cell: Cell, lists: Lists) -> Reading:
    label, found, fix = terms.term_meant(lists.vocabularies[column.field], one_line(cell.text), lists.today)
    return Reading(label, found, fix or _respelt(cell, label, "written as it is on the list"))


def _yes_or_no(_column: Column, cell: Cell, _lists: Lists) -> Reading:
    meant = cell.value if isinstance(cell.value, bool) else terms.yes_or_no(one_line(cell.text))
    if meant is None:
        near = terms.nearly_yes_or_no(one_line(cell.text))
        fix = Fix(near, "the nearest of Yes and No") if near else None
        return Reading(found=Found("not-yes-or-no", near), fix=fix)
    return Reading(meant, fix=_respelt(cell, "Yes" if meant else "No", "written as Yes or No"))


def _whole_number(_column: Column, cell: Cell, _lists: Lists) -> Reading:
    number = _number_in(cell)
    if number is None or number > MOST:
        digits = _DIGITS.findall(cell.text)
        # One number in words ("about 240") is worth suggesting; 12.5 and -5 hold none that was meant.
        says_one = len(digits) == 1 and not re.search(r"[-−.(]", cell.text) and len(digits[0]) < 10
        return Reading(found=Found("not-a-whole-number", digits[0] if says_one else ""))
    is_text = isinstance(cell.value, str) and cell.text != str(number)
    return Reading(number, fix=Fix(number, "a number in digits alone") if is_text else None)


def _number_in(cell: Cell) -> int | None:
    if isinstance(cell.value, bool):
        return None
    if isinstance(cell.value, int | float):
        return int(cell.value) if cell.value >= 0 and float(cell.value).is_integer() else None
    text = one_line(cell.text)
    if _DIGITS.fullmatch(text) or _GROUPED.fullmatch(text):
        return int(re.sub(r"\D", "", text)) if text.isascii() and len(text) < 20 else None
    return None


def _date(_column: Column, cell: Cell, _lists: Lists) -> Reading:
    return Reading(*dates.date_meant(cell))


def _event_id(_column: Column, cell: Cell, lists: Lists) -> Reading:
    return Reading(*ids.id_meant(cell, lists.kinds, lists.read_id))


def _kept_short(cell: Cell, text: str, most: int) -> Reading:
    return _too_long(text, most) or Reading(text, fix=_respelt(cell, text, "stray spaces removed"))


def _too_long(text: str, most: int) -> Reading | None:
    return Reading(found=Found("too-long", places={"count": len(text), "most": most})) if len(text) > most else None


def _respelt(cell: Cell, text: str | None, reason: str) -> Fix | None:
    return Fix(text, reason) if text is not None and isinstance(cell.value, str) and cell.value != text else None


_READERS: dict[str, Callable[[Column, Cell, Lists], Reading]] = {
    "name": _name,
    "text": _text,
    "date": _date,
    "place": _place,
    "postcode": _postcode,
    "event-id": _event_id,
    "term": _term,
    "yes-no": _yes_or_no,
    "whole-number": _whole_number,
}
