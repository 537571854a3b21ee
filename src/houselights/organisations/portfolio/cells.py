"""What one cell of a funder's list says: a value for its column, or what is wrong with it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from rapidfuzz import fuzz, process

from houselights.organisations.portfolio.rules import terms
from houselights.vocabularies.matching import key
from houselights.workbooks import Cell

_LONGEST = {"name": 200, "reference": 64, "local_authority": 100}
_SUM = re.compile(r"£?\s*(\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.\d{1,2})?")
_PRIORITY = {"priorityplace": True, "yes": True, "y": True, "nonpriorityplace": False, "no": False, "n": False}
_WHAT = {"discipline": "disciplines", "region": "regions", "kind": "kinds of organisation"}


@dataclass(frozen=True)
class Wrong:
    """A problem's code, the words its sentence needs, and what may have been meant."""

    code: str
    places: Mapping[str, Any] = field(default_factory=dict)
    suggestion: str = ""


def read_value(column: str, cell: Cell | None) -> Any:
    """The value of a cell, or Wrong."""
    if cell is None:
        return Wrong("no-name")
    if cell.problem:
        return Wrong("cell-error")
    text = " ".join(cell.text.replace("\0", "").split())
    if not text:
        return Wrong("no-name") if column == "name" else _EMPTY[column]
    return _READ[column](column, text)


def _text(column: str, text: str) -> Any:
    if len(text) > _LONGEST[column]:
        return Wrong("long-name" if column == "name" else "too-long")
    return text


def _term(column: str, text: str) -> Any:
    by_key = {key(label): label for label in terms(column)}
    if label := by_key.get(key(text)):
        return label
    near = process.extractOne(key(text), list(by_key), scorer=fuzz.ratio, score_cutoff=70)
    return Wrong("not-on-list", {"what": _WHAT[column]}, by_key[near[0]] if near else "")


def _sum(column: str, text: str) -> Any:  # noqa: ARG001  (one shape for every reader)
    found = _SUM.fullmatch(text)
    return int(found[1].replace(",", "")) if found else Wrong("not-a-sum")


def _priority(column: str, text: str) -> Any:  # noqa: ARG001
    said = _PRIORITY.get(key(text))
    return Wrong("not-yes-no") if said is None else said


def _address(column: str, text: str) -> Any:  # noqa: ARG001
    try:
        validate_email(text)
    except ValidationError:
        return Wrong("not-an-address")
    return text.lower()


_READ: dict[str, Callable[[str, str], Any]] = {
    "name": _text,
    "reference": _text,
    "local_authority": _text,
    "kind": _term,
    "discipline": _term,
    "region": _term,
    "is_priority_place": _priority,
    "funding_pounds": _sum,
    "contact": _address,
}
_EMPTY: dict[str, Any] = dict.fromkeys(_READ, "") | {"is_priority_place": None, "funding_pounds": None}
