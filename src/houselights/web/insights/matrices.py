"""Figures of two dimensions: a matrix of what goes together or of who came back; what one event's people also saw."""

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from msgspec.structs import replace

from houselights.disclosure.released import ReleasedTable
from houselights.errors import NotFound
from houselights.measures.catalogue import DIMENSIONS, MEASURES
from houselights.measures.counted import Cell
from houselights.measures.question import Question
from houselights.web.charts import Mark, bars, draw
from houselights.web.gate import released
from houselights.web.insights.asking import Asked, only
from houselights.web.insights.captions import ENOUGH, about, basis_of
from houselights.web.insights.figures import Figure, Shaded, Unanswered
from houselights.web.insights.pages import Wanted
from houselights.web.insights.parts import NOT_KNOWN, is_known
from houselights.web.insights.sentences import written
from houselights.web.templatetags.words import count, number, percent

WIDEST = 10  # rows and columns of a matrix, and bars of a chart: the rest is in the files
SHADES = 5
_VALUE = attrgetter("value")


def _most_first(cell: Cell) -> tuple[float, tuple[str, ...]]:
    return -(cell.value or 0), cell.labels


@dataclass(frozen=True)
class _Kind:
    """One event, event type and so on, or one cohort."""

    key: str
    label: str


def matrix(asked: Asked, wanted: Wanted) -> Figure | Unanswered:
    """Rows by columns, darker where there is more; where both are the same, how many came at all."""
    of = released(asked.question("bookers", wanted.by)) if wanted.measure == "crossover" else None
    table = _of_those_shown(asked, wanted) if of else released(asked.parts(wanted.measure, *wanted.dimensions))
    known = _known(table)
    if not known:
        return Unanswered(
            wanted.heading, " ".join(table.notes) or "There is nothing to show in this period.", wanted.name
        )
    rows, columns, left = _sides(known, wanted, of)
    values = _values(known, rows)
    diagonal = {_key(cell, 0): int(cell.value or 0) for cell in of.cells} if of else {}
    top = max(map(_VALUE, known))
    return Figure(
        name=wanted.name,
        measure=wanted.measure,
        heading=wanted.heading,
        sentence=asked.within(_says(table, wanted, known, left)),
        picture="",
        caption=f"{about(asked, table)}. {_how_to_read(wanted, left)}",
        heads=[],
        rows=[],
        totals=[],
        note=" ".join(table.notes),
        basis=basis_of(table),
        matrix=(
            [DIMENSIONS[wanted.by].title, *(each.label for each in columns)],
            [
                (
                    row.label,
                    [_shaded(values.get((row.key, each.key)), row, each, diagonal, top, table) for each in columns],
                )
                for row in rows
            ],
        ),
    )


def of_pairs(asked: Asked, wanted: Wanted) -> Question:
    """Which pairs a crossover shows: every pair of a season is very many."""
    of = released(asked.question("bookers", wanted.by))
    if wanted.kind == "also":
        chosen = _chosen(_by_bookers(of), asked.event)
        return only(asked.question("crossover", wanted.by), wanted.also, _key(chosen, 0))
    question, (shown, left) = asked.question("crossover", *wanted.dimensions), _most(of)
    return only(question, wanted.by, *(each.key for each in shown)) if left else question


def _of_those_shown(asked: Asked, wanted: Wanted) -> ReleasedTable:
    """What goes together of those that have room, with what is said of all."""
    table, whole = released(of_pairs(asked, wanted)), released(asked.question("crossover"))
    return replace(table, total=whole.total, total_base=whole.total_base, notes=whole.notes)


def came_also(asked: Asked, wanted: Wanted) -> Figure | Unanswered:
    """To what else those came who came to one event: the one asked for, else the one with most bookers."""
    of = released(asked.question("bookers", wanted.by))
    events = _by_bookers(of)
    if not events:
        return Unanswered(wanted.heading, "There are no bookers in this period yet.", wanted.name)
    chosen = _chosen(events, asked.event)
    table = released(of_pairs(asked, wanted))
    others = sorted(table.cells, key=_most_first)
    sentence = asked.within(_says_also(chosen, others))
    return Figure(
        name=wanted.name,
        measure="crossover",
        heading=wanted.heading,
        sentence=sentence,
        picture=draw(bars(_also_marks(chosen, others)), build=table.build, title=sentence) if others else "",
        caption=f"{about(asked, table)}, of the {written(chosen.value, of.unit)} bookers of {chosen.labels[0]}.",
        heads=["Also came to", "People", "Of its bookers"],
        rows=[[cell.labels[0], number(int(cell.value or 0)), _share(cell, chosen)] for cell in others],
        totals=[],
        note=" ".join(["One person may be in several rows.", *of.notes]),
        basis=basis_of(table),
        choices=tuple((cell.codes[0] or "", cell.labels[0], cell is chosen) for cell in events),
    )


def _by_bookers(of: ReleasedTable) -> list[Cell]:
    return sorted((cell for cell in of.cells if is_known(cell.labels[0])), key=_most_first)


def _chosen(events: Sequence[Cell], asked: int | None) -> Cell:
    found = next((cell for cell in events if asked is None or cell.codes[0] == str(asked)), None)
    if found is None:
        raise NotFound("Nobody came to that event in this period.", remedy="Choose another event, or another period.")
    return found


def _says_also(chosen: Cell, others: Sequence[Cell]) -> str:
    name, people = chosen.labels[0], int(chosen.value or 0)
    if people < ENOUGH:
        return f"Too little to mean anything: {count(people, 'person,people')} came to {name}."
    if not others:
        return f"Nobody who came to {name} came to anything else in this period."
    most = others[0]
    told = f"{_share(most, chosen)} of the people who came to {name} also came to {most.labels[0]}"
    return f"{told}: {written(most.value, 'people')}."


def _also_marks(chosen: Cell, others: Sequence[Cell]) -> list[Mark]:
    return [
        Mark(cell.labels[0], float(cell.value or 0), f"{number(cell.value)} ({_share(cell, chosen)})", named=place == 0)
        for place, cell in enumerate(others[:WIDEST])
    ]


def _share(cell: Cell, chosen: Cell) -> str:
    return percent((cell.value or 0) / chosen.value) if chosen.value else "–"


def _known(table: ReleasedTable) -> list[Cell]:
    """Of two kinds that are both known. There may be a hundred thousand: nothing here calls Python for each."""
    neither = frozenset(NOT_KNOWN).isdisjoint
    return [cell for cell in table.cells if cell.value is not None and neither(cell.labels)]


def _values(known: Sequence[Cell], rows: Sequence[_Kind]) -> dict[tuple[str, str], Cell]:
    """The cells of the rows that are shown."""
    keys = {row.key for row in rows}
    shown = [cell for cell in known if cell.codes[0] in keys or cell.labels[0] in keys]
    return {(_key(cell, 0), _key(cell, 1)): cell for cell in shown}


def _sides(known: Sequence[Cell], wanted: Wanted, of: ReleasedTable | None) -> tuple[list[_Kind], list[_Kind], int]:
    """Rows, columns, and how many had no room. A crossover has the same on both sides, most bookers first."""
    if of is None:
        rows = {_key(cell, 0): _Kind(_key(cell, 0), cell.labels[0]) for cell in known}
        columns = {_key(cell, 1): _Kind(_key(cell, 1), cell.labels[1]) for cell in known}
        order = DIMENSIONS[wanted.also].values
        listed = sorted(columns.values(), key=lambda each: order.index(each.label) if each.label in order else 0)
        shown = sorted(rows.values(), key=lambda each: each.label)[-WIDEST:]
        return shown, listed, len(rows) - len(shown)
    shown, left = _most(of)
    return shown, shown, left


def _most(of: ReleasedTable) -> tuple[list[_Kind], int]:
    """Those with most bookers, and how many more there are."""
    kinds = [_Kind(_key(cell, 0), cell.labels[0]) for cell in _by_bookers(of)]
    return kinds[:WIDEST], max(len(kinds) - WIDEST, 0)


def _shaded(
    cell: Cell | None, row: _Kind, column: _Kind, diagonal: dict[str, int], top: float, table: ReleasedTable
) -> Shaded:
    if diagonal and row.key == column.key:
        return Shaded(f"{number(diagonal.get(row.key, 0))} in all", 0)
    if cell is None or cell.value is None:
        return Shaded("–", 0)
    shade = round(SHADES * cell.value / top) if top else 0
    if table.unit != "share":
        return Shaded(number(cell.value), shade)
    if (cell.denominator or 0) < ENOUGH:
        return Shaded(f"too few ({cell.denominator})", 0)
    return Shaded(f"{percent(cell.value)} of {number(cell.denominator)}", shade)


def _says(table: ReleasedTable, wanted: Wanted, known: Sequence[Cell], left: int) -> str:
    """About the cell with most; of shares, one of which enough people stand behind."""
    told = [cell for cell in known if (cell.denominator or 0) >= ENOUGH] if table.unit == "share" else known
    if not told or table.total_base < ENOUGH:
        return f"Too little to mean anything: {count(table.total_base, 'person,people')} in all."
    most = max(told, key=_VALUE)
    said = wanted.says.format(
        label=" and ".join(most.labels), one=most.labels[0], other=most.labels[1], value=written(most.value, table.unit)
    )
    is_of_some = wanted.measure == "crossover" and left
    return f"{said.removesuffix('.')}, of the {WIDEST} with most bookers." if is_of_some else said


def _how_to_read(wanted: Wanted, left: int) -> str:
    if wanted.measure != "crossover":
        if MEASURES[wanted.measure].grain != "cohorts":
            return f"Those of which both are known{f'; {left} more are in the files' if left else ''}."
        return f"A row is those who first came in it{f'; the {left} before are in the files' if left else ''}."
    rest = f" The {WIDEST} with most bookers; {left} more are in the files." if left else ""
    return f"Each cell is the people who came to both.{rest}"


def _key(cell: Cell, side: int) -> str:
    return cell.codes[side] or cell.labels[side]
