"""The named segments of people by recency, frequency and money: kept as data, told as rules, asked as SQL."""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import msgspec

Span = tuple[int, int]

# What each is told by, and what is less than any of it: where a fifth is empty, it ends there.
_COLUMNS = {
    "recency": ("last_on", "date '0001-01-01'"),
    "frequency": ("performances", "0"),
    "money": ("pence", "-9223372036854775808"),
}


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
        """The rule in SQL, by where fifths end (fifths.sql)."""
        spans = {"recency": self.recency, "frequency": self.frequency, "money": self.money}
        return " and ".join(test for name, span in spans.items() for test in _tests(name, *span)) or "true"


@cache
def segments() -> tuple[Segment, ...]:
    """In the order in which they are tried; the last takes everybody."""
    text = files(__name__.rpartition(".")[0]).joinpath("segments.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text)["segments"], tuple[Segment, ...])


def cases() -> str:
    """The branches of a `case`, one per segment."""
    return "\n        ".join(f"when {each.condition} then '{each.name}'" for each in segments())


def ends() -> dict[str, str]:
    """What fifths.sql selects of each of the three: the greatest that is still in the first, second, third, fourth."""
    return {
        f"{name}_ends": ", ".join(
            f"coalesce(max(value) filter (where 5 * so_far <= {fifth} * people), {_COLUMNS[name][1]}) as {name}_{fifth}"
            for fifth in range(1, 5)
        )
        for name in _COLUMNS
    }


def _tests(name: str, first: int, last: int) -> Iterator[str]:
    column = f"people.{_COLUMNS[name][0]}"
    if first > 1:
        yield f"{column} > fifths.{name}_{first - 1}"
    if last < 5:
        yield f"{column} <= fifths.{name}_{last}"


def _words(span: Span) -> str:
    first, last = span
    return str(first) if first == last else f"{first} to {last}"
