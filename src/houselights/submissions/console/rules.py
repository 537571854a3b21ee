"""Where an organisation's return stands for its funder, from values in hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from houselights.submissions.completeness import CODES


@dataclass(frozen=True)
class State:
    """A state as the console calls it; `kind` is the tag's colour, `says` explains it."""

    name: str
    title: str
    kind: str
    says: str


STATES = {
    each.name: each
    for each in (
        State("submitted", "Submitted", "good", "The signed return is in."),
        State("late", "Late", "bad", "The deadline is over and no return is in."),
        State("incomplete", "Not in yet", "wait", "The deadline is still to come."),
        State("exempt", "Exempt", "", "You have said that no return is owed."),
        State("not-granted", "Not granted", "", "Its admin has not said that you may see its returns."),
    )
}


def state_of(*, is_granted: bool, is_exempt: bool, is_in: bool, today: date, due_on: date) -> State:
    """The first that is true. Without a grant nothing is told, also not that a return is in."""
    if not is_granted:
        return STATES["not-granted"]
    if is_in:
        return STATES["submitted"]
    if is_exempt:
        return STATES["exempt"]
    return STATES["late" if today > due_on else "incomplete"]


def reasons(lacks: Mapping[str, int]) -> list[tuple[str, int]]:
    """What is open, in words and counts, the most frequent first; a code that is not known here is not told."""
    known = [(CODES[code], many) for code, many in lacks.items() if code in CODES]
    return sorted(known, key=lambda each: (-each[1], each[0]))
