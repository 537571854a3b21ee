"""What `calculate` gives the gate, before anything is released: every cell with the people behind it."""

from typing import Literal

from msgspec import Struct

State = Literal["value", "hidden", "unknown", "not applicable"]  # nothing at all is the value 0


class Cell(Struct, frozen=True, gc=False):
    """One row of an answer. `labels` are one per dimension; `codes` likewise, None where the dimension has none.

    `base` is the number of customer records, or people, behind the value (of organisations, for figures about those).
    A ratio has its numerator and denominator too, so that it can be put together again after any grouping.
    `state` is set by the gate, for readers outside: why there is no value.
    """

    labels: tuple[str, ...]
    codes: tuple[str | None, ...]
    value: int | float | None
    base: int
    numerator: int | None = None
    denominator: int | None = None
    state: State = "value"


class Counted(Struct, frozen=True):
    """The exact answer to a question: protected, only `disclosure` may hold one."""

    unit: str
    title: str
    definition: str
    by: tuple[str, ...]
    coded: tuple[bool, ...]  # per dimension: does it carry codes
    cells: tuple[Cell, ...]
    total: int | float | None
    total_base: int
    data_as_of: str
    build: int
    notes: tuple[str, ...] = ()
    total_numerator: int | None = None
    total_denominator: int | None = None
