"""A wanted figure becomes its sentence, its chart and its table; where the gate has no answer, its reason instead."""

from dataclasses import dataclass

from houselights.disclosure.released import ReleasedTable
from houselights.errors import HouselightsError
from houselights.measures.catalogue import MEASURES
from houselights.measures.counted import Cell
from houselights.web.charts import Mark, bars, draw
from houselights.web.gate import released
from houselights.web.insights.asking import Asked
from houselights.web.insights.drawing import months_drawn
from houselights.web.insights.figures import Figure, exact
from houselights.web.insights.pages import Page, Wanted
from houselights.web.insights.parts import is_known, parts_of
from houselights.web.insights.sentences import Said, about_months, month_name, written
from houselights.web.templatetags.words import percent

TOP = 10  # bars in a chart; the rest is in the table
NOT_A_SUM = "Each person is counted once in each row and once in all, so the rows do not add up."


@dataclass(frozen=True)
class Unanswered:
    """A figure that cannot be given, and why."""

    heading: str
    reason: str


def answered(asked: Asked, page: Page) -> list[Figure | Unanswered]:
    """The figures of a page, in its order."""
    return [_answer(asked, wanted) for wanted in page.figures]


def tables(asked: Asked, page: Page) -> list[ReleasedTable]:
    """The same figures, as files have them; those without an answer are in none."""
    found = []
    for wanted in page.figures:
        try:
            found.append(table_of(asked, wanted))
        except HouselightsError:
            continue  # its reason stands on the page
    return found


def table_of(asked: Asked, wanted: Wanted) -> ReleasedTable:
    """The released table of a figure, dated as asked where the measure can be."""
    return released(asked.question(wanted.measure, *wanted.dimensions))


def _answer(asked: Asked, wanted: Wanted) -> Figure | Unanswered:
    try:
        table = table_of(asked, wanted)
    except HouselightsError as problem:
        return Unanswered(wanted.heading, f"{problem.message} {problem.remedy}".strip())
    if table.notes and not any(cell.value and _is_known(cell) for cell in table.cells):
        return Unanswered(wanted.heading, " ".join(table.notes))
    cells = _cells(table, wanted)
    sentence, picture = _shown(table, wanted, cells)
    return Figure(
        name=f"{wanted.measure}-{wanted.by}".replace("_", "-"),
        measure=wanted.measure,
        heading=wanted.heading,
        sentence=sentence,
        picture=picture,
        caption=_caption(asked, table, wanted),
        heads=[
            *(name.replace("also_", "and ").replace("_", " ").capitalize() for name in wanted.dimensions),
            table.title,
        ],
        rows=[[*(_label(wanted, label) for label in cell.labels), exact(cell.value, table.unit)] for cell in cells],
        totals=["In all", *([""] if wanted.also else []), exact(table.total, table.unit)],
        note=" ".join(
            [*([] if MEASURES[wanted.measure].adds_up or table.unit == "share" else [NOT_A_SUM]), *table.notes]
        ),
    )


def _cells(table: ReleasedTable, wanted: Wanted) -> list[Cell]:
    """In the order of the chart; of a pair that stands both ways round, one."""
    cells = list(table.cells)
    if wanted.also:
        cells = [cell for cell in cells if (cell.codes[0] or cell.labels[0]) < (cell.codes[1] or cell.labels[1])]
    if wanted.order == "given" or wanted.by == "month":
        return cells
    return sorted(cells, key=lambda cell: (not _is_known(cell), -(cell.value or 0), cell.labels))


def _shown(table: ReleasedTable, wanted: Wanted, cells: list[Cell]) -> tuple[str, str]:
    if wanted.by == "month":
        parts = parts_of(table)
        said = about_months(parts, table.total or 0, table.title.lower(), table.unit)
        return said.text, months_drawn(parts, said, table)
    most = max((cell for cell in cells if _is_known(cell)), key=lambda cell: cell.value or 0, default=None)
    if most is None or not most.value:
        return f"There is nothing to show in this period: {table.title.lower()}.", ""
    said = Said(_sentence(table, wanted, most), (_joined(most),))
    chart = bars([_mark(cell, table.unit, said, is_hour=wanted.by == "hour") for cell in _charted(cells)])
    return said.text, draw(chart, build=table.build, title=said.text)


def _charted(cells: list[Cell]) -> list[Cell]:
    """The first, and what is unknown: a chart without it would look surer than it is. (Pairs make no whole.)"""
    known = [cell for cell in cells if _is_known(cell)]
    return known[:TOP] + [cell for cell in cells if cell not in known and len(cell.labels) == 1]


def _sentence(table: ReleasedTable, wanted: Wanted, most: Cell) -> str:
    """Shares are of what is known: what is not stands in the table."""
    known = sum(cell.value or 0 for cell in table.cells if _is_known(cell))
    return wanted.says.format(
        label=wanted.said_as.get(most.labels[0], _joined(most)),
        value=written(most.value, table.unit),
        total=written(table.total, table.unit),
        share=percent((most.value or 0) / known) if known else "",
    )


def _mark(cell: Cell, unit: str, said: Said, *, is_hour: bool) -> Mark:
    value = cell.value or 0
    label, is_quiet = _joined(cell), not _is_known(cell)
    shown = f"{label}:00" if is_hour and not is_quiet else label
    length = value / 100 if unit.startswith("pence") else value
    return Mark(shown, length, written(value, unit), quiet=is_quiet, named=label in said.about)


def _is_known(cell: Cell) -> bool:
    """Both sides, where it is of a pair."""
    return all(map(is_known, cell.labels))


def _joined(cell: Cell) -> str:
    return " and ".join(cell.labels)


def _label(wanted: Wanted, label: str) -> str:
    return month_name(label) if wanted.by == "month" else label


def _caption(asked: Asked, table: ReleasedTable, wanted: Wanted) -> str:
    basis = {"performance": "by date of performance", "sale": "by date of sale", "return": "by the day it was seen"}
    total = "" if wanted.also else f"; {written(table.total, table.unit)} in all"
    return f"{table.title}, {asked.period.title}, {basis[table.question.dated]}{total}."
