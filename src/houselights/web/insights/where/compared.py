"""Shares of an audience beside those of an area's people: the same for the page's chart, its table and its files."""

from dataclasses import dataclass
from typing import NamedTuple

from houselights.disclosure.released import ReleasedTable
from houselights.web.charts import Mark, bars, draw
from houselights.web.insights.captions import basis_of
from houselights.web.insights.figures import Figure
from houselights.web.insights.where.asked import Mapped
from houselights.web.templatetags.words import number


class Part(NamedTuple):
    """One decile, or one band of age. `counted`: what of the audience is in it, None where only its share is known."""

    label: str
    counted: int | None
    share: float
    share_there: float


@dataclass(frozen=True)
class Compared:
    """`what`, `of`, `ours` and `theirs` head the columns; `sources` are whose figures the area's are."""

    name: str
    heading: str
    mapped: Mapped
    table: ReleasedTable
    area: str
    sentence: str
    caption: str
    note: str
    what: str
    of: str
    ours: str
    theirs: str
    parts: list[Part]
    choices: list[tuple[str, str, bool]]
    places: int = 0  # of a percentage that are worth saying
    sources: tuple[str, ...] = ()

    def percent(self, share: float) -> str:
        """In words, as the page has it."""
        return f"{100 * share:.{self.places}f}%"

    @property
    def heads(self) -> list[str]:
        """Of the table and of files."""
        return [self.what, *([self.of] if self.is_counted else []), self.ours, self.theirs]

    @property
    def is_counted(self) -> bool:
        """Is it known how many are in each part, and not only their share?"""
        return all(part.counted is not None for part in self.parts)


def figure_of(compared: Compared) -> Figure:
    """As the page draws it: bars of the audience, a mark across each for the people of the area."""
    sentence = compared.mapped.asked.within(compared.sentence)
    return Figure(
        name=compared.name,
        measure=compared.table.question.measure,
        heading=compared.heading,
        sentence=sentence,
        picture=draw(bars(_marks(compared)), build=compared.table.build, title=sentence),
        caption=compared.caption,
        heads=compared.heads,
        rows=[_row(compared, part) for part in compared.parts],
        totals=_totals(compared),
        note=compared.note,
        basis=basis_of(compared.table),
        choices=tuple(compared.choices),
    )


def _row(compared: Compared, part: Part) -> list[str]:
    counted = [number(part.counted)] if compared.is_counted else []
    return [part.label, *counted, compared.percent(part.share), compared.percent(part.share_there)]


def _totals(compared: Compared) -> list[str]:
    counted = [number(sum(part.counted or 0 for part in compared.parts))] if compared.is_counted else []
    return ["In all", *counted, "100%", "100%"]


def _marks(compared: Compared) -> list[Mark]:
    widest = max(compared.parts, key=lambda part: abs(part.share - part.share_there))
    named = compared.parts[0] if compared.is_counted else widest
    return [
        Mark(part.label, part.share * 100, compared.percent(part.share), part.share_there * 100, named=part is named)
        for part in compared.parts
    ]
