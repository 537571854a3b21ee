"""The frozen document of a return: all that it says, with where each value came from, as canonical bytes. Pure."""

from datetime import date, datetime
from hashlib import sha256

import msgspec
from msgspec import UNSET, Struct, UnsetType

from houselights.errors import Unreadable

FORMAT = 1  # of these bytes; a document of another is read by the Houselights that wrote it


class Source(Struct, frozen=True):
    """Where a value came from. `kind` is one of SOURCES; `reason` is why a person put it in the place of `instead_of`.

    `detail` says more: the run of performances it was counted from, the quarter it was taken from, the method by
    which attendance is known. `by` and `at` are of the person who overrode it (a user's number, never a name).
    """

    kind: str
    detail: str = ""
    reason: str = ""
    instead_of: str | int | bool | None = None
    by: int | None = None
    at: datetime | None = None


SOURCES = {
    "register": "The register of events",
    "box office": "The box office’s feed",
    "last quarter": "The return of the quarter before",
    "person": "A person, with a reason",
    "nowhere": "Not known yet",
}


class Line(Struct, frozen=True, kw_only=True):
    """One event in the quarter. Runs are split by performance: only what took place in the quarter is in it.

    A figure is None where it is not known, which is not zero. `sources` has one entry for each field of the form.
    """

    event: int
    name: str
    event_type: str = ""
    discipline: str = ""
    sub_discipline: str = ""
    distribution_type: str = ""
    is_funded: bool | None = None
    location: str = ""
    postcode_district: str = ""  # LN2, never the whole postcode
    performances: int | None = None
    first_on: date | None = None
    last_on: date | None = None
    attendance: int | None = None
    attendance_method: str = ""  # a name in register/attendance/methods.toml
    participants: int | None = None
    participants_method: str = ""
    digital_views: int | None = None
    digital_views_method: str = ""
    tickets: int | None = None  # None for an event that no box office sells
    income_pence: int | None = None
    sources: dict[str, Source] = msgspec.field(default_factory=dict)


class Totals(Struct, frozen=True, kw_only=True):
    """What the lines add up to; `unknown` counts the lines whose figure is not known, by field."""

    events: int
    performances: int
    attendance: int
    participants: int
    digital_views: int
    tickets: int
    income_pence: int
    unknown: dict[str, int] = msgspec.field(default_factory=dict)

    def known(self, figure: str) -> int | None:
        """A total; None where no line knows it, which is not zero."""
        found: int = getattr(self, figure)
        return None if self.events and self.unknown.get(figure) == self.events else found


class Part(Struct, frozen=True):
    """One row of a table: its label, its figure, and the people or records behind it."""

    label: str
    value: int | float | None
    base: int


class Table(Struct, frozen=True, kw_only=True):
    """A released table of the organisation's own audience, kept as it was: what erasure and retention never change."""

    measure: str
    title: str
    unit: str
    definition: str
    by: str  # the dimension, "" for the total alone
    parts: tuple[Part, ...]
    total: int | float | None
    total_base: int
    notes: tuple[str, ...] = ()


class Gap(Struct, frozen=True):
    """Something that was left open when the return was made: what, and of which event (None: of the whole return)."""

    code: str
    sentence: str
    event: int | None = None
    field: str = ""  # which of the line's fields is concerned
    # The box office's event, by its number in the catalogue, where it is about one. Unset it is in no bytes, so that
    # what was frozen before there was this field keeps its fingerprint.
    at_box_office: int | UnsetType = UNSET


class Run(Struct, frozen=True):
    """A run of the feed that brought what was counted."""

    number: int
    connection: int
    kind: str
    finished: datetime | None
    received: dict[str, int] = msgspec.field(default_factory=dict)


class Signature(Struct, frozen=True):
    """Who took a step: a user's number and role, never a name, which may have to be forgotten."""

    step: str  # checked, signed, submitted
    by: int | None
    role: str
    at: datetime


class Document(Struct, frozen=True, kw_only=True):
    """A return as it was submitted. `version` counts from 1; an amended one says why in `reason`."""

    format: int = FORMAT
    organisation: str  # slug
    organisation_name: str
    quarter: str  # 2026-Q3
    form: str  # the name and version of the form: `starter 1`
    version: int = 1
    reason: str = ""
    rules: str  # of the build's stages and the measures: a hash
    build: int
    data_as_of: str  # ISO 8601, "" before the first run
    made_at: datetime
    seconds_taken: int | None = None  # from the page being opened to the return being submitted
    lines: tuple[Line, ...]
    totals: Totals
    tables: tuple[Table, ...] = ()
    gaps: tuple[Gap, ...] = ()
    left_open: str = ""  # why they were
    runs: tuple[Run, ...] = ()
    signatures: tuple[Signature, ...] = ()


def to_bytes(document: Document) -> bytes:
    """The same bytes for the same document, always: keys sorted, UTF-8, a new line at the end."""
    return msgspec.json.format(msgspec.json.encode(document, order="sorted"), indent=1) + b"\n"


def from_bytes(content: bytes) -> Document:
    """The document in these bytes; Unreadable where they are none, or of a format that is not known here."""
    try:
        document = msgspec.json.decode(content, type=Document)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise Unreadable(
            "not-a-return", "This is no document of a return.", remedy="Take the JSON file of the return as it was."
        ) from problem
    if document.format != FORMAT:
        raise Unreadable(
            "newer-return", f"This return has format {document.format}.", remedy="Use the Houselights that wrote it."
        )
    return document


def fingerprint(document: Document) -> str:
    """What the receipt shows: SHA-256 of the document's bytes."""
    return sha256(to_bytes(document)).hexdigest()
