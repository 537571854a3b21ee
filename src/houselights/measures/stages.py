"""The stages of a booking curve: which days before a performance are looked at, how many events are enough. Pure."""

from collections.abc import Sequence

from houselights.measures.question import Question

FARTHEST = 182  # days before: what was sold earlier was sold by then
ENOUGH = 3  # comparable events, fewer of which say nothing
# Each day of the last fortnight, then each week: as finely as a chart of half a year shows it.
DRAWN = (*range(14), *range(14, FARTHEST + 1, 7))

REACHED: dict[str, tuple[Sequence[int], str]] = {
    "reached_on_the_way": (DRAWN, ">="),  # every stage of a curve that a performance has come past
    "reached_now": (range(FARTHEST + 1), "="),  # the day at which it is
}


def reached(question: Question) -> str:
    """Which of them tells it."""
    return "reached_on_the_way" if "days_before" in question.by else "reached_now"
