"""The audit: between which numbers a reader can place a hidden cell, by linear programmes over all that adds up."""

from collections.abc import Iterable, Mapping, Sequence
from math import inf

import highspy

from houselights.disclosure.bounds import Bounds
from houselights.disclosure.cells import Guard, Key, Relation

_CLOSE = 1e-6
_MANY = 3  # guards that are worth a look at all of them at once
_OPEN = (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible)
_NOWHERE: Bounds = (inf, -inf)


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
        self.is_possible = self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal

    def narrowed(self, guards: Sequence[Guard], own: Mapping[Key, float] | None = None) -> list[Guard]:
        """The guards that do not hold: the reader knows more of their cells than they allow.

        `own`: a lower bound that holds for the cell alone while it is the one asked about.
        """
        if not self.is_possible:
            return list(guards)
        found, failed = _Found(guards), []
        for is_low in (True, False):
            self._look_at_all(found, is_low=is_low)
        for guard in guards:
            for is_low in (True, False):
                if guard.key in found.open:
                    self._look(guard.key, found, is_low=is_low, own=own or {})
            if found.open.pop(guard.key, None):
                failed.append(guard)
        return failed

    def interval(self, key: Key) -> Bounds:
        """The lowest and the highest number possible; the wrong way round where nothing fits."""
        if not self.is_possible:
            return inf, -inf
        return self._extreme(key, lowest=True), self._extreme(key, lowest=False)

    def _add(self, relation: Relation) -> None:
        names = [self._columns[key] for key in (relation.whole, *relation.parts)]
        weights = [1.0, *([-1.0] * len(relation.parts))]
        self._solver.addRow(0.0 if relation.equal else -inf, 0.0, len(names), names, weights)

    def _look_at_all(self, found: "_Found", *, is_low: bool) -> None:
        """All to the end of their guards at once, again and again while that gets some there: few programmes for many.

        What is possible with every guarded cell within its guard is possible without.
        """
        while len(short := found.short(is_low=is_low)) >= _MANY:
            for guard in short:
                column, (low, high) = self._columns[guard.key], self._bounds[guard.key]
                bounds = (max(low, guard.low), high) if is_low else (low, min(high, guard.high))
                self._solver.changeColBounds(column, *bounds)
                self._solver.changeColCost(column, 1.0 if is_low else -1.0)
            self._solver.run()
            is_found = self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            values = self._solver.getSolution().col_value if is_found else []
            for guard in short:
                column = self._columns[guard.key]
                self._solver.changeColBounds(column, *self._bounds[guard.key])
                self._solver.changeColCost(column, 0.0)
            if not is_found:
                return
            for key in list(found.open):
                found.reach(key, values[self._columns[key]])
            if len(found.short(is_low=is_low)) == len(short):
                return

    def _look(self, key: Key, found: "_Found", *, is_low: bool, own: Mapping[Key, float]) -> None:
        """How far this cell reaches; and how far the others do in the same solution, which is often far enough."""
        column, (low, high) = self._columns[key], self._bounds[key]
        self._solver.changeColBounds(column, own.get(key, low), high)
        reached = self._extreme(key, lowest=is_low)
        self._solver.changeColBounds(column, low, high)
        found.reach(key, reached)
        if reached >= low - _CLOSE and abs(reached) < inf:  # it fits without what holds for this cell alone
            values = self._solver.getSolution().col_value
            for other in list(found.open):
                found.reach(other, values[self._columns[other]])

    def _extreme(self, key: Key, *, lowest: bool) -> float:
        column = self._columns[key]
        self._solver.changeColCost(column, 1.0 if lowest else -1.0)
        status = self._solved()
        self._solver.changeColCost(column, 0.0)
        if status == highspy.HighsModelStatus.kOptimal:
            return float(self._solver.getSolution().col_value[column])
        if status in _OPEN:
            return -inf if lowest else inf
        return inf if lowest else -inf  # no answer: no guard holds

    def _solved(self) -> highspy.HighsModelStatus:
        self._solver.run()
        status = self._solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal and status not in _OPEN:
            self._solver.clearSolver()  # now and then it loses its way from one answer to the next, not from the start
            self._solver.run()
            status = self._solver.getModelStatus()
        return status


class _Found:
    """How far each guarded cell was seen to reach; those that reach far enough are no longer open."""

    def __init__(self, guards: Iterable[Guard]) -> None:
        self.open = {guard.key: guard for guard in guards}
        self._reached = dict.fromkeys(self.open, _NOWHERE)

    def short(self, *, is_low: bool) -> list[Guard]:
        """Those that were not seen at this end of their guard."""
        return [
            guard
            for key, guard in self.open.items()
            if (self._reached[key][0] > guard.low + _CLOSE if is_low else self._reached[key][1] < guard.high - _CLOSE)
        ]

    def reach(self, key: Key, value: float) -> None:
        """A solution has this number for it."""
        low, high = self._reached[key]
        self._reached[key] = low, high = min(low, value), max(high, value)
        if key in self.open and holds(self.open[key], low, high):
            del self.open[key]


def holds(guard: Guard, low: float, high: float) -> bool:
    """Is the cell told no closer? A secret must reach both ends; of any other it matters how wide it is, not where."""
    if guard.is_secret:
        return low <= guard.low + _CLOSE and high >= guard.high - _CLOSE
    return high - low >= guard.high - guard.low - _CLOSE
