"""The pages of insights as data: which cards and figures answer which question."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

import msgspec

Asks = tuple[str, tuple[str, ...]]  # a measure, and what it is split by


class Wanted(msgspec.Struct, frozen=True):
    """One figure of a page: a measure by a dimension, or by two.

    `kind`: "bars"; a "matrix" of two dimensions; "curves" of booking; what the people of one event "also" came to.
    `none`: what is said where all of it is unknown.
    """

    measure: str
    by: str
    heading: str
    says: str = ""
    also: str = ""
    kind: Literal["bars", "matrix", "curves", "also"] = "bars"
    order: Literal["largest", "given"] = "largest"
    none: str = ""
    said_as: dict[str, str] = msgspec.field(name="as", default_factory=dict)

    @property
    def name(self) -> str:
        """Where on the page it is."""
        return "curves" if self.kind == "curves" else "-".join((self.measure, *self.dimensions)).replace("_", "-")

    @property
    def dimensions(self) -> tuple[str, ...]:
        return (self.by, self.also) if self.also else (self.by,)

    @property
    def asks(self) -> tuple[Asks, ...]:
        """Everything that it is made of, as files have it."""
        if self.kind == "curves":
            by = (("days_before",), ("event", "days_before"))
            return *((measure, each) for measure in (self.measure, "usual_curve") for each in by), ("pace", ("event",))
        whole: tuple[Asks, ...] = (("bookers", (self.by,)),) if self.measure == "crossover" else ()
        return ((self.measure, self.dimensions), *whole)


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
