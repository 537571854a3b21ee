"""Questions that are alike are answered by one statement: what they are counted from is worked out once. Pure."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from houselights.measures.catalogue import DIMENSIONS, MEASURES, Definition, Dimension
from houselights.measures.conditions import Values
from houselights.measures.horizon import Horizon
from houselights.measures.question import Question
from houselights.measures.statement import counted_from, figures

# Few rows that take long to work out: whatever is split by then reads them again. Tickets are many.
_FEW = ("people", "cohorts", "stages", "houses", "performances")
# What most measures are: figures of what is counted, and nothing between.
_PLAIN = re.compile(r"(?:--[^\n]*\n)*select\s+\{by\}\s+(?P<figures>.+?)\s+from counted_\w+\s+\{grouping\}\s*", re.S)
_NAMED = re.compile(r" as (value|base|numerator|denominator)\b")
_FIGURES = ("value", "base", "numerator", "denominator")

Rows = Sequence[tuple[Any, ...]]


@dataclass(frozen=True)
class Part:
    """Measures with the same split, side by side in one select."""

    measures: tuple[Definition, ...]
    dimensions: tuple[Dimension, ...]
    questions: tuple[Question, ...]

    @property
    def sql(self) -> str:
        """Their figures, numbered where there are several."""
        first = self.measures[0]
        if len(self.measures) == 1:
            return figures(first, self.dimensions)
        found = [_PLAIN.fullmatch(each.sql) for each in self.measures]
        numbered = [_NAMED.sub(rf" as \1_{place}", each["figures"]) for place, each in enumerate(found) if each]
        told = ",\n    ".join(numbered)
        sql = f"select\n    {{by}}\n    {told}\nfrom counted_{first.grain}\n{{grouping}}\n"
        return figures(msgspec.structs.replace(first, sql=sql), self.dimensions)

    @property
    def columns(self) -> list[str]:
        """What the select gives, in its order."""
        labels = [name for each in self.dimensions for name in (each.name, each.code) if name]
        many = len(self.measures) > 1
        return labels + [
            f"{name}_{place}" if many else name
            for place, measure in enumerate(self.measures)
            for name in _FIGURES[: _width(measure)]
        ]

    def parted(self, rows: Rows) -> Iterable[tuple[Question, Rows]]:
        """The rows of each measure, as its own statement would have given them."""
        begin = labels = sum(2 if each.code else 1 for each in self.dimensions)
        for measure, question in zip(self.measures, self.questions, strict=True):
            end = begin + _width(measure)
            yield question, [(*row[:labels], *row[begin:end]) for row in rows] if len(self.measures) > 1 else rows
            begin = end


def kind_of(question: Question) -> Hashable:
    """Questions of the same kind can be answered together."""
    measure, bare = MEASURES[question.measure], msgspec.structs.replace(question, measure="")
    if measure.grain in _FEW:
        changes_what_is_counted = tuple(name in question.by for name in ("days_before", "within"))
        return measure.grain, changes_what_is_counted, msgspec.structs.replace(bare, by=())
    if _PLAIN.fullmatch(measure.sql):
        return measure.grain, measure.needs, measure.total_apart, bare
    return measure.name, bare


def parts_of(questions: Iterable[Question]) -> list[Part]:
    """What one statement selects of questions of one kind: one part for each way of splitting."""
    found: dict[Hashable, list[Question]] = defaultdict(list)
    for question in questions:
        measure = MEASURES[question.measure]
        is_plain = bool(_PLAIN.fullmatch(measure.sql))
        found[question.by, measure.total_apart, "" if is_plain else measure.name].append(question)
    return [
        Part(
            tuple(MEASURES[each.measure] for each in some),
            tuple(DIMENSIONS[name] for name in some[0].by),
            tuple(some),
        )
        for some in found.values()
    ]


def statement_of(parts: Sequence[Part], horizon: Horizon) -> tuple[str, Values]:
    """One part: its rows. Several: one row, with the list of each part's."""
    first = parts[0]
    names = [each.name for part in parts for each in part.dimensions] + [
        name for part in parts for measure in part.measures for name in measure.needs
    ]
    used = [DIMENSIONS[name] for name in dict.fromkeys(names)]
    before, values = counted_from(first.measures[0].grain, first.questions[0], used, horizon, once=len(parts) > 1)
    if len(parts) == 1:
        sql = f"{before}\n\n{first.sql}"
    else:
        lists = [
            f"(select list(row({', '.join(part.columns)})) from (\n{part.sql}\n) as part_{place})"  # noqa: S608  (our own SQL)
            for place, part in enumerate(parts)
        ]
        sql = f"{before}\n\nselect\n" + ",\n".join(lists)
    return sql, {name: value for name, value in values.items() if f"${name}" in sql}


def rows_of(parts: Sequence[Part], rows: Rows) -> Iterable[tuple[Question, Rows]]:
    """What was answered, question by question."""
    if len(parts) == 1:
        yield from parts[0].parted(rows)
        return
    ((*lists,),) = rows
    for part, listed in zip(parts, lists, strict=True):
        yield from part.parted(listed or [])


def _width(measure: Definition) -> int:
    return 4 if measure.is_ratio else 2
