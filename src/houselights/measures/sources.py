"""Where tickets are counted from: as few rows as can tell it, since nothing is told of one that need not be. Pure.

Of most, the parties of one order. What is only a sum, of sums. People, of their arrivals: a row of those is a day on
which a person is there, and the day before it on which they last were. Where that one lies before a period, the row is
the first that the period sees of them, whenever it begins: rows are counted, and nobody needs to be told apart.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from houselights.measures.catalogue import DIMENSIONS, MEASURES, Counted, Definition, Dimension
from houselights.measures.question import Dated, Question

IN_ALL = "all"
# What pages split them by; split by anything else, they are told apart.
_OF_RECORDS = ("month", "event", "event_type", "area_local_authority")
PARTS = (*_OF_RECORDS, "sub_discipline", "location", "area_region")
WHO_HAVE = {"payers": "paid_tickets > 0", "guests": "comps > 0"}  # records, by what they must have


class Arrivals(NamedTuple):
    """Of people or of customers' records: whom a row is about, the part that they are seen in, by which of its days."""

    who: Literal["person", "customer"]
    part: str
    dated: Dated

    @property
    def name(self) -> str:
        """`month_arrivals_of_person_by_sale`."""
        return f"{self.part}_arrivals_of_{self.who}_by_{self.dated}"


def _every_arrivals() -> Iterator[Arrivals]:
    dates: tuple[Dated, ...] = ("performance", "sale")
    for dated in dates:
        yield from (Arrivals("person", part, dated) for part in (IN_ALL, *PARTS))
        yield from (Arrivals("customer", part, dated) for part in (IN_ALL, *WHO_HAVE, *_OF_RECORDS))


ARRIVALS = {each.name: each for each in _every_arrivals()}

BASE = re.compile(r"(?:count\(distinct customer\)|\{records\})(?: filter \(where [^\n]+\))? as (base(?:_\d+)?)")
_PEOPLE_TOLD = re.compile(r"\{people\}|\{records\}|\b(?:distinct|median|filter|customer|days_before)\b")
_OTHER_FIGURES = re.compile(r"\b(?:sum|count|median|avg|min|max)\(")
_OF_PEOPLE = {"new_or_returning"}  # the same for all that a person has in one part of a period

# What every ticket has that was booked for one performance, as far ahead, at prices of one class.
_OF_PERFORMANCES = {
    "month", "quarter", "financial_year", "weekday", "hour", "event", "performance", "event_type", "discipline",
    "sub_discipline", "distribution_type", "is_funded", "location", "channel", "lead_band",
    "price_class",
}  # fmt: skip
AHEAD, FARTHER = "booked_ahead", "daily_distances"
SUMS = (AHEAD, FARTHER)
OF_DISTANCES = (
    "month", "quarter", "financial_year", "event", "event_type", "sub_discipline", "is_funded", "location",
    "distance_band",
)  # fmt: skip

BOTH = {"all_together": "event", **{f"{kind}_together": kind for kind in ("event_type", "sub_discipline", "location")}}


def counted_of(question: Question) -> Counted:
    """What of tickets a figure is counted from: the tickets themselves, where nothing that stands can tell it."""
    if arrivals_of(question):
        return "arrivals"
    return "distances" if _is_of_distances(question) else "tickets"


def source_of(counted: Counted, question: Question, dimensions: Sequence[Dimension]) -> str:
    """The name of the rows that sales are read from, with all that these dimensions need."""
    if counted == "arrivals":
        arrivals = arrivals_of(question)
        return arrivals.name if arrivals else ""
    if counted == "distances":
        return FARTHER
    if counted == "returns" or question.as_at:
        return "each_ticket"
    if counted == "tickets" and _is_sum(question) and {each.name for each in dimensions} <= _OF_PERFORMANCES:
        return AHEAD
    return "each_ticket" if any(each.of_each_ticket for each in dimensions) else "parties"


def arrivals_of(question: Question) -> Arrivals | None:
    """The arrivals that can tell this; None where only tickets can."""
    who = _whom(MEASURES[question.measure])
    if question.as_at or who is None:
        return None
    split = [name for name in question.by if name not in _OF_PEOPLE]
    # Of a part of what it is split by; in all, of one part alone, for somebody may be in two.
    asked = [name for name, values in question.where if not DIMENSIONS[name].column and (split or len(values) == 1)]
    parts = [*dict.fromkeys((*split, *asked))] or [IN_ALL]
    if len(parts) > 1 or len(asked) < len(question.where) or (who == "customer" and len(split) < len(question.by)):
        return None
    return ARRIVALS.get(Arrivals(who, parts[0], question.dated).name)


def together_of(question: Question) -> str | None:
    """The name of what stands of people at two of a kind: in all, and of every pair of some kinds."""
    if question.where or question.as_at or question.dated != "performance":
        return None
    kinds = {name.removeprefix("also_") for name in question.by}
    name = f"{kinds.pop()}_together" if len(kinds) == 1 and len(question.by) == 2 else ""
    return "all_together" if not question.by else name if name in BOTH else None


def labels_of(counted: Counted, question: Question) -> list[str]:
    """The columns of dimensions that stand in the rows already: labels, and codes where there are some."""
    stand = {"arrivals": PARTS, "distances": OF_DISTANCES}.get(counted, ())
    named = dict.fromkeys((*question.by, *dict(question.where)))
    return [each for name in named if name in stand for each in (name, DIMENSIONS[name].code) if each]


def _whom(measure: Definition) -> Literal["person", "customer"] | None:
    """Whom each figure is a number of, where it is of nothing else that people have tickets of."""
    if measure.grain != "tickets" or _OTHER_FIGURES.search(measure.sql) or not _OF_PEOPLE.issuperset(measure.needs):
        return None
    return "person" if "{people}" in measure.sql else "customer" if "{records}" in measure.sql else None


def _is_of_distances(question: Question) -> bool:
    split, asked = set(question.by), {name for name, _ in question.where}
    can_be = "distance_band" in split and "distance_band" not in asked and split | asked <= set(OF_DISTANCES)
    return can_be and MEASURES[question.measure].grain == "tickets" and not question.as_at and _is_sum(question)


def _is_sum(question: Question) -> bool:
    """Of tickets added up, whoever bought them and on whichever day?"""
    asks_nobody = not question.bases and not _PEOPLE_TOLD.search(BASE.sub("", MEASURES[question.measure].sql))
    return asks_nobody and question.dated == "performance"
