"""The rules of suggestion as shipped: data in `rules.toml`, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

FIELDS = ("event_type", "is_funded", "sub_discipline", "distribution_type")  # what a return will ask for


@dataclass(frozen=True)
class Rule:
    """One rule. `kind` says how it looks, `fields` what it may fill; the rest is what that kind needs."""

    name: str
    title: str
    says: str
    kind: str
    fields: tuple[str, ...]
    words: tuple[tuple[str, str], ...] = ()  # (word, value), for the kinds that know words
    value: str = ""
    at_least: int = 0
    share: float = 0.0


@cache
def shipped_rules() -> tuple[Rule, ...]:
    """In the order in which they are asked; the first that knows a value gives it."""
    data = tomllib.loads(files(__package__).joinpath("rules.toml").read_text(encoding="utf-8"))
    return tuple(_rule(entry) for entry in data["rule"])


def _rule(entry: dict[str, Any]) -> Rule:
    words = tuple((word, value) for value, listed in entry.get("words", {}).items() for word in listed)
    return Rule(**entry | {"fields": tuple(entry.get("fields", FIELDS)), "words": words})
