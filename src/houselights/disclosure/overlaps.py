"""Two portfolios that differ by a few organisations could be subtracted: which figures those are."""

from collections.abc import Mapping, Sequence

from houselights.disclosure.cells import Key
from houselights.disclosure.contributions import Contributed
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.rules import RULES

Parts = dict[str, Contributed]  # what each organisation adds to a cell
Place = tuple[str, str]  # dimension and label


def groups_of(found: Mapping[Key, Parts]) -> dict[Place, frozenset[str]]:
    """Who stands behind each place, in any measure."""
    groups: dict[Place, frozenset[str]] = {}
    for key, parts in found.items():
        place = key.by, key.label
        groups[place] = groups.get(place, frozenset()) | {of for of, each in parts.items() if each.value}
    return groups


def differing_by_few(groups: Mapping[Place, frozenset[str]], others: Sequence[Frozen]) -> set[Place]:
    """The places whose group differs from one that is shown in another release by fewer than a figure needs."""
    released = {frozenset(group) for each in others for by, label, group in each.groups if _is_shown(each, (by, label))}
    return {
        place
        for place, group in groups.items()
        if any(0 < len(group ^ other) < RULES.contributors for other in released)
    }


def _is_shown(release: Frozen, place: Place) -> bool:
    return any(each.state == "value" and (each.key.by, each.key.label) == place for each in release.shown)
