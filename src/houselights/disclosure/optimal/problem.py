"""One measure of a release as τ-ARGUS is asked to protect it: a line to a cell, an equation to a relation; pure."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from houselights.disclosure.bounds import bounds_of, shown_value
from houselights.disclosure.cells import Exact, Guard, Key, Place, Relation, Shown

_HEADLINE = 20  # a total of all weighs as much as so many of its parts
_FAR = 10  # what may be as large as anything may be so many times the largest number there is


class Problem(Struct, frozen=True):
    """`text` is in the engine's own format (JJ). `places`: which place is hidden with the cell on which line."""

    text: str
    places: Mapping[int, Place]


def problem_of(
    measure: str,
    cells: Mapping[Key, Exact],
    relations: Sequence[Relation],
    *,
    hidden: set[Place],
    guards: Sequence[Guard],
) -> Problem:
    """Hide as few cells as will do, those of `hidden` aside, so that the guards hold; other measures are left out."""
    writing = _Writing(cells, hidden, {guard.key: guard for guard in guards})
    own = [each for each in relations if all(key.measure == measure for key in (each.whole, *each.parts))]
    equations = [writing.equation(relation) for relation in own]
    lines = ["0", str(len(writing.lines)), *writing.lines, str(len(equations)), *equations, ""]
    return Problem("\n".join(lines), writing.places)


class _Writing:
    """The lines so far. Every variable stands at its true number, so that every equation is true as it stands."""

    def __init__(self, cells: Mapping[Key, Exact], hidden: set[Place], guards: Mapping[Key, Guard]) -> None:
        self.lines: list[str] = []
        self.places: dict[int, Place] = {}
        self._cells, self._hidden, self._guards = cells, hidden, guards
        self._numbers: dict[Key, int] = {}
        self._rounding: dict[Key, tuple[int, float]] = {}
        self._far = _FAR * max((abs(each.value) for each in cells.values()), default=0)
        self._at_place: dict[Place, int] = {}
        for key in cells:
            self._at_place[key.place] = self._at_place.get(key.place, 0) + 1

    def equation(self, relation: Relation) -> str:
        """`whole = parts`; with a rest that no table shows, or with what the parts may be more than the whole."""
        known = [key for key in relation.parts if key in self._cells]
        over = sum(self._cells[key].value for key in known) - self._cells[relation.whole].value
        for key in set(relation.parts) - set(known):
            self._numbers[key] = self._free(-over)
        terms = [(relation.whole, -1), *((key, 1) for key in relation.parts)]
        written, constant = self._terms(terms)
        if not relation.equal:
            written.append(f"{self._free(over)} (-1)")
        return f"{constant:g} {len(written)} : {' '.join(written)}"

    def _terms(self, terms: Sequence[tuple[Key, int]]) -> tuple[list[str], float]:
        """A cell that is shown is its number and its rounding: the reader knows neither, but where the sum lies."""
        written, constant = [], 0.0
        for key, sign in terms:
            if self._is_nothing(key):
                continue
            written.append(f"{self._number_of(key)} ({sign})")
            if rounding := self._rounding.get(key):
                written.append(f"{rounding[0]} ({sign})")
                constant += sign * rounding[1]
        return written, constant

    def _is_nothing(self, key: Key) -> bool:
        """Shown as 0, which is exact."""
        return key in self._cells and self._cells[key].value == 0 and key.place not in self._hidden

    def _number_of(self, key: Key) -> int:
        if key not in self._numbers:
            exact = self._cells[key]
            self._numbers[key] = (
                self._secret(key, exact) if key.place in self._hidden else self._open_to_hiding(key, exact)
            )
        return self._numbers[key]

    def _secret(self, key: Key, exact: Exact) -> int:
        guard = self._guards.get(key)
        if guard is None:
            return self._free(exact.value)
        least = min(max(min(1, exact.value), exact.largest[0]), guard.low)
        if not guard.is_secret:
            return self._line(exact.value, 0, "u", (least, self._far), (0, 0, guard.high - guard.low))
        reach = max(0, exact.value - guard.low), max(0, guard.high - exact.value), 0
        return self._line(exact.value, 0, "u", (least, self._far), reach)

    def _open_to_hiding(self, key: Key, exact: Exact) -> int:
        shown = Shown(key, "value", shown_value(exact.value, is_money=exact.is_money), exact.is_money)
        low, high = bounds_of(shown)
        self._rounding[key] = self._line(exact.value - low, 0, "u", (0, high - low)), exact.value - low
        weight = self._at_place[key.place] * (1 if key.by else _HEADLINE)
        number = self._line(exact.value, weight, "s", (min(1, exact.value), self._far))
        self.places[number] = key.place
        return number

    def _free(self, value: int) -> int:
        """Nobody is told it and nobody guards it."""
        return self._line(value, 0, "u", (0, self._far))

    def _line(
        self,
        value: float,
        weight: int,
        status: str,
        bounds: tuple[float, float],
        guarded: tuple[float, float, float] = (0, 0, 0),
    ) -> int:
        number = len(self.lines)
        numbers = " ".join(f"{each:.12g}" for each in (*bounds, *guarded))
        self.lines.append(f"{number} {value:.12g} {weight} {status} {numbers}")
        return number
