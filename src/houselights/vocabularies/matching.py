"""What a person meant: the term on the list, whatever its capitals, or the nearest ones to suggest."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz, process

from houselights.vocabularies.lists import Vocabulary

NEAR = 70  # likeness, of 100, from which a term is worth suggesting
_YES = {"yes", "y", "true", "1", "funded"}
_NO = {"no", "n", "false", "0", "notfunded", "unfunded"}


@dataclass(frozen=True)
class Match:
    """`label` is the term meant, None when none is; `near` are the likeliest then, best first, with their likeness."""

    label: str | None
    near: tuple[tuple[str, int], ...] = ()


def match(vocabulary: Vocabulary, text: str) -> Match:
    """The term that `text` names in any capitals, spaces and punctuation; a near miss is suggested, never taken."""
    if vocabulary.name == "is_funded":
        answer = yes_no(text)
        return Match(None if answer is None else ("Yes" if answer else "No"))
    by_key = {key(label): label for label in vocabulary.labels()}
    if label := by_key.get(key(text)):
        return Match(label)
    found = process.extract(key(text), by_key.keys(), scorer=fuzz.ratio, limit=3, score_cutoff=NEAR)
    return Match(None, tuple((by_key[near], round(score)) for near, score, _ in found))


def yes_no(text: str) -> bool | None:
    """Yes or no in any usual spelling; None for anything else."""
    word = key(text)
    return True if word in _YES else False if word in _NO else None


@lru_cache(maxsize=10_000)
def key(text: str) -> str:
    """What two spellings of one thing have in common: letters and digits, without accents and capitals."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]", "", plain)
