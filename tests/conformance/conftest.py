"""Every kind of box office with a fake of it to run against: a connector added here goes through the whole suite."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest

from houselights.connectors.base import BoxOffice, Credentials, Feed, Record, Window
from houselights.connectors.http import Manners
from houselights.connectors.privacy import Privacy
from houselights.connectors.registry import KINDS
from houselights.connectors.spektrix.client import Spektrix
from houselights.rows import Quarantined, Row
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.running import running_sandbox

PRIVACY = Privacy(b"l" * 32)
# Hardly a wait between attempts; but as patient with an answer as ever: a counted fault must be spent on the request
# that it is meant for, never on one that a busy machine answered late and nobody read.
QUICK = Manners(first_wait=0.002, attempts=3)
Opening = Callable[[Credentials, Manners, int | None], BoxOffice]


@dataclass(frozen=True)
class Fake:
    """A fake of one kind of box office, and credentials that it accepts."""

    kind: str
    credentials: Credentials
    sandbox: Sandbox
    opened: list[BoxOffice] = field(default_factory=list)

    def open(self, *, manners: Manners = QUICK, budget: int | None = None, **changes: str) -> BoxOffice:
        """With other credentials where asked; closed after the test."""
        box_office = OPENERS[self.kind](replace(self.credentials, **changes), manners, budget)
        self.opened.append(box_office)
        return box_office


def _spektrix(credentials: Credentials, manners: Manners, budget: int | None) -> BoxOffice:
    return Spektrix(credentials, manners=manners, budget=budget)


OPENERS: dict[str, Opening] = {"spektrix": _spektrix}


@pytest.fixture(scope="session")
def running() -> Iterator[Sandbox]:
    with running_sandbox(size="small") as sandbox:
        yield sandbox


@pytest.fixture
def sandbox(running: Sandbox) -> Iterator[Sandbox]:
    running.set_faults()
    yield running
    running.set_faults()


@pytest.fixture(params=KINDS)
def fake(request: pytest.FixtureRequest, sandbox: Sandbox) -> Iterator[Fake]:
    account = sandbox.client("lyric")
    credentials = Credentials(account["client"], account["login"], account["secret"], sandbox.origin)
    fake = Fake(request.param, credentials, sandbox)
    yield fake
    for box_office in fake.opened:
        box_office.close()


@pytest.fixture
def box_office(fake: Fake) -> BoxOffice:
    return fake.open()


def windows(days: int = 400) -> Iterator[Window]:
    """The days up to tomorrow in windows of a hundred: the fake bears more than a real one."""
    end = date.today() + timedelta(days=1)
    for offset in range(0, days, 100):
        yield Window(end - timedelta(days=offset + 99), end - timedelta(days=offset))


def fetched(box_office: BoxOffice, feed: Feed) -> list[Record]:
    """All records of a feed."""
    if feed != "orders":
        return list(box_office.fetch(feed))
    return [record for window in windows() for record in box_office.fetch(feed, window)]


def rows_of(box_office: BoxOffice, records: list[Record]) -> list[Row | Quarantined]:
    return [box_office.conform(record, PRIVACY) for record in records]


def rows(box_office: BoxOffice, feed: Feed) -> dict[str, Row | Quarantined]:
    """By id, the latest reading of each."""
    return {row.id: row for row in rows_of(box_office, fetched(box_office, feed))}
