"""The one sentence above a chart: what it shows, in words that a hurried person keeps."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from houselights.web.insights.parts import Part, is_known
from houselights.web.templatetags.words import number, percent, pounds

_COUNTED_ONCE = ("customers", "bookers")  # who may be in several months
_WORDS = ["none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]


class Said(NamedTuple):
    """A sentence, and the labels of the parts it is about: the chart shows them in amber."""

    text: str
    about: tuple[str, ...] = ()


def written(value: float | None, unit: str) -> str:
    """A value as its unit is written: `£312,480`, `71%`, `18,240`."""
    if unit.startswith("pence"):
        return pounds(value)
    return percent(value) if unit == "share" else number(value)


def month_name(code: str, *, short: bool = False) -> str:
    """`2026-10` as `October 2026`, or `Oct 26`; anything else as it is."""
    try:
        first = date.fromisoformat(f"{code}-01")
    except ValueError:
        return code
    return f"{first:%b %y}" if short else f"{first:%B %Y}"


def about_months(parts: Sequence[Part], total: float, measure: str, unit: str) -> Said:
    """Names the strongest month and its part of the whole, where parts make a whole."""
    known = _worth_a_word(parts)
    if not known:
        return _nothing(measure)
    label, value = max(known, key=lambda part: part[1])
    if len(known) == 1:
        return Said(f"Everything fell in {month_name(label)}: {_amount(value, measure, unit)}.", (label,))
    share = f" ({percent(value / total)})" if total and measure not in _COUNTED_ONCE else ""
    amount = _amount(value, measure, unit) + share
    return Said(f"{month_name(label)} was the strongest month, with {amount}.", (label,))


def about_parts(parts: Sequence[Part], total: float, measure: str, unit: str, thing: str) -> Said:
    """Says how few make half of it; for customers, who may be in several parts, only which reached most."""
    known = _worth_a_word(parts)
    if not total:
        return _nothing(measure)
    if not known:
        return Said(f"None of the {measure} has an {thing} that is known.")
    label, value = known[0]
    if len(known) == 1 and value == total:
        return Said(f"All of it is {label}: {_amount(value, measure, unit)}.", (label,))
    if measure == "customers":
        return Said(f"{label} reached the most customers: {number(value)} of {number(total)}.", (label,))
    return _about_half(known, total, measure, f"{thing}s")


def about_places(parts: Sequence[Part], total: float, measure: str, unit: str) -> Said:
    """Names the strongest place among what can be placed at all."""
    known = _worth_a_word(parts)
    if not total:
        return _nothing(measure)
    if not known:
        return Said("No postcode is known yet, so nothing can be placed on the map.")
    label, value = known[0]
    if measure == "customers":
        return Said(f"More customers live in {label} than anywhere else: {number(value)}.", (label,))
    share = percent(value / sum(value for _, value in known))
    amount = _amount(value, measure, unit)
    return Said(f"{share} of the {measure} that can be placed came from {label}: {amount}.", (label,))


def _about_half(known: Sequence[Part], total: float, measure: str, things: str) -> Said:
    """Of what is known, the largest first."""
    label, value = known[0]
    sums = enumerate(accumulate(value for _, value in known), 1)
    few = next((place for place, so_far in sums if so_far * 2 >= total), len(known))
    if few == 1:
        return Said(f"{label} alone brought {percent(value / total)} of the {measure}.", (label,))
    if few <= 3:
        labels = tuple(label for label, _ in known[:few])
        return Said(f"{_listed(labels)} brought half of the {measure}.", labels)
    many = _WORDS[few] if few < len(_WORDS) else str(few)
    return Said(f"Half of the {measure} came from {many} of {len(known)} {things}; {label} leads.", (label,))


def _worth_a_word(parts: Sequence[Part]) -> list[Part]:
    return [(label, value) for label, value in parts if value and is_known(label)]


def _amount(value: float, measure: str, unit: str) -> str:
    if measure == "income":
        return written(value, unit)
    return f"{written(value, unit)} {measure.removesuffix('s') if value == 1 and unit != 'share' else measure}"


def _listed(labels: Sequence[str]) -> str:
    return f"{', '.join(labels[:-1])} and {labels[-1]}"


def _nothing(measure: str) -> Said:
    if measure == "income":
        return Said("There is no income in this period yet.")
    return Said(f"There are no {measure} in this period yet.")
