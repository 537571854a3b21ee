"""A figure is a sentence, a chart and a table of the same released numbers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from houselights.disclosure.released import ReleasedTable
from houselights.measures.counted import Cell
from houselights.web.gate import released
from houselights.web.insights.asking import BREAKDOWNS, MEASURES, Asked
from houselights.web.insights.captions import basis_of
from houselights.web.insights.drawing import drawn
from houselights.web.insights.parts import is_known
from houselights.web.insights.sentences import month_name, written
from houselights.web.templatetags.words import exact_pounds

_SENTENCES = re.compile(r"(?<=\.) (?=[A-Z])")
_NOT_A_SUM = "Customers are counted once in each row and once in all, so their rows do not add up."


@dataclass(frozen=True)
class Small:
    """One of several small charts beside each other."""

    title: str
    href: str
    picture: str
    says: str


@dataclass(frozen=True)
class Shaded:
    """A cell of a matrix: what it says, and how dark it is, 0 to 5."""

    text: str
    shade: int


@dataclass(frozen=True)
class Figure:
    """What components/figure.html shows. `picture` is an SVG, "" where there is nothing to draw.

    `matrix` is its column heads and its rows; `rules` are how its parts are told; `choices` are what it could be about
    instead: value, label, whether it is.
    """

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
    basis: str = ""  # n, and data as of
    smalls: tuple[Small, ...] = ()
    matrix: tuple[list[str], list[tuple[str, list[Shaded]]]] | None = None
    rules: tuple[str, ...] = ()
    choices: tuple[tuple[str, str, bool], ...] = ()

    @property
    def is_wide(self) -> bool:
        """Takes the whole width of the page."""
        return bool(self.matrix or self.smalls)


@dataclass(frozen=True)
class Unanswered:
    """A figure that cannot be given, and why."""

    heading: str
    reason: str
    name: str = ""

    @property
    def in_short(self) -> str:
        """The first sentence: the rest is folded away."""
        first, stop, _ = self.reason.partition(". ")
        return first + stop.strip()

    @property
    def rest(self) -> str:
        return self.reason[len(self.in_short) :].strip()


@dataclass(frozen=True)
class Untold:
    """Figures that cannot be given for one and the same reason."""

    figures: list[Unanswered]
    in_short: str

    @property
    def rest(self) -> str:
        """All else that was said, each sentence once."""
        said = [sentence for each in self.figures for sentence in _SENTENCES.split(each.rest) if sentence]
        return " ".join(dict.fromkeys(said))


def together(found: Iterable[Unanswered]) -> list[Untold]:
    """By reason: a theatre with a short history need not read the same sentence eight times."""
    by_reason: dict[str, list[Unanswered]] = {}
    for each in found:
        by_reason.setdefault(each.in_short, []).append(each)
    return [Untold(some, reason) for reason, some in by_reason.items()]


def figure(asked: Asked, by: str) -> Figure:
    """One breakdown of the page: the chart shows the measure asked for, the table shows all of them."""
    tables = {measure: released(asked.parts(measure, by)) for measure in MEASURES}
    chosen = tables[asked.measure]
    sentence, picture, rest = drawn(chosen, by, asked.within)
    what = f"{chosen.title} by {BREAKDOWNS[by]}, {asked.within_a_sentence}, {asked.basis}"
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
        basis=basis_of(chosen),
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
