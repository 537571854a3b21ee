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


def period_of(rule: Rule, today: date) -> Period:
    """The days that the rule is about."""
    starts, ends = {
        "year": (months_before(today, 12) + timedelta(days=1), today),
        "ahead": (today, today + FAR),
        "cohorts": (months_before(today, 36), months_before(today, 12)),
    }[rule.period]
    return parse_period(f"{starts}..{ends}")


def _of_rule(rule: Rule, organisation: str, today: date, ask: Ask) -> Iterator[Recommendation]:
    by = (rule.by,) if rule.by else ()
    asked = Question(rule.measure, of=organisation, by=by, period=period_of(rule, today))
    try:
        table = ask(asked)
        of = (
            ask(Question(rule.of, of=organisation, by=by, period=asked.period))
            if rule.of not in ("", "total")
            else None
        )
    except WrongUsage:
        return
    yield from held(rule, table, of)
