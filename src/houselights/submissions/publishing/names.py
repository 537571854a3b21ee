"""Look for names in what the public would read. Pure: fails closed, so that a doubtful word is written otherwise."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

SHORTEST = 4  # letters of a name of which capitals do not matter
COMPACT = 8  # letters of a name that is found with anything between them
_ARTICLES = ("the", "a", "an")


class Name(NamedTuple):
    """What something or somebody here is called. `kind`: organisation, event, place or person."""

    kind: str
    text: str


class Hit(NamedTuple):
    """A name, and in which text it stands. Of what it is the name is told of organisations alone.

    (Else whoever drafts could try out who has a login here, and what an organisation is about to put on.)
    """

    where: str
    words: str
    what: str


def hits_in(texts: Mapping[str, str], names: Iterable[Name], *, allowed: Collection[str] = ()) -> list[Hit]:
    """Every name in every text. `allowed` are terms of lists: an event may be called Music, and Music may be said."""
    terms = {_folded(_words(term)) for term in allowed}
    read = {where: _words(text) for where, text in texts.items()}
    looked_for = [(name, variant) for name in dict.fromkeys(names) for variant in _variants(name.text, terms)]
    found = [
        Hit(where, words, _what(name.kind))
        for where, said in read.items()
        for name, variant in looked_for
        if (words := _standing(said, variant, name.kind))
    ]
    return list(dict.fromkeys(found))


def _words(text: str) -> tuple[str, ...]:
    """Without accents, marks and letters that are not seen; whatever is no letter or digit parts two words."""
    plain = unicodedata.normalize("NFKD", text)
    seen = (letter for letter in plain if unicodedata.category(letter) not in ("Mn", "Cf"))
    return tuple(re.findall(r"[^\W_]+", "".join(seen)))


def _folded(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(word.casefold() for word in words)


def _variants(name: str, terms: Collection[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The name, and the same without its article: people say “the Lyric” of “The Lyric Theatre Company” seldom."""
    words = _words(name)
    if not words or _folded(words) in terms or (len(words) == 1 and len(words[0]) == 1):
        return
    yield words
    if len(words) > 1 and words[0].casefold() in _ARTICLES and _folded(words[1:]) not in terms:
        yield words[1:]


def _standing(said: Sequence[str], name: tuple[str, ...], kind: str) -> str:
    """The words as they stand in the text; "" where they do not."""
    folded, wanted, size = _folded(said), _folded(name), len(name)
    for place in range(len(said) - size + 1):
        if folded[place : place + size] == wanted and _counts(said[place], name, kind):
            return " ".join(said[place : place + size])
    letters = "".join(wanted)
    is_apart = len(letters) >= COMPACT and (size > 1 or kind == "organisation") and letters in "".join(folded)
    return " ".join(name) if is_apart else ""


def _counts(first: str, name: tuple[str, ...], kind: str) -> bool:
    """One plain word may be no name at all: of an event called Winter, “winter” does not speak, and “Winter” may."""
    is_plain = len(name) == 1 and (kind != "organisation" or len(name[0]) < SHORTEST)
    return not is_plain or first[0] == name[0][0]


def _what(kind: str) -> str:
    return "the name of an organisation" if kind == "organisation" else "a name that is kept on this server"
