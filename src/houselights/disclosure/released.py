"""The released table: the only numbers that a page, a file or a command may show."""

from typing import Any

from msgspec import Struct

from houselights.disclosure.cells import WORDS
from houselights.measures.counted import Cell, State
from houselights.measures.question import Question


class ReleasedTable(Struct, frozen=True):
    """Figures that passed the gate. `suppressed` counts the cells hidden to protect people."""

    question: Question
    unit: str
    title: str
    definition: str
    coded: tuple[bool, ...]
    cells: tuple[Cell, ...]
    total: int | float | None
    total_base: int
    suppressed: int
    data_as_of: str
    build: int
    notes: tuple[str, ...] = ()
    total_numerator: int | None = None
    total_denominator: int | None = None
    total_state: State = "value"

    def rows(self) -> list[dict[str, Any]]:
        """One dict per cell: each dimension's label as `X` (and its code as `X_code`), `value` and `base`.

        A ratio's has `numerator` and `denominator` too; for readers outside `state` says what a value or none means.
        """
        return list(map(self.row, self.cells))

    def row(self, cell: Cell) -> dict[str, Any]:
        """One of them."""
        row: dict[str, Any] = {}
        for name, coded, label, code in zip(self.question.by, self.coded, cell.labels, cell.codes, strict=True):
            row[name] = label
            if coded:
                row[f"{name}_code"] = code
        row |= {"value": cell.value, "base": cell.base}
        if self.question.reader != "own":
            row |= {"base": cell.base if cell.state == "value" else None, "state": WORDS.get(cell.state, "shown")}
        return row | _ratio(cell.numerator, cell.denominator)

    def said(self, cell: Cell) -> int | float | str | None:
        """What is written where the value stands: the value, or the words for why there is none.

        (The organisation's own people see a blank where a figure cannot be told, and a note that says why.)
        """
        return WORDS.get(cell.state, cell.value)

    def as_json(self) -> dict[str, Any]:
        """The shape that `measure --json` prints, and every `.json` beside a page."""
        return self.about() | {"rows": self.rows()}

    def about(self) -> dict[str, Any]:
        """That shape, with no rows yet."""
        asked = self.question
        start, end = asked.period.start, asked.period.end
        return {
            "measure": asked.measure,
            "unit": self.unit,
            "definition": self.definition,
            "by": list(asked.by),
            "period": {"from": start and start.isoformat(), "to": end and end.isoformat()},
            "dated": asked.dated,
            "reader": asked.reader,
            "where": {name: list(values) for name, values in asked.where},
            "as_at": asked.as_at and asked.as_at.isoformat(),
            "data_as_of": self.data_as_of or None,
            "rows": [],
            "total": self.total,
            **_ratio(self.total_numerator, self.total_denominator, prefix="total_"),
            **({} if asked.reader == "own" else {"total_state": WORDS.get(self.total_state, "shown")}),
            "suppressed": self.suppressed,
            "notes": list(self.notes),
        }


def _ratio(numerator: int | None, denominator: int | None, *, prefix: str = "") -> dict[str, Any]:
    """Nothing for what is no ratio."""
    if denominator is None:
        return {}
    return {f"{prefix}numerator": numerator, f"{prefix}denominator": denominator}
