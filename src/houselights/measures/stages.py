"""The stages of a booking curve: which days before a performance are looked at, how many events are enough. Pure."""

from typing import Any

from houselights.measures.question import Question

FARTHEST = 182  # days before: what was sold earlier was sold by then
ENOUGH = 3  # comparable events, fewer of which say nothing
# Each day of the last fortnight, then each week: as finely as a chart of half a year shows it.
DRAWN = (*range(14), *range(14, FARTHEST + 1, 7))


def stages(question: Question) -> dict[str, Any]:
    """Every stage that a performance has come past, for a curve; else the one at which it is."""
    is_curve = "days_before" in question.by
    days = list(DRAWN) if is_curve else list(range(FARTHEST + 1))
    return {"stages": days, "farthest": FARTHEST, "enough": ENOUGH, "comes": ">=" if is_curve else "="}
