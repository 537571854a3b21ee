"""Records to people, from pairs for and against: the surest pairs first, never against what a person decided. Pure."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

Pair = tuple[float, int, int]  # weight, in powers of two, that two records are one person's; the numbers of the records

SURE = 0.92  # how probable it has to be that two records, or two groups of them on average, are one person's
_MOST = 12.0  # a single pair weighs no more: one certainty does not outvote several contradictions


def people(pairs: Iterable[Pair], parted: Iterable[tuple[int, int]] = ()) -> dict[int, int]:
    """{record: the first record of its person} for everybody of two records or more.

    Pairs come with the surest first. Two groups become one where all pairs between them are sure enough on average:
    a father and a son of one name, one address and several records each are not joined by one pair that looks right.
    """
    weights, sure = _weights(pairs, enough())
    groups = _Groups(weights, parted)
    for one, other in sure:
        groups.join(one, other, enough())
    return {record: min(group) for group in groups.members.values() if len(group) > 1 for record in group}


def enough() -> float:
    """The weight from which on a pair is sure; only sure pairs join records."""
    return math.log2(SURE / (1 - SURE))


def _weights(pairs: Iterable[Pair], least: float) -> tuple[dict[int, dict[int, float]], list[tuple[int, int]]]:
    weights: dict[int, dict[int, float]] = defaultdict(dict)
    sure = []
    for weight, one, other in pairs:
        weights[one][other] = weights[other][one] = max(-_MOST, min(_MOST, weight))
        if weight >= least:
            sure.append((one, other))
    return weights, sure


class _Groups:
    """Groups of records that grow together."""

    def __init__(self, weights: dict[int, dict[int, float]], parted: Iterable[tuple[int, int]]) -> None:
        self._weights = weights
        self._home: dict[int, int] = {}
        self._apart: dict[int, set[int]] = defaultdict(set)
        self.members: dict[int, list[int]] = {}
        for one, other in parted:
            self._apart[one].add(other)
            self._apart[other].add(one)

    def join(self, one: int, other: int, least: float) -> None:
        """Make one group of two records' groups, if nothing speaks against it."""
        home, guest = self._home.get(one, one), self._home.get(other, other)
        if home == guest:
            return
        here, there = self.members.get(home, [one]), self.members.get(guest, [other])
        if len(here) < len(there):
            home, guest, here, there = guest, home, there, here
        if self._are_parted(here, there) or self._on_average(here, there) < least:
            return
        here.extend(there)
        self.members[home] = here
        self.members.pop(guest, None)
        self._home.update(dict.fromkeys(here, home))

    def _on_average(self, here: Sequence[int], there: Sequence[int]) -> float:
        """Of the pairs that were compared: what shares nothing speaks neither way."""
        found = [known[other] for one in there if (known := self._weights[one]) for other in here if other in known]
        return sum(found) / len(found)

    def _are_parted(self, here: Sequence[int], there: Sequence[int]) -> bool:
        return bool(self._apart) and any(not self._apart[one].isdisjoint(here) for one in there if one in self._apart)
