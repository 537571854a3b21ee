"""A figure is a sentence, a chart and a table of the same released numbers."""

from dataclasses import dataclass

from houselights.disclosure.released import ReleasedTable
from houselights.measures.counted import Cell
from houselights.web.gate import released
from houselights.web.insights.asking import BREAKDOWNS, MEASURES, Asked
from houselights.web.insights.drawing import drawn
from houselights.web.insights.parts import is_known
from houselights.web.insights.sentences import month_name, written
from houselights.web.templatetags.words import exact_pounds

_NOT_A_SUM = "Customers are counted once in each row and once in all, so their rows do not add up."


@dataclass(frozen=True)
class Figure:
    """What components/figure.html shows. `picture` is an SVG, "" where there is nothing to draw."""

    name: str
    measure: str
    heading: str
    sentence: str
    picture: str
    caption: str
    heads: list[str]
    rows: list[list[str]]
    totals: list[str]
    note: str


def figure(asked: Asked, by: str) -> Figure:
    """One breakdown of the page: the chart shows the measure asked for, the table shows all of them."""
    tables = {measure: released(asked.question(measure, by)) for measure in MEASURES}
    chosen = tables[asked.measure]
    sentence, picture, rest = drawn(chosen, by)
    what = f"{chosen.title} by {BREAKDOWNS[by]}, {asked.period.title}, {asked.basis}"
    return Figure(
        name=by.replace("_", "-"),
        measure=asked.measure,
        heading=f"By {BREAKDOWNS[by]}",
        sentence=sentence,
        picture=picture,
        caption=f"{what}; {written(chosen.total, chosen.unit)} in all. {rest}".strip(),
        heads=[BREAKDOWNS[by].capitalize(), *MEASURES.values()],
        rows=_rows(tables, by),
        totals=["In all", *(exact(table.total, table.unit) for table in tables.values())],
        note=" ".join([_NOT_A_SUM, *chosen.notes]),
    )


def _rows(tables: dict[str, ReleasedTable], by: str) -> list[list[str]]:
    """One row per cell of any table, the chosen order of parts; a dash where a measure has none.

    Cells meet by code where there is one: two events may have the same name.
    """
    by_key = {measure: {key_of(cell): cell for cell in table.cells} for measure, table in tables.items()}
    every = {key: cell for cells in by_key.values() for key, cell in cells.items()}
    tickets = by_key["tickets"]
    order = sorted(every) if by == "month" else sorted(every, key=lambda key: _place(every[key], tickets.get(key)))
    return [
        [
            month_name(every[key].labels[0]) if by == "month" else every[key].labels[0] or "blank",
            *(
                exact(cells[key].value if key in cells else None, tables[measure].unit)
                for measure, cells in by_key.items()
            ),
        ]
        for key in order
    ]


def key_of(cell: Cell) -> str:
    """What tells a cell of one dimension from the others."""
    return cell.codes[0] or cell.labels[0]


def _place(cell: Cell, tickets: Cell | None) -> tuple[bool, float, str]:
    return not is_known(cell.labels[0]), -(tickets.value or 0) if tickets else 0, cell.labels[0]


def exact(value: float | None, unit: str) -> str:
    """Tables must add up to the penny."""
    return exact_pounds(value) if unit == "pence" and isinstance(value, int | None) else written(value, unit)
