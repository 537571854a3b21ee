"""An attacker from inside: each contributor takes its own part out of every figure, and estimates the largest other."""

from collections.abc import Mapping

from houselights.disclosure.attacks.leaks import Leak, seen
from houselights.disclosure.bounds import Bounds
from houselights.disclosure.cells import Key
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.intervals import Intervals

Parts = Mapping[Key, Mapping[str, int]]  # who adds what to which cell: the truth


def by_contributors(release: Frozen, parts: Parts, p_percent: int) -> list[Leak]:
    """Cells in which the best placed contributor knows the largest other to within p per cent."""
    leaks = []
    for who in sorted({name for each in parts.values() for name in each}):
        system = Intervals(_known_to(who, release, parts), release.relations)
        for key, amounts in parts.items():
            others = {name: amount for name, amount in amounts.items() if name != who}
            if _is_best_placed(who, amounts) and others:
                largest = max(others.values())
                most = system.interval(key)[1] - amounts.get(who, 0)
                if largest and 100 * most < (100 + p_percent) * largest:
                    leaks.append(
                        Leak("contributor", release.of, key, f"gives another's {largest} away as at most {most:g}")
                    )
    return leaks


def _is_best_placed(who: str, amounts: Mapping[str, int]) -> bool:
    """The second largest knows most about the largest, and the largest most about the second."""
    return who in sorted(amounts, key=lambda name: -amounts[name])[:2]


def _known_to(who: str, release: Frozen, parts: Parts) -> dict[Key, Bounds]:
    bounds: dict[Key, Bounds] = {}
    for key, (low, high) in seen([release]).items():
        bounds[key] = max(low, min(parts.get(key, {}).get(who, 0), high)), high
    for relation in release.relations:
        for key in (relation.whole, *relation.parts):
            bounds.setdefault(key, (0.0, float("inf")))
    return bounds
