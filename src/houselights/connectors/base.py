"""What every box office promises: the words, and the protocol that all connectors keep.

A connector is a folder with `client.py` (a BoxOffice), `conform.py` (records to rows) and `README.md`.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, NamedTuple, Protocol

from houselights.connectors.privacy import Privacy
from houselights.rows import Kind, Quarantined, Row

Feed = Literal["events", "performances", "orders"]
LookUp = Literal["events", "performances", "house_counts", "orders", "customers"]


@dataclass(frozen=True)
class Credentials:
    """What opens a box office. `origin` is scheme and host (and port); `secret` never appears in a repr or a log."""

    client: str
    login: str
    secret: str
    origin: str
    time_zone: str = "Europe/London"

    def __repr__(self) -> str:
        return f"Credentials(client={self.client!r}, login={self.login!r}, origin={self.origin!r})"


@dataclass(frozen=True)
class Window:
    """Whole local days, both included."""

    start: date
    end: date


@dataclass(frozen=True)
class Step:
    """One step of testing a connection, in order: what was tried, whether it passed, and what to do if not."""

    check: str  # stable code: `reachable`, `client`, `clock`, `key`, `orders`, `changes`
    passed: bool
    detail: str
    remedy: str = ""


@dataclass(frozen=True)
class Record:
    """One record as the box office sent it, personal data and all: in memory only, never logged, never stored."""

    kind: LookUp
    id: str  # the box office's own id, "" where the record is too broken to have one
    body: Any  # what this connector's conform understands

    def __repr__(self) -> str:
        return f"Record(kind={self.kind!r}, id={self.id!r})"


class NewField(NamedTuple):
    """A field that records of a kind had, and that the connector never heard of: its name, never a value."""

    kind: str
    name: str


class BoxOffice(Protocol):
    """An open box office. Thread-safe; at most four requests at once, within the daily budget."""

    kind: str

    def test(self) -> Iterator[Step]:
        """Try the credentials step by step; stops after the first step that fails. Never raises for a refusal."""
        ...

    def now(self) -> datetime:
        """The box office's own clock (its `Date` header), UTC."""
        ...

    def fetch(self, feed: Feed, window: Window | None = None) -> Iterator[Record]:
        """Every record of a feed, of the orders with any transaction in `window`. Whole or BoxOfficeUnavailable."""
        ...

    def fetch_changes(self, since: datetime) -> Iterator[Record]:
        """Orders changed at or after `since` (UTC), oldest first; NoChangesFeed where the box office has none."""
        ...

    def look_up(self, kind: LookUp, ids: Iterable[str]) -> Iterator[Record]:
        """Records by id, four at a time, in any order; ids the box office does not know are left out."""
        ...

    def conform(self, record: Record, privacy: Privacy) -> Row | Quarantined:
        """The record as a row, cut of personal data; Quarantined with its reason where it makes no sense."""
        ...

    @property
    def new_fields(self) -> Collection[NewField]:
        """What was new in the records that were conformed since this was opened. It is passed over, and no error."""
        ...

    @property
    def requests_made(self) -> int:
        """Requests sent since this was opened: counted against the daily budget."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class BoxOfficeId:
    """An event id as a person gave it: the full form, the bare number, or both; read, not yet looked up."""

    full: str | None
    number: str | None


class NoChangesFeed(Exception):
    """The box office has no feed of changes (or it is not switched on): windows are read instead."""


__all__ = [
    "BoxOffice",
    "BoxOfficeId",
    "Credentials",
    "Feed",
    "Kind",
    "LookUp",
    "NewField",
    "NoChangesFeed",
    "Record",
    "Step",
    "Window",
]
