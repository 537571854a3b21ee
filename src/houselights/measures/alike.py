"""Questions that are alike are answered by one statement: what they are counted from is worked out once. Pure."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from houselights.measures.catalogue import DIMENSIONS, MEASURES, Definition, Dimension
from houselights.measures.columns import looks_up_where_they_live
from houselights.measures.conditions import Values
from houselights.measures.horizon import Horizon
from houselights.measures.question import Question
from houselights.measures.sources import SUMS, counted_of, source_of
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
        first, question = self.measures[0], self.questions[0]
        if len(self.measures) == 1:
            return figures(first, self.dimensions, question)
        sql = f"select\n    {{by}}\n    {_numbered(self.measures)}\nfrom counted_{first.grain}\n{{grouping}}\n"
        return figures(msgspec.structs.replace(first, sql=sql), self.dimensions, question)

    @property
    def labels(self) -> list[str]:
        """Columns of labels, and of codes."""
        return [name for each in self.dimensions for name in (each.name, each.code) if name]

    @property
    def columns(self) -> list[str]:
        """What the select gives, in its order."""
        many = len(self.measures) > 1
        return self.labels + [
            f"{name}_{place}" if many else name
            for place, measure in enumerate(self.measures)
            for name in _FIGURES[: _width(measure)]
        ]

    def parted(self, rows: Rows) -> Iterable[tuple[Question, Rows]]:
        """The rows of each measure, as its own statement would have given them."""
        begin = labels = len(self.labels)
        for measure, question in zip(self.measures, self.questions, strict=True):
            end = begin + _width(measure)
            yield question, [(*row[:labels], *row[begin:end]) for row in rows] if len(self.measures) > 1 else rows
            begin = end


@dataclass(frozen=True)
class Sets:
    """Sums with several splits: one pass, which says of each row by what it is split."""

    parts: tuple[Part, ...]

    @property
    def labels(self) -> list[str]:
        """Of all parts, each once."""
        return [*dict.fromkeys(name for part in self.parts for name in part.labels)]

    @property
    def measures(self) -> list[Definition]:
        """Of all parts, each once."""
        return [*{each.name: each for part in self.parts for each in part.measures}.values()]

    @property
    def sql(self) -> str:
        """Labels, figures, and which labels the row has none of."""
        listed, first = ", ".join(self.labels), self.measures[0]
        totals = [] if first.total_apart else [()]  # which each part has too
        sets = ", ".join(
            f"({', '.join(each)})" for each in dict.fromkeys([*(tuple(part.labels) for part in self.parts), *totals])
        )
        sql = (
            f"select\n    {listed},\n    {_numbered(self.measures)},\n    grouping({listed})\n"
            f"from counted_{first.grain}\ngroup by grouping sets ({sets})\n"
        )
        return figures(msgspec.structs.replace(first, sql=sql), (), self.parts[0].questions[0])

    def parted(self, rows: Rows) -> Iterable[tuple[Question, Rows]]:
        """The rows of each measure of each part, as its own statement would have given them."""
        begins, end = {}, len(self.labels)
        for measure in self.measures:
            begins[measure.name], end = end, end + _width(measure)
        for part in self.parts:
            missing = sum(1 << place for place, name in enumerate(reversed(self.labels)) if name not in part.labels)
            places = [self.labels.index(name) for name in part.labels]
            asked = {missing} if part.measures[0].total_apart else {missing, (1 << len(self.labels)) - 1}
            some = [(row, [row[place] for place in places]) for row in rows if row[-1] in asked]
            for measure, question in zip(part.measures, part.questions, strict=True):
                begin = begins[measure.name]
                yield question, [(*labels, *row[begin : begin + _width(measure)]) for row, labels in some]


def kind_of(question: Question) -> Hashable:
    """Questions of the same kind can be answered together."""
    measure, bare = MEASURES[question.measure], msgspec.structs.replace(question, measure="")
    source = _source(question)
    if source in SUMS:
        return source, measure.needs, msgspec.structs.replace(bare, by=())
    if measure.grain in _FEW:
        changes_what_is_counted = tuple(name in question.by for name in ("days_before", "within"))
        lives = measure.grain == "people" and any(looks_up_where_they_live(DIMENSIONS[name]) for name in question.by)
        return measure.grain, changes_what_is_counted, lives, msgspec.structs.replace(bare, by=())
    if _PLAIN.fullmatch(measure.sql):
        return measure.grain, measure.needs, measure.total_apart, source, bare
    return measure.name, bare


def _source(question: Question) -> str:
    """What of tickets it reads; nothing where it is not told of tickets."""
    if MEASURES[question.measure].grain != "tickets":
        return ""
    names = (*question.by, *MEASURES[question.measure].needs, *dict(question.where))
    return source_of(counted_of(question), question, [DIMENSIONS[name] for name in names])


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
    sets = _sets(parts)
    once = len(parts) > 1 and sets is None
    before, values = counted_from(first.measures[0].grain, first.questions[0], used, horizon, once=once)
    if not once:
        sql = f"{before}\n\n{(sets or first).sql}"
    else:
        lists = [
            f"(select list(row({', '.join(part.columns)})) from (\n{part.sql}\n) as part_{place})"  # noqa: S608  (our own SQL)
            for place, part in enumerate(parts)
        ]
        sql = f"{before}\n\nselect\n" + ",\n".join(lists)
    return sql, {name: value for name, value in values.items() if f"${name}" in sql}


def rows_of(parts: Sequence[Part], rows: Rows) -> Iterable[tuple[Question, Rows]]:
    """What was answered, question by question."""
    sets = _sets(parts)
    if sets or len(parts) == 1:
        yield from (sets or parts[0]).parted(rows)
        return
    ((*lists,),) = rows
    for part, listed in zip(parts, lists, strict=True):
        yield from part.parted(listed or [])


def _sets(parts: Sequence[Part]) -> Sets | None:
    """All parts in one pass, where they are several and sums."""
    return Sets(tuple(parts)) if len(parts) > 1 and all(map(_can_be_a_set, parts)) else None


def _can_be_a_set(part: Part) -> bool:
    """Is it added up from rows that any split of the same grain adds up too?"""
    measure, question = part.measures[0], part.questions[0]
    adds_up = _source(question) in SUMS or measure.grain in ("houses", "performances")
    return adds_up and bool(_PLAIN.fullmatch(measure.sql))


def _numbered(measures: Sequence[Definition]) -> str:
    """The figures of plain measures, side by side."""
    found = [_PLAIN.fullmatch(each.sql) for each in measures]
    return ",\n    ".join(_NAMED.sub(rf" as \1_{place}", each["figures"]) for place, each in enumerate(found) if each)


def _width(measure: Definition) -> int:
    return 4 if measure.is_ratio else 2
