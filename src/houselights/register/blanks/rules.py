"""What a blank most likely is: each rule looks at the event and at what was filled in before, and gives its reason."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from houselights.register.blanks.shipped import FIELDS, Rule
from houselights.vocabularies.matching import key

_YEAR = re.compile(r"\b(?:19|20)\d\d(?:\s*[-/–]\s*\d{2,4})?\b")


@dataclass(frozen=True)
class Entry:
    """An event as the rules see it: `values` are the words of its list for each of FIELDS, "" where blank."""

    number: int
    title: str
    starts_on: date | None
    place: str
    has_postcode: bool
    values: Mapping[str, str]


@dataclass(frozen=True)
class Suggestion:
    """The value, the name of the rule that gives it, and why in words."""

    value: str
    rule: str
    reason: str


@dataclass(frozen=True)
class Memory:
    """What was filled in before, counted once for a whole page of blanks."""

    by_title: Mapping[str, Sequence[Entry]]
    by_place: Mapping[tuple[str, str], Counter[str]]
    overall: Mapping[str, Counter[str]]
    words: Mapping[str, frozenset[str]] = field(default_factory=dict)  # what each list has today


def remember(entries: Iterable[Entry], on_lists: Mapping[str, Iterable[str]]) -> Memory:
    """Everything that the rules look back at. Only what is on its list today can be suggested."""
    by_title: dict[str, list[Entry]] = defaultdict(list)
    by_place: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    overall: dict[str, Counter[str]] = {name: Counter() for name in FIELDS}
    for entry in entries:
        by_title[title_key(entry.title)].append(entry)
        for name in FIELDS:
            if value := entry.values[name]:
                overall[name][value] += 1
                by_place[entry.place, name][value] += 1
    return Memory(by_title, by_place, overall, {name: frozenset(labels) for name, labels in on_lists.items()})


def suggestion(entry: Entry, name: str, memory: Memory, rules: Iterable[Rule]) -> Suggestion | None:
    """What the first rule that knows says about this blank; None where none does."""
    for rule in rules:
        if name in rule.fields and (found := _KINDS[rule.kind](entry, name, memory, rule)):
            value, reason = found
            if value in memory.words[name]:
                return Suggestion(value, rule.name, reason)
    return None


def title_key(title: str) -> str:
    """What two years' editions of one thing have in common."""
    return key(_YEAR.sub("", title)) or key(title)


def _same_title(entry: Entry, name: str, memory: Memory, rule: Rule) -> tuple[str, str] | None:  # noqa: ARG001
    others = [each for each in memory.by_title.get(title_key(entry.title), ()) if each.number != entry.number]
    filled = [each for each in others if each.values[name]]
    if not filled:
        return None
    # The newest before this one; where none was before, the next after it.
    day = entry.starts_on or date.max
    before = [each for each in filled if (each.starts_on or date.min) <= day]
    chosen = max(before or filled, key=lambda each: (each.starts_on or date.min, each.number))
    when = f" in {chosen.starts_on:%B %Y}" if chosen.starts_on else ""
    return chosen.values[name], f"“{chosen.title}”{when} has this."


def _place_word(entry: Entry, name: str, memory: Memory, rule: Rule) -> tuple[str, str] | None:  # noqa: ARG001
    found = _word_in(entry.place, rule)
    return found and (found[1], f"The place is “{entry.place}”.")


def _title_word(entry: Entry, name: str, memory: Memory, rule: Rule) -> tuple[str, str] | None:  # noqa: ARG001
    found = _word_in(entry.title, rule)
    return found and (found[1], f"The title says “{found[0]}”.")


def _place_postcode(entry: Entry, name: str, memory: Memory, rule: Rule) -> tuple[str, str] | None:  # noqa: ARG001
    return (rule.value, f"“{entry.place}” has a postcode: people go there.") if entry.has_postcode else None


def _usual_here(entry: Entry, name: str, memory: Memory, rule: Rule) -> tuple[str, str] | None:
    if not entry.place:
        return None
    found = _usual_of(memory.by_place.get((entry.place, name), Counter()), rule)
    return found and (found[0], f"{found[1]} of your {found[2]} events at “{entry.place}” have this.")


def _usual(entry: Entry, name: str, memory: Memory, rule: Rule) -> tuple[str, str] | None:  # noqa: ARG001
    found = _usual_of(memory.overall[name], rule)
    return found and (found[0], f"{found[1]} of your {found[2]} events have this.")


def _usual_of(counted: Counter[str], rule: Rule) -> tuple[str, int, int] | None:
    if not counted:
        return None
    total = counted.total()
    value, many = max(counted.items(), key=lambda pair: (pair[1], pair[0]))
    return (value, many, total) if many >= rule.at_least and many >= rule.share * total else None


def _word_in(text: str, rule: Rule) -> tuple[str, str] | None:
    """The first word of the text that the rule knows, as it stands there, and what it means."""
    found = _words_of(rule).search(text)
    return (found[0], dict(rule.words)[found[0].casefold()]) if found else None


@cache
def _words_of(rule: Rule) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word, _ in rule.words)
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)", re.IGNORECASE)


_KINDS = {
    "same-title": _same_title,
    "place-word": _place_word,
    "title-word": _title_word,
    "place-postcode": _place_postcode,
    "usual-here": _usual_here,
    "usual": _usual,
}
