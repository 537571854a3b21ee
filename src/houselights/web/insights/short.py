"""The figures in short: one measure in four breakdowns; beside another period, that measure alone in both."""

from houselights.errors import WrongUsage
from houselights.web.insights.answering import answer
from houselights.web.insights.asking import BREAKDOWNS, Asked
from houselights.web.insights.figures import Figure, Unanswered, figure
from houselights.web.insights.pages import Wanted


def in_short(asked: Asked) -> list[Figure | Unanswered]:
    """One figure for each breakdown."""
    if asked.beside:
        return [answer(asked, _wanted(asked.measure, by)) for by in BREAKDOWNS]
    return [_figure(asked, by) for by in BREAKDOWNS]


def _figure(asked: Asked, by: str) -> Figure | Unanswered:
    try:
        return figure(asked, by)
    except WrongUsage as problem:
        return Unanswered(f"By {BREAKDOWNS[by]}", f"{problem.message} {problem.remedy}".strip())


def _wanted(measure: str, by: str) -> Wanted:
    return Wanted(measure=measure, by=by, heading=f"By {BREAKDOWNS[by]}", says="{label} leads: {value} of {total}.")
