"""Answer a reader outside, from the period's frozen release: all its tables are made when it is first asked for."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from houselights.disclosure.answered import answered
from houselights.disclosure.before import told_before
from houselights.disclosure.frozen import Frozen, Ledger
from houselights.disclosure.planned import Count, planned
from houselights.disclosure.released import ReleasedTable
from houselights.disclosure.rules import refusal
from houselights.disclosure.shapes import reporting_period
from houselights.disclosure.suppress import protect
from houselights.disclosure.years import release_of_year
from houselights.measures.catalogue import DIMENSIONS
from houselights.measures.question import Question
from houselights.periods import Period, parse_period


def answer_outside(question: Question, count: Count, *, last_day: date, ledger: Ledger | None) -> ReleasedTable:
    """The same answer to the same question for ever. `last_day` is the last that the figures know of."""
    if ledger is None:
        raise refusal(
            "Figures leave the house only where it is written down what has left before.",
            remedy="Ask by way of the pages, `houselights measure`, or houselights.release with the home's ledger.",
        )
    period = reporting_period(question.period)
    quarters = [release_of(question.of, each, count, last_day, ledger) for each in quarters_of(period)]
    release = release_of(question.of, period, count, last_day, ledger, quarters)
    _check_has(question, [release, *quarters])
    return answered(question, period, release, quarters)


def release_of(
    of: str, period: Period, count: Count, last_day: date, ledger: Ledger, quarters: Sequence[Frozen] = ()
) -> Frozen:
    """The release of a quarter, or of a year from its `quarters`: as it was frozen, else made and frozen now."""
    assert period.end is not None
    is_final = last_day > period.end
    found = next(iter(ledger.earlier(of, [period.name])), None)
    if found and (found.is_final or not is_final):
        return found
    if quarters:
        return ledger.freeze(release_of_year(of, period, quarters, count, is_final=is_final))
    return ledger.freeze(_release_of_quarter(of, period, count, found, is_final=is_final))


def _check_has(question: Question, releases: Sequence[Frozen]) -> None:
    """NotReleasable for a split by places that were not known when the period's figures were released."""
    splits = {each.key.by for release in releases for each in release.shown}
    for name in question.by:
        if DIMENSIONS[name].reference and name not in splits:
            raise refusal(
                f"{DIMENSIONS[name].title} was not known when the figures of this period were released.",
                remedy=f"What was released stays. For later periods: {DIMENSIONS[name].reference}",
            )


def last_day_of(data_as_of: str, time_zone: str) -> date:
    """The day of the newest data, where the organisation is."""
    return datetime.fromisoformat(data_as_of).astimezone(ZoneInfo(time_zone)).date() if data_as_of else date.min


def quarters_of(period: Period) -> list[Period]:
    """The four of a financial year, which are released before it; none of a quarter."""
    if "Q" in period.name:
        return []
    return [parse_period(f"{period.name[:4]}-Q{number}") for number in (1, 2, 3, 4)]


def _release_of_quarter(of: str, period: Period, count: Count, early: Frozen | None, *, is_final: bool) -> Frozen:
    plan = planned(of, period, count)
    protected = protect(plan.cells, plan.relations, told_before(early, plan.cells))
    return Frozen(
        of, period.name, is_final, plan.data_as_of, plan.build, protected.shown, plan.relations, protected.guards,
        plan.codes,
    )  # fmt: skip
