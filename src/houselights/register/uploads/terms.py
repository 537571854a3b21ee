"""A value for a controlled list: the term meant, the nearest to suggest, the one to mend in a copy. Pure."""

from collections.abc import Iterable
from datetime import date

from rapidfuzz import fuzz, process

from houselights.register.uploads.problems import Fix, Found
from houselights.register.uploads.rules import CLEAR_BY, SURE
from houselights.vocabularies import Vocabulary, match, yes_no
from houselights.vocabularies.matching import key

_SPOKEN = {"t": True, "f": False, "✓": True, "✔": True, "x": None}  # a cross means yes to some and no to others


def term_meant(vocabulary: Vocabulary, text: str, today: date) -> tuple[str | None, Found | None, Fix | None]:
    """The label in the list's own spelling; a near one is suggested, and mended only in the fixed copy."""
    listed = vocabulary.labels(today)
    found = match(vocabulary, text)
    if found.label in listed:
        return found.label, None, None
    near = [(label, likeness) for label, likeness in found.near if label in listed]
    places = {"list": vocabulary.title, "advice": _advice([label for label, _ in near])}
    if found.label:  # an event that has it may keep it: only the whole row can tell
        return found.label, Found("off-the-list", near[0][0] if near else "", places), None
    suggestion = near[0][0] if near else ""
    return None, Found("not-on-list", suggestion, places), _sure(near)


def yes_or_no(text: str) -> bool | None:
    """Yes or no in any usual spelling."""
    answer = yes_no(text)
    return _SPOKEN.get(text.casefold()) if answer is None else answer


def nearly_yes_or_no(text: str) -> str:
    """`Yes` or `No` where the text is surely a slip of it, "" otherwise."""
    likeness = {word: fuzz.ratio(key(text), key(word)) for word in ("Yes", "No")}
    best = max(likeness, key=lambda word: likeness[word])
    return best if likeness[best] >= SURE else ""


def nearest_of(text: str, labels: Iterable[str]) -> str:
    """The one most like the text, when it is like enough to ask; "" otherwise."""
    found = process.extractOne(text.casefold(), list(labels), processor=str.casefold, scorer=fuzz.ratio)
    return str(found[0]) if found and found[1] >= SURE else ""


def _sure(near: list[tuple[str, int]]) -> Fix | None:
    if not near or near[0][1] < SURE:
        return None
    if len(near) > 1 and near[0][1] - near[1][1] < CLEAR_BY:
        return None
    label, likeness = near[0]
    return Fix(label, f"the nearest on the list, alike by {likeness} of 100")


def _advice(near: list[str]) -> str:
    if near:
        return f"Type {' or '.join(f'“{label}”' for label in near)}."
    return "Choose one from the list in the template's sheet Values."
