"""The named segments of people by recency, frequency and money: kept as data, told as rules, asked as SQL."""

import tomllib
from functools import cache
from importlib.resources import files

import msgspec

Span = tuple[int, int]


class Segment(msgspec.Struct, frozen=True):
    """A name for the people in these fifths, 5 being the latest, the most often and the most money."""

    name: str
    recency: Span
    frequency: Span
    money: Span

    @property
    def rule(self) -> str:
        """`Loyal: recency 3 to 5, frequency 4 to 5`; a span of all five fifths asks nothing."""
        spans = {"recency": self.recency, "frequency": self.frequency, "money": self.money}
        asked = [f"{name} {_words(span)}" for name, span in spans.items() if span != (1, 5)]
        return f"{self.name}: {', '.join(asked) or 'everybody else'}"

    @property
    def condition(self) -> str:
        """The rule in SQL."""
        spans = {"recency": self.recency, "frequency": self.frequency, "money": self.money}
        return " and ".join(f"{name} between {first} and {last}" for name, (first, last) in spans.items())


@cache
def segments() -> tuple[Segment, ...]:
    """In the order in which they are tried; the last takes everybody."""
    text = files(__name__.rpartition(".")[0]).joinpath("segments.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text)["segments"], tuple[Segment, ...])


def cases() -> str:
    """The branches of a `case`, one per segment."""
    return "\n        ".join(f"when {each.condition} then '{each.name}'" for each in segments())


def _words(span: Span) -> str:
    first, last = span
    return str(first) if first == last else f"{first} to {last}"
