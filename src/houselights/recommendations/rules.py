"""The recommendation rules as shipped, and for which released figures one holds. Pure."""

import tomllib
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib.resources import files
from typing import Literal

from msgspec import Struct, convert

from houselights.disclosure.released import ReleasedTable
from houselights.measures.counted import Cell
from houselights.periods import Period

NOT_KNOWN = ("unknown", "not read yet", "")  # nobody can do anything about what has no name
MOST = 3  # of one rule: the rest would bury the others


class Rule(Struct, frozen=True):
    """See rules.toml."""

    name: str
    title: str
    measure: str
    period: Literal["year", "ahead", "cohorts"]
    compare: Literal["above", "below"]
    line: float
    enough: int
    says: str
    do: str
    page: str
    figure: str
    by: str = ""
    of: str = ""
    only: str = ""
    mend: str = ""


class Recommendation(Struct, frozen=True):
    """A rule that holds. `subject` is the code (or label) of the part it is about, "" where it is about the whole."""

    rule: Rule
    subject: str
    says: str
    share: float
    value: int
    whole: int
    title: str  # of the figure
    period: Period
    data_as_of: str

    @property
    def key(self) -> str:
        """What a dismissal keeps: the rule, and what it was about."""
        return f"{self.rule.name}:{self.subject}"


class _Figure(Struct, frozen=True):
    """What a rule compares: a share, and what stands above and below its line."""

    label: str
    subject: str
    share: float
    value: int
    whole: int


@cache
def rules() -> tuple[Rule, ...]:
    """The gravest first."""
    return tuple(convert({"name": name, **facts}, Rule) for name, facts in tomllib.loads(rules_text()).items())


@cache
def rules_text() -> str:
    """As shipped: another text may find something else in the same figures."""
    return files(__package__).joinpath("rules.toml").read_text(encoding="utf-8")


def held(rule: Rule, table: ReleasedTable, of: ReleasedTable | None = None) -> list[Recommendation]:
    """Where the rule holds, the farthest beyond its line first; nothing for a figure too small to mean anything."""
    sign = 1 if rule.compare == "above" else -1
    beyond = [each for each in _figures(rule, table, of) if (each.share - rule.line) * sign > 0]
    farthest = sorted(beyond, key=lambda each: (-each.share * sign, each.label))
    return [_recommended(rule, each, table) for each in farthest[:MOST]]


def _figures(rule: Rule, table: ReleasedTable, of: ReleasedTable | None) -> Iterator[_Figure]:
    wholes = _wholes(of)
    for cell in table.cells:
        label = cell.labels[0] if cell.labels else ""
        if (rule.only and label != rule.only) or (rule.by and label in NOT_KNOWN):
            continue
        value, whole = _sides(cell, rule, table, wholes)
        if value is not None and whole and whole >= rule.enough:
            yield _Figure(label, _subject(cell), value / whole, value, whole)


def _sides(cell: Cell, rule: Rule, table: ReleasedTable, wholes: dict[str, int]) -> tuple[int | None, int | None]:
    """Above and below the line of the share; a figure that could not be told has neither."""
    if cell.value is None:
        return None, None
    if rule.of == "total":
        return int(cell.value), int(table.total or 0)
    if rule.of:
        return int(cell.value), wholes.get(_subject(cell))
    return cell.numerator, cell.denominator


def _wholes(of: ReleasedTable | None) -> dict[str, int]:
    cells: Iterable[Cell] = of.cells if of else ()
    return {_subject(cell): int(cell.value) for cell in cells if cell.value}


def _subject(cell: Cell) -> str:
    return (cell.codes[0] or cell.labels[0]) if cell.labels else ""


def _recommended(rule: Rule, figure: _Figure, table: ReleasedTable) -> Recommendation:
    says = rule.says.format(
        label=figure.label,
        share=_percent(figure.share),
        rest=_percent(1 - figure.share),
        gap=_percent(abs(figure.share - 1)),
        value=f"{figure.value:,}",
        whole=f"{figure.whole:,}",
    )
    return Recommendation(
        rule=rule,
        subject=figure.subject,
        says=says,
        share=figure.share,
        value=figure.value,
        whole=figure.whole,
        title=table.title,
        period=table.question.period,
        data_as_of=table.data_as_of,
    )


def _percent(share: float) -> str:
    return f"{int((Decimal(str(share)) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))}%"
