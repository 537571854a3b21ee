"""Spektrix's API v3 as a box office: signed as the system owner, read in the order and at the pace it bears."""

import re
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, TypeVar

import httpx
import msgspec
from msgspec import Raw

from houselights.connectors.base import Credentials, Feed, LookUp, NewField, Record, Step, Window
from houselights.connectors.http import PATIENT, Manners, PoliteClient, Received
from houselights.connectors.privacy import Privacy
from houselights.connectors.spektrix import changes, trial
from houselights.connectors.spektrix.conform import conform
from houselights.connectors.spektrix.noticing import Noticing
from houselights.connectors.spektrix.places import Placed, Places
from houselights.connectors.spektrix.records import glance, record_of
from houselights.connectors.spektrix.signing import signer
from houselights.errors import BoxOfficeUnavailable
from houselights.periods import local_date
from houselights.rows import Quarantined, Row

T = TypeVar("T")
_ATTEMPTS_AT_ALL = 3  # of all performances at once
_PATHS: dict[LookUp, str] = {
    "events": "events/{}",
    "performances": "instances/{}",
    "house_counts": "instances/{}/status",
    "orders": "orders/{}",
    "customers": "customers/{}",
}
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")  # anything else would mean another path, and is no id that they give
_ROWS = msgspec.json.Decoder(list[Raw])
_ONE = msgspec.json.Decoder(dict[str, Raw])  # an object: a bare text or list is not a record


class Spektrix:
    """An open box office (see `connectors.base.BoxOffice`)."""

    kind = "spektrix"

    def __init__(
        self,
        credentials: Credentials,
        *,
        budget: int | None = None,
        contact: str = "",
        manners: Manners = PATIENT,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        self.client, self.zone = credentials.client, credentials.time_zone
        self._at_once = manners.at_once
        self._http = PoliteClient(
            credentials.origin,
            signer(credentials),
            budget=budget,
            contact=contact,
            manners=manners,
            transport=transport,
        )
        self._noticing = Noticing()
        self._places = Places(lambda path, read: self.ask(path, read=read).value)

    @property
    def new_fields(self) -> Collection[NewField]:
        return self._noticing.found

    @property
    def requests_made(self) -> int:
        return self._http.requests_made

    def close(self) -> None:
        self._http.close()

    def test(self) -> Iterator[Step]:
        yield from trial.steps(self)

    def now(self) -> datetime:
        """By a signed request that costs them nothing, so that a refused key is told before anything is read."""
        return self.ask("tags", read=_ROWS.decode).at or datetime.now(UTC)

    def fetch(self, feed: Feed, window: Window | None = None) -> Iterator[Record]:
        if feed == "orders":
            assert window is not None, "orders are read by window"
            yield from self._records("orders", "orders", DateFrom=str(window.start), DateTo=str(window.end))
        elif feed == "events":
            yield from self._records("events", "events")
        else:
            yield from map(self._placed, self._performances())

    def fetch_changes(self, since: datetime) -> Iterator[Record]:
        return changes.changed_orders(self, since)

    def look_up(self, kind: LookUp, ids: Iterable[str]) -> Iterator[Record]:
        wanted = (each for each in ids if _ID.fullmatch(each))
        found = self._in_parallel(lambda each: self._look_up_one(kind, each), wanted)
        yield from (record for record in found if record)

    def conform(self, record: Record, privacy: Privacy) -> Row | Quarantined:
        self._noticing.look(record)
        return conform(record, privacy, self.zone)

    def ask(
        self,
        path: str,
        query: dict[str, str] | None = None,
        *,
        read: Callable[[bytes], Any],
        is_signed: bool = True,
        attempts: int | None = None,
    ) -> Received[Any]:
        """One path of this client's API."""
        whole = f"{self.client}/api/v3/{path}"
        return self._http.get(whole, query, read=read, is_signed=is_signed, attempts=attempts)

    def today(self) -> date:
        """The day it is at the venue, by the box office's clock."""
        return local_date(self.now(), self.zone)

    def _records(self, kind: LookUp, path: str, *, attempts: int | None = None, **query: str) -> list[Record]:
        """A list in one answer: this API has no pages, and answers a window again and again where one asks for more."""
        rows: list[Raw] = self.ask(path, query, read=_ROWS.decode, attempts=attempts).value or []
        return [record_of(kind, row) for row in rows]

    def _performances(self) -> Iterator[Record]:
        """All in one list, which some venues' are too long for: then event by event."""
        try:
            # Without `interface`, what is not sold on the web would be left out.
            yield from self._records("performances", "instances", attempts=_ATTEMPTS_AT_ALL, interface="All")
        except BoxOfficeUnavailable:
            events = [event.id for event in self._records("events", "events") if _ID.fullmatch(event.id)]
            for found in self._in_parallel(self._performances_of, events):
                yield from found

    def _performances_of(self, event_id: str) -> list[Record]:
        return self._records("performances", f"events/{event_id}/instances")

    def _in_parallel(self, ask: Callable[[str], T], things: Iterable[str]) -> Iterator[T]:
        """Four at a time, a few read ahead, in their order; the rest is given up where one fails."""
        todo = iter(things)
        with ThreadPoolExecutor(self._at_once) as pool:
            ahead: deque[Future[T]] = deque()
            try:
                ahead.extend(pool.submit(ask, each) for each in islice(todo, 4 * self._at_once))
                while ahead:
                    yield ahead.popleft().result()
                    ahead.extend(pool.submit(ask, each) for each in islice(todo, 1))
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _look_up_one(self, kind: LookUp, thing_id: str) -> Record | None:
        body = self.ask(_PATHS[kind].format(thing_id), read=_whole).value
        if body is None:
            return None
        record = Record(kind, thing_id, body)
        return self._placed(record) if kind == "performances" else record

    def _placed(self, record: Record) -> Record:
        plan_id = glance(record.body).plan_id
        place = self._places.of_plan(plan_id if isinstance(plan_id, str) and _ID.fullmatch(plan_id) else None)
        return Record(record.kind, record.id, Placed(record.body, place))


def _whole(body: bytes) -> bytes:
    """An object's own bytes, once it is known to be one."""
    _ONE.decode(body)
    return body
