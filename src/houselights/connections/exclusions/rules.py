"""The exclusion rules as shipped, and which one an event's name fits. Pure."""

import re
import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files


@dataclass(frozen=True)
class Rule:
    """One rule: the words of which one must stand in an event's name."""

    name: str
    title: str
    meaning: str
    words: tuple[str, ...]

    def word_in(self, event_name: str) -> str:
        """The longest of its words that stands in the name, "" where none does."""
        plain = _plain(event_name)
        return next((word for word in sorted(self.words, key=len, reverse=True) if _plain(word) in plain), "")


@cache
def shipped() -> tuple[Rule, ...]:
    """Every rule, in the order in which they are tried."""
    text = files(__package__).joinpath("rules.toml").read_text(encoding="utf-8")
    return tuple(Rule(**{**each, "words": tuple(each["words"])}) for each in tomllib.loads(text)["rule"])


def fitting(event_name: str, switched_on: Collection[str]) -> str:
    """The name of the first rule of those switched on that an event's name fits, "" where it fits none."""
    return next((rule.name for rule in shipped() if rule.name in switched_on and rule.word_in(event_name)), "")


@lru_cache(maxsize=10_000)
def _plain(text: str) -> str:
    return f" {' '.join(re.findall(r'[a-z0-9]+', text.casefold()))} "
