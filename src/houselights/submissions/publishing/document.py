"""A publication as it is frozen: what the public reads, and nothing that it does not."""

from collections.abc import Iterator
from hashlib import sha256

import msgspec
from msgspec import Struct


class Figure(Struct, frozen=True):
    """`value` where there is one; else `words` say why there is none: hidden is neither 0 nor unknown."""

    value: int | None = None
    words: str = ""


class Row(Struct, frozen=True):
    """A label with its figure in each column."""

    label: str
    figures: tuple[Figure, ...]


class Table(Struct, frozen=True):
    """One measure, split by one thing (`by`) or by nothing. `columns` are periods: a year has its quarters, too."""

    measure: str
    measure_title: str
    title: str
    definition: str
    unit: str
    by: str
    by_title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def hidden(self) -> int:
        """How many of its figures are hidden."""
        return sum(each.words == HIDDEN for row in self.rows for each in row.figures)


class Rule(Struct, frozen=True):
    """One rule of protection in plain words."""

    title: str
    says: str


class PublicDocument(Struct, frozen=True):
    """All of it."""

    funder: str
    title: str
    summary: str
    note: str
    period: str
    period_title: str
    data_as_of: str
    contributors: int  # the fewest of any quarter
    tables: tuple[Table, ...]
    rules: tuple[Rule, ...]

    def texts(self) -> Iterator[tuple[str, str]]:
        """What a person typed, by where it stands."""
        yield from (("Title", self.title), ("Summary", self.summary), ("Note", self.note))

    def labels(self) -> Iterator[tuple[str, str]]:
        """Every label of every table, once, by the table it stands in."""
        yield from dict.fromkeys((table.title, row.label) for table in self.tables if table.by for row in table.rows)


HIDDEN = "hidden to protect people"


def to_bytes(document: PublicDocument) -> bytes:
    """The same document, the same bytes."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def of_bytes(content: bytes) -> PublicDocument:
    """The document of these bytes."""
    return msgspec.json.decode(content, type=PublicDocument)


def digest_of(content: bytes) -> str:
    """SHA-256."""
    return sha256(content).hexdigest()
