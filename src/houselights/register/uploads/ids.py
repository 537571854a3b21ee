"""An Event ID in a cell: the long form, its number or a booking link; what a spreadsheet made of it is said. Pure."""

import re
from dataclasses import dataclass

from houselights.register.uploads.problems import Fix, Found
from houselights.register.uploads.rules import ReadId
from houselights.workbooks import Cell

EXACT = 10**15  # above it, a spreadsheet's numbers lose digits
_SCIENTIFIC = re.compile(r"(\d+)(?:[.,](\d+))?[eE]\+?(\d{1,2})")
_DECIMALS = re.compile(r"(\d+)[.,]0+")


@dataclass(frozen=True)
class GivenId:
    """An id as a person gave it, for each kind of box office that understands it; `full` where it is whole."""

    text: str
    full: str
    number: str


def id_meant(cell: Cell, kinds: tuple[str, ...], read_id: ReadId) -> tuple[GivenId | None, Found | None, Fix | None]:
    """The id, or why it is none. With no box office there is nobody to say what an id is: it is taken as it stands."""
    text, found = _as_text(cell)
    if found:
        return None, found, None
    if not kinds:
        return GivenId(text, text, ""), None, None
    for kind in kinds:
        read = read_id(kind, text)
        if read.full or read.number:
            return (
                GivenId(text, read.full or "", read.number or ""),
                None,
                _tidied(cell, read.full or read.number or ""),
            )
    return None, Found("id-not-readable"), None


def _as_text(cell: Cell) -> tuple[str, Found | None]:
    if isinstance(cell.value, bool) or not isinstance(cell.value, str | int | float):
        return "", Found("id-not-readable")
    if isinstance(cell.value, int | float):
        if float(cell.value).is_integer() and 0 < cell.value < EXACT:
            return str(int(cell.value)), None
        return "", Found("id-became-a-number")
    text = re.sub(r"[\s\u200b-\u200f\u2060\ufeff]+", "", cell.value)
    if scientific := _SCIENTIFIC.fullmatch(text):
        return "", Found("id-became-a-number", _whole(scientific))
    if decimals := _DECIMALS.fullmatch(text):
        return "", Found("id-became-a-number", decimals[1])
    return text, None


def _whole(scientific: re.Match[str]) -> str:
    """`7.0401E+4` can be 70401 and nothing longer: worth suggesting, never taken. With fewer digits, nobody knows."""
    digits, power = scientific[1] + (scientific[2] or ""), int(scientific[3])
    return digits if len(scientific[1]) == 1 and len(digits) == power + 1 else ""


def _tidied(cell: Cell, plain: str) -> Fix | None:
    if not isinstance(cell.value, str) or cell.value == plain:
        return None
    is_link = "/" in cell.value or "=" in cell.value
    return Fix(plain, "the Event ID cut from a booking link" if is_link else "an Event ID without stray spaces")
