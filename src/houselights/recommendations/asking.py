"""Which recommendations there are now: every rule, asked of figures that passed the gate."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

from houselights.disclosure.released import ReleasedTable
from houselights.errors import WrongUsage
from houselights.measures.question import Question
from houselights.periods import Period, months_before, parse_period
from houselights.recommendations.rules import Recommendation, Rule, held, rules

Ask = Callable[[Question], ReleasedTable]

FAR = timedelta(days=730)


def recommended(organisation: str, today: date, ask: Ask) -> list[Recommendation]:
    """Rule by rule; a rule whose figure cannot be told says nothing."""
    return [each for rule in rules() for each in _of_rule(rule, organisation, today, ask)]


def questions(organisation: str, today: date) -> Iterator[Question]:
    """Everything that the rules are about to ask."""
    for rule in rules():
        yield from _questions(rule, organisation, today)


def period_of(rule: Rule, today: date) -> Period:
    """The days that the rule is about."""
    starts, ends = {
        "year": (months_before(today, 12) + timedelta(days=1), today),
        "ahead": (today, today + FAR),
        "cohorts": (months_before(today, 36), months_before(today, 12)),
    }[rule.period]
    return parse_period(f"{starts}..{ends}")


def _of_rule(rule: Rule, organisation: str, today: date, ask: Ask) -> Iterator[Recommendation]:
    try:
        table, *others = map(ask, _questions(rule, organisation, today))
    except WrongUsage:
        return
    yield from held(rule, table, others[0] if others else None)


def _questions(rule: Rule, organisation: str, today: date) -> Iterator[Question]:
    """The figure, and what it is a share of, where that is another."""
    by, period = (rule.by,) if rule.by else (), period_of(rule, today)
    yield Question(rule.measure, of=organisation, by=by, period=period)
    if rule.of not in ("", "total"):
        yield Question(rule.of, of=organisation, by=by, period=period)
