"""What a page is about to ask, told beforehand: questions of the same rows are then answered together."""

from collections.abc import Iterable, Iterator

from houselights.measures.question import Question
from houselights.web.gate import prepare
from houselights.web.insights.asking import BREAKDOWNS, MEASURES, Asked
from houselights.web.insights.pages import Wanted


def prepare_page(asked: Asked, cards: Iterable[str], figures: Iterable[Wanted] = ()) -> None:
    """Its cards, and its figures."""
    prepare([*of_cards(asked, cards), *_of_figures(asked, figures)])


def prepare_short(asked: Asked) -> None:
    """The insights page: three measures in four breakdowns."""
    breakdowns = [asked.question(measure, by) for by in BREAKDOWNS for measure in MEASURES]
    prepare([*of_cards(asked, MEASURES), *([] if asked.beside else breakdowns)])


def of_cards(asked: Asked, measures: Iterable[str]) -> Iterator[Question]:
    """Each measure, and what stands beside it."""
    sides = [asked, asked.other or (asked.year_before() if asked.period.start else asked)]
    wanted = [*measures]
    for measure in [*wanted, *(["customers"] if "bookers" in wanted else [])]:
        yield from (side.question(measure) for side in sides)


def _of_figures(asked: Asked, figures: Iterable[Wanted]) -> Iterator[Question]:
    for wanted in figures:
        # The other side is drawn into bars alone.
        sides = [asked, asked.other] if asked.other and wanted.kind == "bars" else [asked]
        yield from (side.question(measure, *by) for side in sides for measure, by in wanted.asks)
        if wanted.kind == "curves":
            yield from (asked.question("tickets", "event"), asked.question(wanted.measure))
