"""Booking curves: tickets of one performance by so many days before it, beside what is usual for comparable events."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from houselights.disclosure.released import ReleasedTable
from houselights.measures.counted import Cell
from houselights.web.charts import curve, draw
from houselights.web.gate import released
from houselights.web.insights.asking import Asked
from houselights.web.templatetags.words import signed

Points = list[tuple[int, float]]  # days before, tickets of one performance; the earliest first
ENOUGH = 20  # tickets that are usual by now: fewer, and one order more or less would turn the figure over


@dataclass
class Curve:
    """One event's own curve and the usual one; either may be empty."""

    own: Points = field(default_factory=list)
    usual: Points = field(default_factory=list)


def curves_of(asked: Asked) -> dict[str, Curve]:
    """By the code of the event."""
    found: dict[str, Curve] = defaultdict(Curve)
    for measure, name in (("average_curve", "own"), ("usual_curve", "usual")):
        table = released(asked.question(measure, "event", "days_before"))
        for cell in _from_the_earliest(table):
            if cell.value is not None:
                getattr(found[cell.codes[0] or ""], name).append((int(cell.labels[1]), float(cell.value)))
    return found


def curve_in_all(asked: Asked) -> Curve:
    """Of all performances of the period together."""
    tables = [released(asked.question(measure, "days_before")) for measure in ("average_curve", "usual_curve")]
    own, usual = (
        [(int(cell.labels[0]), float(cell.value)) for cell in _from_the_earliest(table) if cell.value is not None]
        for table in tables
    )
    return Curve(own, usual)


def drawn_curve(shown: Curve, *, build: int, title: str, small: bool = False) -> str:
    """Its SVG; "" where there is no line to draw."""
    if len(shown.own) < 2:
        return ""
    return draw(curve(shown.own, shown.usual, small=small), build=build, title=title)


def pace_words(cell: Cell | None) -> str:
    """`+11%` against what is usual; a dash where that is nothing, or too little to mean anything."""
    if cell is None or cell.value is None or (cell.denominator or 0) < ENOUGH:
        return "–"
    return f"{signed(round((cell.value - 1) * 100))}%"


def _from_the_earliest(table: ReleasedTable) -> Iterable[Cell]:
    return sorted(table.cells, key=lambda cell: -int(cell.labels[-1]))
