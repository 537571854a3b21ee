"""An attacker that reads: every label of a release must be a term of a list, and no name of anyone may be in one."""

from collections.abc import Iterable, Sequence

from houselights.disclosure.attacks.leaks import Leak
from houselights.disclosure.cells import BESIDE
from houselights.disclosure.frozen import Frozen
from houselights.measures.catalogue import DIMENSIONS

SHORTEST = 4  # letters of a name that is looked for inside a label; shorter ones must be the whole label
LISTED = ("event_type", "discipline", "sub_discipline", "distribution_type")  # whose labels the register checks


def by_reading(
    releases: Sequence[Frozen], names: Iterable[str], *, terms: Iterable[str] = (), among: Iterable[str] = ()
) -> list[Leak]:
    """Labels of a dimension that may not leave, that are no term of its list, or with a name of anyone or anything.

    `terms` are those of the installation's lists: an event may be called Music, and Music may leave. `among`: what
    portfolios may be split by besides.
    """
    looked_for = {name.casefold().strip() for name in names} - {""}
    controlled = {*terms, "unknown"}
    allowed = {name for name, each in DIMENSIONS.items() if each.leaves} | set(among) | {""}
    return [
        Leak("free text", release.of, each.key, finding)
        for release in releases
        for each in release.shown
        for by, label in zip(each.key.by.split(BESIDE), each.key.label.split(BESIDE), strict=False)
        if (finding := _finding(by, label, looked_for, controlled, allowed))
    ]


def _finding(by: str, label: str, names: set[str], terms: set[str], allowed: set[str]) -> str:
    if by not in allowed:
        return f"is split by {by}, which may not leave"
    if label in terms or by.startswith("area_"):  # a town may be called like a theatre; nobody types it
        return ""
    if by in LISTED and len(terms) > 1:
        return "is no term of its list"
    said = label.casefold()
    if any(name == said or (len(name) >= SHORTEST and name in said) for name in names):
        return "has a name in its label"
    return ""
