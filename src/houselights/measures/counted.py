"""What `calculate` gives the gate, before anything is released: every cell with the people behind it."""

from msgspec import Struct


class Cell(Struct, frozen=True):
    """One row of an answer. `labels` are one per dimension; `codes` likewise, None where the dimension has none.

    `base` is the number of customer records behind the value (of organisations, for figures about those).
    """

    labels: tuple[str, ...]
    codes: tuple[str | None, ...]
    value: int | float | None
    base: int


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
