"""What a page is about to ask, told beforehand: questions of the same rows are then answered together."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from houselights.errors import WrongUsage
from houselights.measures.question import Question
from houselights.web.gate import prepare
from houselights.web.insights.asking import BREAKDOWNS, MEASURES, Asked
from houselights.web.insights.matrices import of_pairs
from houselights.web.insights.pages import Wanted


def prepare_page(asked: Asked, cards: Iterable[str], figures: Sequence[Wanted] = ()) -> None:
    """Its cards, and its figures."""
    pairs = [wanted for wanted in figures if wanted.measure == "crossover"]
    of_all = asked.question("crossover")
    first = [*of_cards(asked, cards), *_of_figures(asked, figures)]
    prepare([each for each in first if not (pairs and each == of_all)])
    if pairs:  # which of them are shown depends on who has most bookers
        with suppress(WrongUsage):
            prepare([of_all, *(of_pairs(asked, wanted) for wanted in pairs)])


def prepare_short(asked: Asked) -> None:
    """The insights page: three measures in four breakdowns."""
    breakdowns = [asked.parts(measure, by) for by in BREAKDOWNS for measure in MEASURES]
    prepare([*of_cards(asked, MEASURES), *([] if asked.beside else breakdowns)])


def of_cards(asked: Asked, measures: Iterable[str]) -> Iterator[Question]:
    """Each measure, and what stands beside it."""
    sides = [asked, asked.other or (asked.year_before() if asked.period.start else asked)]
    wanted = [*measures]
    for measure in [*wanted, *(["customers"] if "bookers" in wanted else [])]:
        yield from (side.question(measure) for side in sides)


def _of_figures(asked: Asked, figures: Iterable[Wanted]) -> Iterator[Question]:
    for wanted in figures:
        if wanted.measure == "crossover":
            yield asked.question("bookers", wanted.by)
            continue
        # The other side is drawn into bars alone.
        sides = [asked, asked.other] if asked.other and wanted.kind == "bars" else [asked]
        asks = [each for each in wanted.asks if wanted.kind != "curves" or "event" not in each[1]]  # only of some
        yield from (side.parts(measure, *by) for side in sides for measure, by in asks)
        if wanted.kind == "curves":
            yield from (asked.parts("tickets", "event"), asked.question(wanted.measure))
