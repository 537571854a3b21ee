"""The rows that protection works on: what is exact, what a reader is shown of it, and how cells add up."""

from typing import NamedTuple

from msgspec import Struct

from houselights.measures.counted import State

Place = tuple[str, str, str]
BESIDE = " · "  # between the labels of a table that is split by two

# How each state reads, on every page and in every file.
WORDS: dict[str, str] = {
    "hidden": "hidden to protect people",
    "unknown": "unknown",
    "not applicable": "not applicable",
}


class Key(NamedTuple):
    """Which cell: its period, what is counted, the split and the label in it ("" twice for a total)."""

    period: str
    measure: str
    by: str
    label: str

    @property
    def place(self) -> Place:
        """Measures of one family share it, and are hidden there together."""
        return self.period, self.by, self.label


class Exact(Struct, frozen=True):
    """A true figure, before anything is hidden; never leaves the gate.

    `people` are those behind it, None where it is not about people. `largest` are the parts of the two largest of its
    `contributors`, which are 0 for a figure of one organisation alone. `secret`: hidden whatever else is shown.
    """

    value: int
    people: int | None = None
    is_money: bool = False
    secret: bool = False
    contributors: int = 0
    largest: tuple[int, int] = (0, 0)
    margin: int = 0  # how far a secret figure about organisations is guarded to either side


class Relation(Struct, frozen=True):
    """`whole` is the sum of `parts`; at most their sum, where it is not `equal` (distinct people are no sum)."""

    whole: Key
    parts: tuple[Key, ...]
    equal: bool = True


class Guard(Struct, frozen=True):
    """A hidden cell, and what a reader must at least have to think possible of it.

    Not `is_secret`: hidden for another's sake alone.
    """

    key: Key
    low: int
    high: int
    is_secret: bool = True


class Shown(Struct, frozen=True):
    """A cell as every reader outside has it; `value` only where `state` says so."""

    key: Key
    state: State
    value: int | None = None
    is_money: bool = False
