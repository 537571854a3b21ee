"""Who is new: a person whose history begins in the period, and in the month, quarter or year of the cell. Pure."""

from datetime import date, timedelta

from houselights.measures.horizon import Horizon
from houselights.measures.question import Question
from houselights.periods import financial_year_of, month_of, quarter_of

FIRSTS = {"performance": "firsts_by_performance", "sale": "firsts_by_sale"}  # as known now: they stand for each build
_CALENDARS = {"month": month_of, "quarter": quarter_of, "financial_year": financial_year_of}


def newness(question: Question, horizon: Horizon, day: str, prefix: str, firsts: str) -> str:
    """In SQL: `new`, `returning`, or `unknown`: sold to nobody, or too near to where the history begins.

    `prefix` stands before the sale's own month, `firsts` is where a person's first stands.
    """
    return f"""case
        when {firsts}.first_on is null or {day} is null or not ({_told(question, horizon, prefix)}) then 'unknown'
        when {_begins_here(question, prefix, firsts)} then 'new'
        else 'returning'
    end"""


def is_told(question: Question, horizon: Horizon, labels: tuple[str, ...]) -> bool:
    """Does the history reach far enough back before this cell: before its month, or before the whole period?"""
    if question.period.start and question.period.start >= horizon.tells_new:
        return True
    named = zip(question.by, labels, strict=True) if labels else ()
    return any(
        name in _CALENDARS and "unknown" != label >= _first_after(horizon.tells_new, name) for name, label in named
    )


def _told(question: Question, horizon: Horizon, prefix: str) -> str:
    if question.period.start and question.period.start >= horizon.tells_new:
        return "true"
    cells = [f"{prefix}{name} >= '{_first_after(horizon.tells_new, name)}'" for name in _named(question)]
    return " or ".join(cells) or "false"


def _begins_here(question: Question, prefix: str, firsts: str) -> str:
    """A history never begins after the sale itself, so only the beginning of the cell matters."""
    conditions = [f"{firsts}.first_{name} = {prefix}{name}" for name in _named(question)]
    if question.period.start:
        conditions.append(f"{firsts}.first_on >= $start")
    return " and ".join(conditions) or "true"


def _named(question: Question) -> list[str]:
    return [name for name in _CALENDARS if name in question.by]


def _first_after(day: date, name: str) -> str:
    """The first month (quarter, year) that begins on the day or after it; as they are written, they sort by time."""
    if day == date.max:
        return "~"  # after all of them
    called = _CALENDARS[name]
    while called(day) == called(day - timedelta(days=1)):
        day += timedelta(days=1)
    return called(day)
