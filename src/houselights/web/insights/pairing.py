"""Two released tables of one measure side by side: cells meet by label, months by their place in the period.

In a page's table each value has two more then: what stands beside it, and the change.
"""

from collections.abc import Iterable
from datetime import date

from houselights.disclosure.released import ReleasedTable
from houselights.measures.counted import Cell
from houselights.periods import Period, months_before
from houselights.web.insights.asking import Asked
from houselights.web.insights.cards import beside
from houselights.web.insights.figures import exact

Key = tuple[str, ...]
Paired = list[tuple[Cell, Cell | None]]  # of now, and of what stands beside it


def paired(table: ReleasedTable, other: ReleasedTable | None) -> Paired:
    """Every cell of either; one that is in the other table alone has no value now."""
    if other is None:
        return [(cell, None) for cell in table.cells]
    later = _months_later(table.question.period, other.question.period)
    before = {_key(cell, other.question.by, later): cell for cell in other.cells}
    here = {_key(cell, table.question.by, 0): cell for cell in table.cells}
    gone = [(_moved(key, cell), cell) for key, cell in before.items() if key not in here]
    return [(cell, before.get(key)) for key, cell in here.items()] + gone


def beside_heads(asked: Asked) -> list[str]:
    """The headings of those two; none where nothing stands beside."""
    return [asked.other.title, "Change"] if asked.other else []


def values(cell: Cell, before: Cell | None, table: ReleasedTable, other: ReleasedTable | None) -> list[str]:
    """The value; and where something stands beside it, that and the change."""
    value = exact(cell.value, table.unit)
    if other is None:
        return [value]
    change = beside(cell.value, before.value if before else None, table.unit, than="")[0]
    return [value, exact(before.value if before else None, table.unit), change or "–"]


def totals(table: ReleasedTable, other: ReleasedTable | None) -> list[str]:
    """The same in all."""
    return values(_total(table), _total(other) if other else None, table, other)


def _total(table: ReleasedTable) -> Cell:
    return Cell((), (), table.total, table.total_base)


def _key(cell: Cell, by: Iterable[str], later: int) -> Key:
    """By code where there is one: two events may have the same name."""
    return tuple(
        _month_later(label, later) if name == "month" else code or label
        for name, label, code in zip(by, cell.labels, cell.codes, strict=True)
    )


def _moved(key: Key, cell: Cell) -> Cell:
    labels = tuple(label if code else part for part, label, code in zip(key, cell.labels, cell.codes, strict=True))
    return Cell(labels, cell.codes, None, 0)


def _months_later(period: Period, other: Period) -> int:
    """How many months after the other it begins; none where either has no beginning."""
    if period.start is None or other.start is None:
        return 0
    return (period.start.year - other.start.year) * 12 + period.start.month - other.start.month


def _month_later(month: str, later: int) -> str:
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        return month  # a kind of unknown
    return f"{months_before(first, -later):%Y-%m}"
