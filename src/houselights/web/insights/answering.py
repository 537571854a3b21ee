"""A wanted figure becomes its sentence, its chart and its table; where the gate has no answer, its reason instead."""

from collections.abc import Callable, Iterator

from msgspec import structs

from houselights.disclosure.released import ReleasedTable
from houselights.errors import WrongUsage
from houselights.measures.catalogue import DIMENSIONS, MEASURES
from houselights.measures.counted import Cell
from houselights.measures.people.segments import segments
from houselights.web.charts import Mark, bars, draw
from houselights.web.gate import released
from houselights.web.insights.asking import Asked
from houselights.web.insights.captions import basis_of, caption, is_too_little, too_little
from houselights.web.insights.curve_figures import curves
from houselights.web.insights.drawing import months_drawn
from houselights.web.insights.figures import Figure, Unanswered
from houselights.web.insights.matrices import came_also, matrix
from houselights.web.insights.pages import Page, Wanted
from houselights.web.insights.pairing import Paired, beside_heads, paired, totals, values
from houselights.web.insights.parts import is_known, parts_of
from houselights.web.insights.sentences import Said, about_months, month_name, written
from houselights.web.templatetags.words import percent

TOP = 10  # bars in a chart; the rest is in the table
NOT_A_SUM = "Each person is counted once in each row and once in all, so the rows do not add up."
_OF_PEOPLE = ("people", "records", "orders")  # units of what is counted once, wherever it is


def is_of_people(table: ReleasedTable) -> bool:
    """Do its rows not add up because the same people are in several?"""
    return not MEASURES[table.question.measure].adds_up and table.unit in _OF_PEOPLE


def answered(asked: Asked, page: Page) -> list[Figure | Unanswered]:
    """The figures of a page, in its order."""
    return [answer(asked, wanted) for wanted in page.figures]


def tables(asked: Asked, page: Page) -> list[ReleasedTable]:
    """The same figures, as files have them, and those beside them; what has no answer is in none."""
    return [table for side in sides(asked) for wanted in page.figures for table in _tables(side, wanted)]


def sides(asked: Asked) -> list[Asked]:
    """The period, and what stands beside it."""
    return [asked, asked.other] if asked.other else [asked]


def table_of(asked: Asked, wanted: Wanted) -> ReleasedTable:
    """The released table of a figure, dated as asked where the measure can be."""
    return released(asked.parts(wanted.measure, *wanted.dimensions))


def answer(asked: Asked, wanted: Wanted) -> Figure | Unanswered:
    """One figure; where its history is too short, or nothing is there, the reason."""
    try:
        return _OF_KIND[wanted.kind](asked, wanted)
    except WrongUsage as problem:
        return Unanswered(wanted.heading, f"{problem.message} {problem.remedy}".strip(), wanted.name)


def _bars(asked: Asked, wanted: Wanted) -> Figure | Unanswered:
    table = table_of(asked, wanted)
    other = table_of(asked.other, wanted) if asked.other else None
    if not any(cell.value and _is_known(cell) for cell in table.cells):
        why = [note for note in table.notes if note != f"Only {asked.part}."]  # what was chosen is no reason
        reason = wanted.none if table.total and wanted.none else " ".join(why)
        if reason:
            return Unanswered(wanted.heading, reason, wanted.name)
    pairs = _ordered(paired(table, other), wanted)
    sentence, picture = _shown(asked, table, other, wanted, pairs)
    return Figure(
        name=wanted.name,
        measure=wanted.measure,
        heading=wanted.heading,
        sentence=sentence,
        picture=picture,
        caption=caption(asked, table, other),
        heads=[*_heads(wanted), table.title, *beside_heads(asked)],
        rows=[[*_labels(wanted, cell), *values(cell, before, table, other)] for cell, before in pairs],
        totals=["In all", *totals(table, other)],
        note=" ".join([*([NOT_A_SUM] if is_of_people(table) else []), *table.notes]),
        basis=basis_of(table),
        rules=tuple(each.rule for each in segments()) if wanted.by == "rfm_segment" else (),
    )


_OF_KIND: dict[str, Callable[[Asked, Wanted], Figure | Unanswered]] = {
    "bars": _bars,
    "matrix": matrix,
    "curves": curves,
    "also": came_also,
}


def _tables(asked: Asked, wanted: Wanted) -> Iterator[ReleasedTable]:
    for measure, by in wanted.asks:
        try:
            yield released(asked.question(measure, *by))
        except WrongUsage:
            continue  # its reason stands on the page


def _ordered(pairs: Paired, wanted: Wanted) -> Paired:
    """In the order of the chart."""
    if wanted.by == "month":
        return sorted(pairs, key=lambda pair: pair[0].labels)
    if wanted.order == "given":
        return sorted(pairs, key=lambda pair: _place(pair[0].labels[0], DIMENSIONS[wanted.by].values))
    return sorted(pairs, key=lambda pair: (not _is_known(pair[0]), -(pair[0].value or 0), pair[0].labels))


def _place(label: str, values: tuple[str, ...]) -> tuple[bool, int, str]:
    """In the dimension's own order, else the alphabet's; what is not known last."""
    return not is_known(label), values.index(label) if label in values else 0, label


def _shown(
    asked: Asked, table: ReleasedTable, other: ReleasedTable | None, wanted: Wanted, pairs: Paired
) -> tuple[str, str]:
    if is_too_little(table):
        return asked.within(too_little(table)), ""
    befores = {_joined(cell): before.value for cell, before in pairs if before}
    if wanted.by == "month":
        # Months of the other side that have no part here still keep their place.
        whole = structs.replace(table, cells=tuple(cell for cell, _ in pairs))
        said = about_months(parts_of(table), table.total or 0, table.title.lower(), table.unit)
        said = said._replace(text=asked.within(said.text))
        return said.text, months_drawn(parts_of(whole), said, table, befores if other else None)
    most = max((cell for cell, _ in pairs if _is_known(cell)), key=lambda cell: cell.value or 0, default=None)
    if most is None or not most.value:
        return asked.within(f"There is nothing to show in this period: {table.title.lower()}."), ""
    said = Said(asked.within(_sentence(table, wanted, most)), (_joined(most),))
    marks = [_mark(cell, before, table.unit, said, wanted) for cell, before in _charted(pairs)]
    return said.text, draw(bars(marks), build=table.build, title=said.text)


def _charted(pairs: Paired) -> Paired:
    """The first, and what is unknown: a chart without it would look surer than it is."""
    known = [pair for pair in pairs if _is_known(pair[0])]
    unknown = [pair for pair in pairs if not _is_known(pair[0])]
    return known[:TOP] + unknown


def _sentence(table: ReleasedTable, wanted: Wanted, most: Cell) -> str:
    """Shares are of what is known: what is not stands in the table."""
    known = sum(cell.value or 0 for cell in table.cells if _is_known(cell))
    return wanted.says.format(
        label=wanted.said_as.get(most.labels[0], _joined(most)),
        value=written(most.value, table.unit),
        total=written(table.total, table.unit),
        share=percent((most.value or 0) / known) if known else "",
    )


def _mark(cell: Cell, before: Cell | None, unit: str, said: Said, wanted: Wanted) -> Mark:
    label, is_quiet = _joined(cell), not _is_known(cell)
    return Mark(
        wanted.said_as.get(label, f"{label}:00" if wanted.by == "hour" and not is_quiet else label),
        _length(cell, unit),
        written(cell.value or 0, unit),
        None if before is None else _length(before, unit),
        quiet=is_quiet,
        named=label in said.about,
    )


def _length(cell: Cell, unit: str) -> float:
    return (cell.value or 0) / 100 if unit.startswith("pence") else cell.value or 0


def _heads(wanted: Wanted) -> list[str]:
    return [DIMENSIONS[name].title for name in wanted.dimensions]


def _is_known(cell: Cell) -> bool:
    return all(map(is_known, cell.labels))


def _joined(cell: Cell) -> str:
    return " and ".join(cell.labels)


def _labels(wanted: Wanted, cell: Cell) -> list[str]:
    return [month_name(label) if wanted.by == "month" else label or "blank" for label in cell.labels]
