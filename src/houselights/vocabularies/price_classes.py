"""The classes that ticket types are sorted into, and the class that a type's name suggests. Pure."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

OTHER = "other"  # also what nobody has sorted yet


@dataclass(frozen=True)
class PriceClass:
    """One class: the name that figures carry, its title, what it means, the words that suggest it."""

    name: str
    title: str
    meaning: str
    words: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """A class, and the word of the name that suggests it."""

    price_class: str
    word: str

    @property
    def reason(self) -> str:
        return f"“{self.word}” in its name"


@cache
def price_classes() -> tuple[PriceClass, ...]:
    """Every class, in the order in which their words are tried."""
    text = files("houselights.vocabularies.terms").joinpath("price_classes_v0.toml").read_text(encoding="utf-8")
    return tuple(PriceClass(**{**each, "words": tuple(each["words"])}) for each in tomllib.loads(text)["class"])


def suggested(ticket_type: str) -> Suggestion | None:
    """The class that a raw name suggests; None where no word of any class is in it."""
    plain = _plain(ticket_type)
    for each in price_classes():
        for word in sorted(each.words, key=len, reverse=True):
            if f" {word} " in plain:
                return Suggestion(each.name, word)
    return None


def _plain(text: str) -> str:
    """Lower case, single spaces on both sides of each word; `10+` and `16-25` stay whole."""
    return f" {' '.join(re.findall(r'[a-z0-9]+(?:[-][0-9]+|[+])?', text.casefold()))} "
