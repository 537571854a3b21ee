"""Segments counted by hand: fifths of the people of 24 months by how lately, how often and for how much."""

from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

from houselights.periods import months_before
from spec.by_hand import Asking, ByHand, day_of, pence
from spec.ledger import Sale

# Recency, frequency and money of which fifths; the first that fits.
RULES = (
    ("Champions", (5, 5), (5, 5), (4, 5)),
    ("Loyal", (3, 5), (4, 5), (1, 5)),
    ("Big spenders", (3, 5), (1, 3), (5, 5)),
    ("Recent", (4, 5), (1, 3), (1, 4)),
    ("Slipping away", (1, 2), (4, 5), (1, 5)),
    ("Long unseen", (1, 2), (1, 3), (1, 5)),
    ("Occasional", (1, 5), (1, 5), (1, 5)),
)


def segments(hand: ByHand, asking: Asking) -> dict[int, str]:
    """The segment of each person who came in the 24 months."""
    seen = {person: _seen(sales, asking) for person, sales in hand.history().items()}
    people = {person: sales for person, sales in seen.items() if sales}
    ranked = [
        fifths({person: max(_day(sale) for sale in sales) for person, sales in people.items()}),
        fifths({person: len({sale.ticket.performance.number for sale in sales}) for person, sales in people.items()}),
        fifths({person: pence(sales) for person, sales in people.items()}),
    ]
    return {person: _segment([fifth[person] for fifth in ranked]) for person in people}


def fifths(values: dict[int, Any]) -> dict[int, int]:
    """5 for the highest; equal people share one, the higher."""
    ordered = list(values.values())
    at_most = {value: sum(other <= value for other in ordered) for value in set(ordered)}
    return {person: ceil(Fraction(5 * at_most[value], len(ordered))) for person, value in values.items()}


def _seen(sales: list[Sale], asking: Asking) -> list[Sale]:
    return [sale for sale in sales if months_before(asking.until, 24) < _day(sale) <= asking.until]


def _day(sale: Sale) -> date:
    return day_of(sale, "performance")


def _segment(found: list[int]) -> str:
    for name, *spans in RULES:
        if all(low <= fifth <= high for fifth, (low, high) in zip(found, spans, strict=True)):
            return name
    raise AssertionError("the last rule takes everybody")
