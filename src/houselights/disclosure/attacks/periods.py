"""Lay a period's two releases side by side, as an attacker does: before it was over, and for good."""

from collections.abc import Sequence

from msgspec.structs import replace

from houselights.disclosure.attacks.leaks import seen
from houselights.disclosure.before import before, grown
from houselights.disclosure.bounds import Bounds
from houselights.disclosure.cells import Key
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.intervals import Intervals


def side_by_side(releases: Sequence[Frozen]) -> list[Frozen]:
    """The early ones keep their cells apart, and are supposed to have only grown, where that can be."""
    final = {(each.of, each.period): each for each in releases if each.is_final}
    return [each if each.is_final else _early(each, final.get((each.of, each.period))) for each in releases]


def _early(release: Frozen, final: Frozen | None) -> Frozen:
    early, later = before(release), final.by_key() if final else {}
    supposed = [
        grown(each.key, key)
        for each in early.shown
        if final and (key := each.key._replace(period=final.period)) in later
    ]
    told = replace(early, relations=(*early.relations, *supposed))
    return told if final and _fits([told, final]) else early


def _fits(releases: Sequence[Frozen]) -> bool:
    relations = [relation for release in releases for relation in release.relations]
    bounds: dict[Key, Bounds] = seen(releases)
    for relation in relations:
        for key in (relation.whole, *relation.parts):
            bounds.setdefault(key, (0.0, float("inf")))
    return Intervals(bounds, relations).is_possible
