"""The figures at the top of a page: each beside the same days a year before."""

from collections.abc import Sequence
from dataclasses import dataclass

from houselights.errors import NotReleasable
from houselights.measures.catalogue import MEASURES as DEFINED
from houselights.web.gate import released
from houselights.web.insights.asking import MEASURES, Asked
from houselights.web.insights.sentences import written


@dataclass(frozen=True)
class Card:
    """What components/card.html shows."""

    measure: str
    label: str
    amount: str
    change: str
    basis: str
    href: str = ""
    chosen: bool = False


def cards(asked: Asked) -> list[Card]:
    """The three measures of the insights page; each is the way to its own charts."""
    return [
        card(asked, measure, label, href=asked.but(measure=measure), chosen=measure == asked.measure)
        for measure, label in MEASURES.items()
    ]


def cards_of(asked: Asked, measures: Sequence[str]) -> list[Card]:
    """One card for each measure; a dash, and that it is not known, where the gate has no answer."""
    return [_card_or_dash(asked, measure, DEFINED[measure].title) for measure in measures]


def _card_or_dash(asked: Asked, measure: str, label: str) -> Card:
    try:
        return card(asked, measure, label)
    except NotReleasable:
        return Card(measure, label, "–", "", "cannot be told for this period")


def card(asked: Asked, measure: str, label: str, *, href: str = "", chosen: bool = False) -> Card:
    """One measure in all; beside it the year before, where the period has one."""
    now = released(asked.question(measure))
    amount = written(now.total, now.unit)
    if asked.period.start is None:
        return Card(measure, label, amount, "", "all time", href, chosen)
    before = released(asked.question(measure, a_year_before=True))
    change, basis = beside(now.total, before.total, now.unit)
    return Card(measure, label, amount, change, basis, href, chosen)


def beside(now: float | None, before: float | None, unit: str) -> tuple[str, str]:
    """`("+9%", "on 16,730 a year before")`; shares differ in points; nothing is compared with nothing."""
    if not before or now is None:
        return "", "nothing a year before"
    if unit == "share":
        points = round((now - before) * 100)
        return f"{points:+d} point{'' if abs(points) == 1 else 's'}", f"on {written(before, unit)} a year before"
    return f"{round((now - before) / before * 100):+d}%", f"on {written(before, unit)} a year before"
