"""Two attackers by arithmetic: linear programmes over everything at once, and subtraction of every pair that can be."""

from collections.abc import Iterator, Sequence

from houselights.disclosure.attacks.leaks import Leak, is_told, seen, told
from houselights.disclosure.bounds import Bounds
from houselights.disclosure.cells import Guard, Key, Relation
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.intervals import Intervals


def by_programmes(releases: Sequence[Frozen]) -> list[Leak]:
    """The lowest and highest value of each hidden cell that fit all margins, sub-tables and releases together."""
    bounds = seen(releases)
    relations = [relation for release in releases for relation in release.relations]
    for relation in relations:
        for key in (relation.whole, *relation.parts):
            bounds.setdefault(key, (0.0, float("inf")))
    system = Intervals(bounds, relations)
    guards = {guard.key: (release.of, guard) for release in releases for guard in release.guards}
    suspected = system.narrowed([guard for _, guard in guards.values()])  # most are cleared many at a time
    return [
        Leak("linear programmes", guards[guard.key][0], guard.key, told(guard, *found))
        for guard in suspected
        if is_told(guard, *(found := system.interval(guard.key)))
    ]


def by_subtracting(releases: Sequence[Frozen]) -> list[Leak]:
    """A whole less the parts that are shown, for every whole and every release it stands in."""
    bounds = seen(releases)
    guards = {guard.key: (release.of, guard) for release in releases for guard in release.guards}
    relations = [relation for release in releases for relation in release.relations if relation.equal]
    return [leak for relation in relations for leak in _subtracted(relation, bounds, guards)]


def _subtracted(relation: Relation, bounds: dict[Key, Bounds], guards: dict[Key, tuple[str, Guard]]) -> Iterator[Leak]:
    members = (relation.whole, *relation.parts)
    unseen = [key for key in members if bounds.get(key, (0, float("inf")))[1] == float("inf")]
    if len(unseen) != 1 or unseen[0] not in guards:
        return
    (of, guard), low, high = guards[unseen[0]], 0.0, 0.0
    for key in members:
        if key != unseen[0]:
            is_added = key == relation.whole or unseen[0] == relation.whole
            least, most = bounds[key]
            low, high = (low + least, high + most) if is_added else (low - most, high - least)
    if is_told(guard, max(low, 0), high):
        yield Leak("subtraction", of, guard.key, told(guard, max(low, 0), high))
