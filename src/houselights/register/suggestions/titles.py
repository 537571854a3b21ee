"""A title as its words: accents, punctuation, articles, years, casts and access markers set aside."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_YEARS = re.compile(r"\b((?:19|20)\d\d)(?:\s*[-/]\s*(?:20)?\d\d)?\b")
_AGES = re.compile(r"\b\d\d?\s*\+|\((?:u|pg|12a?|15|18)\)|\bages? \d\d?\b|\bcert(?:ificate)? (?:u|pg|12a?|15|18)\b")
# What says how, for whom or in which state something is given, and never what it is.
_MARKERS = re.compile(
    r"\b(?:relaxed|bsl|sign(?:ed| language)|captioned|surtitled|audio[- ]described|touch tour|dementia[- ]friendly"
    r"|sensory|autism[- ]friendly|access(?:ible)?|interpreted|schools?(?= performance)|^schools?|(?<=\()schools?(?=\))"
    r"|matinee|preview|press night|new dates?|extra (?:shows?|dates?|performances?)|rescheduled|postponed|cancelled"
    r"|sold out|live|(?:uk )?tour 20\d\d|pantomime|panto|performances?|main house|main stage|studio|on sale"
    r"|returns?|double bill)\b"
)
_NUMBERED = re.compile(
    r"\b(?:part|pt|vol|volume|week|day|chapter|episode|no|act|concert|session)\W*(\d{1,2}|[ivx]{1,4}|one|two|three|four)\b"
)
_PARTS = re.compile(r"\s[-\N{EN DASH}\N{EM DASH}]+\s|[:|()\[\]/]|\s(?:in|at|and)\s")
_CAST = re.compile(r"\b(?:starring|with|feat|featuring|by|directed by|hosted by)\b\.?\s")
_PRESENTS = re.compile(r"\bpresents?\b:?\s")
_ARTICLES = {"the", "a", "an", "and", "of"}
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "one": 1, "two": 2, "three": 3, "four": 4}
# Something that goes with an event and is an activity of its own.
_BESIDE = re.compile(
    r"\b(?:workshops?|talk|tour|masterclass|quiz|dinner|supper|lunch|class(?:es)?|course|camp|exhibition|junior"
    r"|singalong|auditions?|rehearsal|party|insight|vouchers?|membership|merchandise|parking)\b"
)


@dataclass(frozen=True)
class Title:
    """`parts` are what stands between its colons, dashes and brackets; `cast` is who is said to be in it."""

    words: tuple[str, ...]
    parts: frozenset[tuple[str, ...]] = frozenset()
    cast: tuple[str, ...] = ()
    numbers: frozenset[int] = frozenset()
    years: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    markers: frozenset[str] = frozenset()

    @property
    def text(self) -> str:
        return " ".join(self.words)


@lru_cache(maxsize=8192)
def read_title(text: str) -> Title:
    """A title with nothing but markers and years keeps them as its words: nothing else tells it apart."""
    plain = _plain(text)
    years = frozenset(found.group(1) for found in _YEARS.finditer(plain))
    told = _AGES.sub(" ", _YEARS.sub(" ", plain))
    numbers = frozenset(_number(found.group(1)) for found in _NUMBERED.finditer(told))
    told = _NUMBERED.sub(" ", told)
    markers = frozenset(found.group(0) for found in _MARKERS.finditer(told.strip()))
    told = _MARKERS.sub(" ", told.strip())
    core, cast = _core_and_cast(told)
    words = _words(core) or _words(plain)
    parts = frozenset(_words(part) for part in _PARTS.split(told)) - {()}
    return Title(words, parts, _words(cast), numbers, years, frozenset(_BESIDE.findall(told)), markers)


def _plain(text: str) -> str:
    """Lower case without accents; apostrophes join, "&" and "+" are "and"."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(each for each in letters if not unicodedata.combining(each))
    letters = re.sub(r"['\N{RIGHT SINGLE QUOTATION MARK}\N{LEFT SINGLE QUOTATION MARK}`]", "", letters)
    return re.sub(r"\s*&\s*|\s\+\s", " and ", letters)


def _core_and_cast(told: str) -> tuple[str, str]:
    """What it is called, and who presents it or is in it, where something is left without them."""
    company, presents, called = _partition(_PRESENTS, told)
    if not presents or not _words(called):
        company, called = "", told
    core, named, who = _partition(_CAST, called)
    if not named or not _words(core):
        core, who = called, ""
    return core, f"{company} {who}"


def _partition(pattern: re.Pattern[str], text: str) -> tuple[str, str, str]:
    found = pattern.search(text)
    return (text[: found.start()], found.group(0), text[found.end() :]) if found else (text, "", "")


def _words(text: str) -> tuple[str, ...]:
    return tuple(word for word in re.findall(r"[^\W_]+", text) if word not in _ARTICLES)


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else _NUMERALS.get(text, 0)
