"""The pages of insights as data: which cards and figures answer which question."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec


class Wanted(msgspec.Struct, frozen=True):
    """One figure of a page: a measure by a dimension, for crossover also by its other side."""

    measure: str
    by: str
    heading: str
    says: str = ""
    also: str = ""
    order: Literal["largest", "given"] = "largest"
    said_as: dict[str, str] = msgspec.field(name="as", default_factory=dict)

    @property
    def dimensions(self) -> tuple[str, ...]:
        return (self.by, self.also) if self.also else (self.by,)


class Page(msgspec.Struct, frozen=True):
    """`title` is the question it answers."""

    name: str
    title: str
    short: str
    lead: str
    cards: tuple[str, ...]
    figures: tuple[Wanted, ...]


@cache
def pages() -> dict[str, Page]:
    """Every page by its name, in the order of the menu."""
    text = files(__package__).joinpath("pages.toml").read_text(encoding="utf-8")
    return {name: msgspec.convert({"name": name, **facts}, Page) for name, facts in tomllib.loads(text).items()}
