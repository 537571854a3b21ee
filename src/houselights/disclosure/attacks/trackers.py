"""Attackers by choice of question: random pairs of allowed questions, and the same question asked again."""

from collections.abc import Sequence
from random import Random

from houselights.disclosure.attacks.leaks import Leak, is_told, seen, told
from houselights.disclosure.bounds import Bounds
from houselights.disclosure.cells import Key, Relation
from houselights.disclosure.frozen import Frozen


def by_trackers(releases: Sequence[Frozen], *, pairs: int, seed: int) -> list[Leak]:
    """`A or B` less `A`: a whole, or what is known of it from elsewhere, less a choice of its parts."""
    chance = Random(seed)  # noqa: S311  (which questions are tried is no secret)
    bounds = seen(releases)
    guards = {guard.key: (release.of, guard) for release in releases for guard in release.guards}
    relations = [
        relation for release in releases for relation in release.relations if relation.equal and relation.parts
    ]
    wholes = _by_whole(relations)
    found: dict[Key, Leak] = {}
    for _ in range(pairs if relations else 0):
        relation = chance.choice(relations)
        target = chance.choice(relation.parts)
        if target in guards:
            of, guard = guards[target]
            low, high = _less(relation, chance.choice(wholes[relation.whole]), target, bounds)
            if is_told(guard, low, high):
                found[target] = Leak("tracker", of, target, told(guard, low, high))
    return list(found.values())


def by_repeating(releases: Sequence[Frozen]) -> list[Leak]:
    """Two answers to one question: the second is then not the frozen one, and their difference is news."""
    first: dict[tuple[str, str, bool], Frozen] = {}
    leaks = []
    for release in releases:
        kept = first.setdefault((release.of, release.period, release.is_final), release)
        if kept != release:
            before = kept.by_key()
            leaks += [
                Leak("repetition", release.of, each.key, "was released again with another answer")
                for each in release.shown
                if before.get(each.key) != each
            ]
    return leaks


def _by_whole(relations: Sequence[Relation]) -> dict[Key, list[Relation]]:
    found: dict[Key, list[Relation]] = {}
    for relation in relations:
        found.setdefault(relation.whole, []).append(relation)
    return found


def _less(relation: Relation, other: Relation, target: Key, bounds: dict[Key, Bounds]) -> Bounds:
    """The whole as it is shown, or added up from another split of it; less the other parts."""
    unknown = (0.0, float("inf"))
    low, high = bounds.get(relation.whole, unknown)
    added = [bounds.get(key, unknown) for key in other.parts]
    if target not in other.parts:
        low, high = max(low, sum(each[0] for each in added)), min(high, sum(each[1] for each in added))
    rest = [bounds.get(key, unknown) for key in relation.parts if key != target]
    return max(0.0, low - sum(each[1] for each in rest)), high - sum(each[0] for each in rest)
