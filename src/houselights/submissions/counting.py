"""What the gate releases of a quarter to the organisation's own people, by event: the figures of a return."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from houselights.disclosure.gate import release
from houselights.disclosure.released import ReleasedTable
from houselights.errors import NotFound
from houselights.home import Home
from houselights.measures.counted import Cell
from houselights.measures.question import Question
from houselights.periods import ALL, Period
from houselights.submissions.document import Part, Table
from houselights.submissions.rules import NOTHING, Counted

_COMPARED = {"events": "events", "performances": "performances", "tickets": "tickets", "income_pence": "income"} | {
    name: name for name in ("attendance", "participants", "digital_views")
}
_KINDS = ("attendance", "participants", "digital_views")


@dataclass(frozen=True)
class Figures:
    """By event's number; `performed` are the events that the feed knows any performance of, whenever."""

    of: dict[int, Counted]
    performed: frozenset[int]
    build: int
    data_as_of: str

    def counted(self, event: int) -> Counted:
        return self.of.get(event, NOTHING)


NO_FIGURES = Figures({}, frozenset(), 0, "")


def figures_of(slug: str, period: Period) -> Figures:
    """Everything that is counted of each event in the quarter; nothing before the first build."""
    try:
        evenings = _released("performances", slug, period, "event", "performance")
    except NotFound:
        return NO_FIGURES
    found: dict[int, dict[str, Any]] = defaultdict(dict)
    for event, days in _days(evenings).items():
        found[event] |= {"performances": len(days), "first_on": min(days), "last_on": max(days)}
        found[event] |= {"tickets": 0, "income_pence": 0}
    for name, measure in (("tickets", "tickets"), ("income_pence", "income")):
        for cell in _released(measure, slug, period, "event").cells:
            found[_event(cell)][name] = cell.value or 0
    for kind in _KINDS:
        for cell in _released(kind, slug, period, "event", "attendance_method").cells:
            found[_event(cell)].setdefault(kind, {})[cell.labels[1]] = int(cell.value or 0)
    ever = frozenset(_event(cell) for cell in _released("performances", slug, ALL, "event").cells)
    counted = {event: Counted(**facts) for event, facts in found.items()}
    return Figures(counted, ever, evenings.build, evenings.data_as_of)


def totals_counted(slug: str, period: Period) -> dict[str, int]:
    """The totals of a quarter as they are counted today, for one that no return was made of; none without figures."""
    try:
        return {name: int(_released(measure, slug, period).total or 0) for name, measure in _COMPARED.items()}
    except NotFound:
        return {}


def tables_of(slug: str, period: Period, wanted: tuple[tuple[str, str], ...]) -> tuple[Table, ...]:
    """The audience's tables that a form asks for, as they are now."""
    try:
        return tuple(_table(_released(measure, slug, period, *([by] if by else [])), by) for measure, by in wanted)
    except NotFound:
        return ()


def _table(released: ReleasedTable, by: str) -> Table:
    parts = tuple(Part(cell.labels[0], cell.value, cell.base) for cell in released.cells) if by else ()
    return Table(
        measure=released.question.measure,
        title=released.title,
        unit=released.unit,
        definition=released.definition,
        by=by,
        parts=parts,
        total=released.total,
        total_base=released.total_base,
        notes=released.notes,
    )


def _released(measure: str, slug: str, period: Period, *by: str) -> ReleasedTable:
    return release(Question(measure, of=slug, by=by, period=period), home=Home.from_environment().path)


def _event(cell: Cell) -> int:
    return int(cell.codes[0] or 0)


def _days(table: ReleasedTable) -> dict[int, list[date]]:
    """{event: the day of each of its performances}; in a quarter all have one."""
    found: dict[int, list[date]] = defaultdict(list)
    for cell in table.cells:
        found[_event(cell)] += [date.fromisoformat(cell.labels[1][:10])] * int(cell.value or 0)
    return found
