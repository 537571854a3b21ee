"""How a figure is known: the controlled list, read once. Pure."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

KINDS = {"audience": "Audience", "participants": "Participants", "digital_views": "Digital views"}
BY_TICKETS = ("tickets_scanned", "tickets_sold")  # their people are among those that the box office counts


@dataclass(frozen=True)
class Method:
    """One entry of the list; `kinds` are what it can be about."""

    name: str
    title: str
    estimated: bool
    kinds: tuple[str, ...]


@cache
def methods() -> dict[str, Method]:
    """By name, in the list's order."""
    listed = tomllib.loads(files(__package__).joinpath("methods.toml").read_text(encoding="utf-8"))
    return {
        name: Method(name, facts["title"], facts["estimated"], tuple(facts["kinds"])) for name, facts in listed.items()
    }


def method_title(name: str) -> str:
    """As pages say it; one that the list no longer has, or none, is said as it is kept."""
    found = methods().get(name)
    return found.title if found else name.replace("_", " ").capitalize()
