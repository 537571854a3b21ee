"""Booking curves: tickets of one performance by so many days before it, beside what is usual for comparable events."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from houselights.measures.counted import Cell
from houselights.web.charts import curve, draw
from houselights.web.gate import prepare, released
from houselights.web.insights.asking import Asked, only
from houselights.web.templatetags.words import signed

Points = list[tuple[int, float]]  # days before, tickets of one performance; the earliest first
_OWN_AND_USUAL = ("average_curve", "usual_curve")
ENOUGH = 20  # tickets that are usual by now: fewer, and one order more or less would turn the figure over


@dataclass
class Curve:
    """One event's own curve and the usual one; either may be empty."""

    own: Points = field(default_factory=list)
    usual: Points = field(default_factory=list)


def curves_of(asked: Asked, events: Collection[str]) -> dict[str, Curve]:
    """Of these events alone, by their code: all have as many rows as days."""
    found: dict[str, Curve] = defaultdict(Curve)
    if not events:
        return found
    questions = [only(asked.question(name, "event", "days_before"), "event", *events) for name in _OWN_AND_USUAL]
    prepare(questions)
    for question, name in zip(questions, ("own", "usual"), strict=True):
        table = released(question)
        for cell in _from_the_earliest([cell for cell in table.cells if cell.codes[0] in events]):
            if cell.value is not None:
                getattr(found[cell.codes[0] or ""], name).append((int(cell.labels[1]), float(cell.value)))
    return found


def curve_in_all(asked: Asked) -> Curve:
    """Of all performances of the period together."""
    tables = [released(asked.question(measure, "days_before")) for measure in _OWN_AND_USUAL]
    own, usual = (
        [(int(cell.labels[0]), float(cell.value)) for cell in _from_the_earliest(table.cells) if cell.value is not None]
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


def _from_the_earliest(cells: Sequence[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda cell: -int(cell.labels[-1]))
