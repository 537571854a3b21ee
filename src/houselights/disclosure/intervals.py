"""The audit: between which numbers a reader can place a hidden cell, by linear programmes over all that adds up."""

from collections.abc import Iterable, Mapping, Sequence
from math import ceil, floor, inf

import highspy

from houselights.disclosure.bounds import Bounds
from houselights.disclosure.cells import Guard, Key, Relation

_CLOSE = 1e-6


class Intervals:
    """One set of bounds and relations, asked many times; the solver starts each time from where it ended."""

    def __init__(self, bounds: Mapping[Key, Bounds], relations: Iterable[Relation]) -> None:
        self._columns = {key: number for number, key in enumerate(bounds)}
        self._bounds = dict(bounds)
        self._solver = highspy.Highs()
        self._solver.setOptionValue("output_flag", False)
        self._solver.setOptionValue("threads", 1)
        for low, high in bounds.values():
            self._solver.addVar(low, high)
        for relation in relations:
            self._add(relation)
        self._solver.run()
        self._is_possible = self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def narrowed(self, guards: Sequence[Guard], own: Mapping[Key, float] | None = None) -> list[Guard]:
        """The guards that do not hold: the reader knows more of their cells than they allow.

        `own`: a lower bound that holds for the cell alone while it is the one asked about.
        """
        if not self._is_possible:
            return list(guards)
        low_open, high_open = _by_key(guards), _by_key(guards)
        failed: dict[Key, Guard] = {}
        for guard in guards:
            for is_low, still_open in ((True, low_open), (False, high_open)):
                if guard.key in still_open and not self._reaches(guard, is_low=is_low, own=own or {}):
                    failed[guard.key] = guard
                if not own:
                    self._settle(low_open, high_open)
        return list(failed.values())

    def interval(self, key: Key) -> Bounds:
        """The lowest and the highest number possible; the wrong way round where nothing fits."""
        if not self._is_possible:
            return inf, -inf
        return self._extreme(key, lowest=True), self._extreme(key, lowest=False)

    def _add(self, relation: Relation) -> None:
        names = [self._columns[key] for key in (relation.whole, *relation.parts)]
        weights = [1.0, *([-1.0] * len(relation.parts))]
        self._solver.addRow(0.0 if relation.equal else -inf, 0.0, len(names), names, weights)

    def _reaches(self, guard: Guard, *, is_low: bool, own: Mapping[Key, float]) -> bool:
        column, (low, high) = self._columns[guard.key], self._bounds[guard.key]
        self._solver.changeColBounds(column, own.get(guard.key, low), high)
        found = self._extreme(guard.key, lowest=is_low)
        self._solver.changeColBounds(column, low, high)
        return found <= guard.low + _CLOSE if is_low else found >= guard.high - _CLOSE

    def _extreme(self, key: Key, *, lowest: bool) -> float:
        column = self._columns[key]
        self._solver.changeColCost(column, 1.0 if lowest else -1.0)
        self._solver.run()
        status = self._solver.getModelStatus()
        self._solver.changeColCost(column, 0.0)
        if status == highspy.HighsModelStatus.kOptimal:
            return float(self._solver.getSolution().col_value[column])
        if status in (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible):
            return -inf if lowest else inf
        return inf if lowest else -inf  # no answer in time: no guard holds

    def _settle(self, low_open: dict[Key, Guard], high_open: dict[Key, Guard]) -> None:
        """One solution often reaches many guards at once: those need no programme of their own."""
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return
        values = self._solver.getSolution().col_value
        for key in [key for key, guard in low_open.items() if values[self._columns[key]] <= guard.low + _CLOSE]:
            del low_open[key]
        for key in [key for key, guard in high_open.items() if values[self._columns[key]] >= guard.high - _CLOSE]:
            del high_open[key]


def whole_numbers(bounds: Bounds) -> Bounds:
    """Tightened to the whole numbers inside."""
    low, high = bounds
    return ceil(low - _CLOSE) if low > -inf else low, floor(high + _CLOSE) if high < inf else high


def _by_key(guards: Iterable[Guard]) -> dict[Key, Guard]:
    return {guard.key: guard for guard in guards}
