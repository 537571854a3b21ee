"""How many records are behind a figure in all: told by arrivals, where the figure itself asks nobody. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import structs

from houselights.measures.catalogue import MEASURES
from houselights.measures.conditions import Values, conditions_of
from houselights.measures.horizon import Horizon
from houselights.measures.question import Question
from houselights.measures.sources import ARRIVALS, IN_ALL, WHO_HAVE, Arrivals

_BASE = re.compile(r"count\(distinct customer\)(?: filter \(where ([^\n]+)\))? as base\b")
_PARTS: dict[str | None, str] = {None: IN_ALL, **{condition: part for part, condition in WHO_HAVE.items()}}

Behind = tuple[dict[Question, int], str, Values]  # in which column stands what is told of each figure


def without_them(question: Question) -> Question:
    """The same figure without who is behind it, where that is asked apart."""
    return structs.replace(question, bases=False) if _arrivals_of(question) else question


def statements(questions: Iterable[Question]) -> Iterator[Behind]:
    """One for all figures of the same days, of those that are asked apart."""
    apart: dict[Question, list[tuple[Question, str]]] = defaultdict(list)
    for question in dict.fromkeys(questions):
        if arrivals := _arrivals_of(question):
            apart[structs.replace(question, measure="customers")].append((question, arrivals.name))
    for days, found in apart.items():
        conditions, values = conditions_of("arrivals", days, Horizon(), cancelled=False)
        where = " and ".join(conditions)
        names = [*dict.fromkeys(name for _, name in found)]
        each = ", ".join(f"(select count(customer) from {name} as sales where {where})" for name in names)  # noqa: S608
        yield {question: names.index(name) for question, name in found}, f"select {each}", values


def _arrivals_of(question: Question) -> Arrivals | None:
    measure = MEASURES[question.measure]
    told = _BASE.search(measure.sql) if measure.grain == "tickets" else None
    if not told or question.by or question.where or question.as_at or not question.bases or told[1] not in _PARTS:
        return None
    return ARRIVALS.get(Arrivals("customer", _PARTS[told[1]], question.dated).name)
