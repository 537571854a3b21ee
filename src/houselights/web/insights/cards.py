"""The figures at the top of a page: each beside the period asked for, else the same days a year before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from msgspec import structs

from houselights.disclosure.released import ReleasedTable
from houselights.errors import WrongUsage
from houselights.measures.catalogue import MEASURES as DEFINED
from houselights.web.gate import released
from houselights.web.insights.asking import MEASURES, Asked
from houselights.web.insights.sentences import written
from houselights.web.templatetags.words import count, signed, some_percent


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
        _card_or_dash(asked, measure, label, asked.but(measure=measure), chosen=measure == asked.measure)
        for measure, label in MEASURES.items()
    ]


def cards_of(asked: Asked, measures: Sequence[str], hrefs: Mapping[str, str] | None = None) -> list[Card]:
    """One card for each measure; a dash, and that it is not known, where the gate has no answer."""
    return [
        _card_or_dash(asked, measure, DEFINED[measure].title, (hrefs or {}).get(measure, "")) for measure in measures
    ]


def _card_or_dash(asked: Asked, measure: str, label: str, href: str, *, chosen: bool = False) -> Card:
    try:
        return card(asked, measure, label, href=href, chosen=chosen)
    except WrongUsage:
        of = "of this part" if asked.where else "for this period"
        return Card(measure, label, "–", "", f"cannot be told {of}", href, chosen)


def card(asked: Asked, measure: str, label: str, *, href: str = "", chosen: bool = False) -> Card:
    """One measure in all; beside it what was asked for, else the year before, where the period has one."""
    now = released(asked.question(measure))
    if now.total is None and now.notes:
        return Card(measure, label, "–", "", "cannot be told for this period", href, chosen)
    amount = written(now.total, now.unit)
    other, than = (asked.other, "") if asked.other else (asked.year_before(), "a year before")
    if asked.period.start is None and not asked.other:
        return Card(measure, label, amount, "", _apart(now) or "all time", href, chosen)
    before = released(other.question(measure))
    change, basis = beside(now.total, before.total, now.unit, than=than or f"in {other.within_a_sentence}")
    return Card(measure, label, amount, change, _told(change, basis, _apart(now)), href, chosen)


def _told(change: str, basis: str, apart: str) -> str:
    """That there was nothing before is worth a word only where there is no better one."""
    return "; ".join(filter(None, (basis if change or not apart else "", apart)))


def beside(now: float | None, before: float | None, unit: str, *, than: str) -> tuple[str, str]:
    """`("+9%", "on 16,730 a year before")`; shares differ in points; nothing is compared with nothing."""
    if not before or now is None:
        return "", f"nothing {than}"
    if unit == "share":
        points = round((now - before) * 100)
        change = _in_words(now - before, points, f" point{'' if abs(points) == 1 else 's'}")
    else:
        whole = round((now - before) / before * 100)
        change = "over 99% less" if whole == -100 and now else _in_words(now - before, whole, "%")
    return change, f"on {written(before, unit)} {than}"


def _in_words(difference: float, whole: int, ending: str) -> str:
    """`+9%`; what rounds to nothing is no `+0%`."""
    if whole:
        return f"{signed(whole)}{ending}"
    return f"under 1{ending.removesuffix('s')} {'more' if difference > 0 else 'less'}" if difference else "no change"


def _apart(table: ReleasedTable) -> str:
    """What a hurried reader must not miss about the amount itself."""
    if table.question.measure == "bookers":
        records = released(structs.replace(table.question, measure="customers"))
        return f"from {count(records.total, 'record')}"
    if table.question.measure == "postcode_coverage" and table.total is not None:
        unusable = 1 - table.total
        return f"{some_percent(unusable)} of tickets cannot be placed" if unusable else "every ticket can be placed"
    return ""
