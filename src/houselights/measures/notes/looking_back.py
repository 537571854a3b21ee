"""What stands beside figures of people: where their history begins, from when on it tells, and by which rules."""

from collections.abc import Iterator
from datetime import date

from houselights.measures.catalogue import DIMENSIONS, Definition
from houselights.measures.horizon import HISTORY_MONTHS, Horizon
from houselights.measures.people.segments import segments
from houselights.measures.question import Question
from houselights.periods import months_before

_OF_PEOPLE = {"firsts", "people_seen"}


def looking_back(measure: Definition, question: Question, horizon: Horizon) -> Iterator[str]:
    """In whole sentences; none for figures that look at the period alone."""
    used = {
        name
        for name in (*measure.needs, *question.by, *dict(question.where))
        if _OF_PEOPLE & set(DIMENSIONS[name].joins)
    }
    if measure.grain not in ("people", "cohorts") and not used:
        return
    if not horizon.begins:
        yield "No order has been read yet, so nobody has a history."
        return
    months = measure.months_of_history or HISTORY_MONTHS
    told = months_before(horizon.begins, -months)
    yield f"The history begins on {_day(horizon.begins)}; what looks back {months} months is told from {_day(told)} on."
    if question.where and measure.grain == "tickets":
        yield "Who is new, how often and how lately people came is told from all they ever bought, not from this part."
    if measure.grain == "people" or used & {"frequency", "recency"}:
        yield f"People as they were at the end of {_day(horizon.until(question))}."
    if "rfm_segment" in question.by:
        yield f"Fifths from 1, the least, to 5, the most. {'. '.join(each.rule for each in segments())}."
    if measure.grain == "cohorts":
        yield f"Orders are known until {_day(horizon.known_until)}."


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
