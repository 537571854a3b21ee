"""What was told of a period before it was over, beside what is told after: who has both must not tell them apart."""

from collections.abc import Iterator, Mapping
from math import inf

from msgspec.structs import replace

from houselights.disclosure.bounds import Bounds
from houselights.disclosure.cells import Exact, Key, Relation
from houselights.disclosure.frozen import Frozen, as_earlier, renamed
from houselights.disclosure.intervals import Intervals
from houselights.disclosure.suppress import NOTHING, Earlier

_ANYTHING: Bounds = (0.0, inf)


def told_before(release: Frozen | None, cells: Mapping[Key, Exact]) -> Earlier:
    """All that everybody knows from the release before, and what they would suppose: that nothing was taken back.

    Where that cannot be, because so much was refunded, nobody supposes it.
    """
    if release is None:
        return NOTHING
    told = before(release)
    # All its guards: also what was hidden for another's sake must be told no closer than if it had been shown.
    early = replace(as_earlier([told]), guards=told.guards)
    exact = {key: (float(each.value), float(each.value)) for key, each in cells.items()}
    found = [
        relation
        for measure in dict.fromkeys(key.measure for key in cells)
        for relation in _possible([*_grown(early.bounds, cells, measure)], early, exact)
    ]
    return replace(early, relations=(*early.relations, *found))


def before(release: Frozen) -> Frozen:
    """Its cells are kept apart from those of the final release, which have the same names."""
    return renamed(release, f"before the end of {release.period}")


def grown(early: Key, final: Key) -> Relation:
    """What was there before is still there."""
    return Relation(early, (final,), equal=False)


def _grown(told: Mapping[Key, Bounds], cells: Mapping[Key, Exact], measure: str) -> Iterator[Relation]:
    for key, exact in cells.items():
        early = key._replace(period=f"before the end of {key.period}")
        if key.measure == measure and early in told and told[early][0] <= exact.value:
            yield grown(early, key)


def _possible(found: list[Relation], early: Earlier, exact: Mapping[Key, Bounds]) -> list[Relation]:
    relations = [*early.relations, *found]
    members = {key for relation in relations for key in (relation.whole, *relation.parts)}
    bounds = {key: early.bounds.get(key, exact.get(key, _ANYTHING)) for key in members}
    return found if Intervals(bounds, relations).is_possible else []
