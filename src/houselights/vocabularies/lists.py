"""The controlled lists as shipped: data in `terms/`, read once."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

LISTS = ("event_type", "is_funded", "sub_discipline", "distribution_type")


@dataclass(frozen=True)
class Term:
    """One entry of a list; `parent` is its discipline where it has one. Valid from and until, both days included."""

    label: str
    parent: str = ""
    valid_from: date | None = None
    valid_until: date | None = None

    def is_valid(self, on: date) -> bool:
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )


@dataclass(frozen=True)
class Vocabulary:
    """A controlled list: `name` is one of LISTS, `title` its heading for people."""

    name: str
    title: str
    version: str
    terms: tuple[Term, ...]

    def labels(self, on: date | None = None) -> tuple[str, ...]:
        """The labels, in the list's order; only those valid on a day when one is given."""
        return tuple(term.label for term in self.terms if on is None or term.is_valid(on))


@cache
def shipped(name: str) -> Vocabulary:
    """A list as shipped, before the installation's own edits."""
    starter = tomllib.loads(files(__package__).joinpath("terms", "starter_v0.toml").read_text(encoding="utf-8"))
    data = starter[name]
    terms = [Term(label) for label in data.get("terms", [])]
    for parent, labels in data.get("under", {}).items():
        terms += [Term(label, parent) for label in labels]
    return Vocabulary(name, data["title"], f"{starter['title']} v{starter['version']}", tuple(terms))


def discipline_of(sub_discipline: str, vocabulary: Vocabulary | None = None) -> str | None:
    """The discipline that a sub-discipline belongs to; None for one that is not on the list."""
    terms = (vocabulary or shipped("sub_discipline")).terms
    return next((term.parent for term in terms if term.label == sub_discipline), None)
