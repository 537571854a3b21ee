"""How a figure moved over the quarters: the own one beside the peers' median, each in per cent of its first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from houselights.benchmarks.rules import Standing
from houselights.disclosure.spread import COMPARED

Quarters = Mapping[str, Sequence[Standing]]  # by the quarter's name


@dataclass(frozen=True)
class Point:
    """A quarter in which it is known. `own` (None where none is said) and `peers` are in per cent of the first."""

    period: str
    standing: Standing
    own: int | None
    peers: int


def trend_of(quarters: Quarters, measure: str) -> list[Point]:
    """The oldest first. With an own figure anywhere, only the quarters that have both; nothing before there are two."""
    told = [(period, each) for period, each in _of(quarters, measure) if each.spread.median]
    if any(each.own for _, each in told):
        told = [(period, each) for period, each in told if each.own]
    if len(told) < 2:
        return []
    first = told[0][1]
    return [
        Point(period, each, _per_cent(each.own, first.own), _per_cent(each.spread.median, first.spread.median) or 0)
        for period, each in told
    ]


def trends_of(quarters: Quarters) -> dict[str, list[Point]]:
    """By measure; one that has no trend is not there."""
    found = {measure: trend_of(quarters, measure) for measure in COMPARED}
    return {measure: points for measure, points in found.items() if points}


def _of(quarters: Quarters, measure: str) -> Iterator[tuple[str, Standing]]:
    for period in sorted(quarters):
        yield from ((period, each) for each in quarters[period] if each.spread.measure == measure)


def _per_cent(value: int | None, first: int | None) -> int | None:
    return round(100 * value / first) if value is not None and first else None
