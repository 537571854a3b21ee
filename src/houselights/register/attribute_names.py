"""The names of the box office's event attributes: which are right, and which are nearly right and must be renamed."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process

from houselights.register.rules import ATTRIBUTES
from houselights.vocabularies.matching import key

NEARLY = 85  # likeness, of 100, from which a name was surely meant to be one of ours


def nearly_right(names: Iterable[str]) -> dict[str, str]:
    """Names as the box office has them that fill nothing, by likeness alone, and what each must be called."""
    ours = {key(attribute): attribute for attribute in ATTRIBUTES.values()}
    found = {}
    for name in names:
        near = process.extractOne(key(name), ours.keys(), scorer=fuzz.ratio, score_cutoff=NEARLY)
        if near and near[0] != key(name):
            found[name] = ours[near[0]]
    return found
