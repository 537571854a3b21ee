"""How alike two titles are, by the rarity of the words they share: 1 is the same, 0 has nothing in common."""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import log
from typing import NamedTuple

from rapidfuzz import fuzz

from houselights.register.suggestions.titles import Title

Rarity = Mapping[str, float]
SAME_WORD = 84  # likeness, of 100, from which two spellings are one word
TURNED, TYPED, PART, WORDS = 0.98, 0.96, 0.85, 0.8  # at most, for what is not the same title outright


class Likeness(NamedTuple):
    """`says` is the sentence for it."""

    share: float
    says: str


def rarity(titles: Iterable[Title]) -> dict[str, float]:
    """How much each word tells: one that every other title has tells little."""
    listed = [set(title.words) for title in titles]
    seen = Counter(word for words in listed for word in words)
    return {word: log(1 + len(listed) / times) for word, times in seen.items()}


def alike(one: Title, other: Title, weights: Rarity) -> Likeness:
    """As like as their words are, less what tells them apart."""
    likeness = _by_words(one, other, weights)
    for differs, factor, says in _apart(one, other):
        if differs:
            return Likeness(likeness.share * factor, says)
    return likeness


def _by_words(one: Title, other: Title, weights: Rarity) -> Likeness:
    if one.words == other.words:
        return Likeness(1.0, _the_same(one, other))
    if sorted(one.words) == sorted(other.words):
        return Likeness(TURNED, "The titles have the same words in another order.")
    if "".join(one.words) == "".join(other.words) or _only_typed_otherwise(one, other):
        return Likeness(TYPED, "The titles are the same but for a slip of the keys.")
    if whole := next((title for title, long in ((one, other), (other, one)) if title.words in long.parts), None):
        return Likeness(PART, f"“{whole.text}” stands whole in the longer title.")
    return _by_shared_words(one, other, weights)


def _the_same(one: Title, other: Title) -> str:
    aside = one.markers ^ other.markers or one.years ^ other.years
    if aside:
        return f"The titles are the same, “{'”, “'.join(sorted(aside))}” set aside."
    if bool(one.cast) != bool(other.cast):
        return "The titles are the same, its people set aside."
    return "The titles are the same."


def _only_typed_otherwise(one: Title, other: Title) -> bool:
    pairs = list(zip(one.words, other.words, strict=False))
    if len(one.words) != len(other.words) or sum(left != right for left, right in pairs) != 1:
        return False
    left, right = next((left, right) for left, right in pairs if left != right)
    return min(len(left), len(right)) > 3 and fuzz.ratio(left, right) >= SAME_WORD


def _by_shared_words(one: Title, other: Title, weights: Rarity) -> Likeness:
    """Twice the weight in common over the weight of both, and half of that again for the shorter within the longer."""
    left, right = set(one.words), set(other.words)
    shared = {word for word in left if word in right or any(fuzz.ratio(word, each) >= SAME_WORD for each in right)}
    common, of_left, of_right = (_weight(words, weights) for words in (shared, left, right))
    if not common:
        return Likeness(0.0, "The titles have no word in common.")
    both, shorter = 2 * common / (of_left + of_right), common / min(of_left, of_right)
    share = min(WORDS, (both + shorter) / 2)
    return Likeness(share, f"The titles share “{'”, “'.join(word for word in one.words if word in shared)}”.")


def _apart(one: Title, other: Title) -> tuple[tuple[bool, float, str], ...]:
    """What keeps two titles apart however many words they share; the first that holds is told."""
    numbers = one.numbers and other.numbers and one.numbers != other.numbers
    years = one.years and other.years and not one.years & other.years
    people = one.cast and other.cast and not set(one.cast) & set(other.cast)
    beside = sorted(one.beside ^ other.beside)
    return (
        (bool(numbers), 0.4, "The titles have different numbers."),
        (bool(years), 0.4, "The titles name different years."),
        (bool(people), 0.6, "The titles name different people."),
        (bool(beside), 0.6, f"Only one of the titles says “{'”, “'.join(beside)}”."),
    )


def _weight(words: Iterable[str], weights: Rarity) -> float:
    return sum(weights.get(word, 1.0) for word in words)
