"""Read what a box office has, conform it, land it: events, performances, orders by window and by change, customers.

Requests and conforming run on four threads; landing and the database stay on the one that called.
"""

import time
from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import chain, islice
from typing import TypeVar

from houselights.connections.models import Connection
from houselights.connectors.base import BoxOffice, Feed, LookUp, NoChangesFeed, Record, Window
from houselights.connectors.privacy import Privacy
from houselights.crashing import crash_point
from houselights.errors import BoxOfficeUnavailable
from houselights.feeds import rules
from houselights.feeds.accounting import Accounting
from houselights.feeds.batches import batches
from houselights.feeds.landing import Landing, kind_of
from houselights.feeds.models import ReadWindow, SetAside, SyncRun
from houselights.feeds.progress import Tracker
from houselights.feeds.rules import still_to_read
from houselights.rows import Event, Performance, Quarantined, Row

AT_ONCE = 4  # requests; more and a real box office throttles
AHEAD = 6  # windows: the next ones are fetched while one is landed
GIVE_UP = 3  # windows that fail one after another
LISTENING = 1.0  # seconds of the box office's silence, between two looks whether a person wants the run to stop
Conformed = list[Row | Quarantined]
T = TypeVar("T")


@dataclass
class Seen:
    """The box-office events of this run, and where each takes place: what the catalogue is made from."""

    events: dict[str, Event] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)  # event id: venue name, venue postcode

    def note(self, row: Row) -> None:
        """Keep what the catalogue needs of an event or a performance."""
        if isinstance(row, Event):
            self.events[row.id] = row
        elif isinstance(row, Performance):
            self.places.setdefault(row.event_id, (row.venue_name, row.venue_postcode))


@dataclass
class Reader:
    """One run's reading of one connection."""

    connection: Connection
    run: SyncRun
    box_office: BoxOffice
    privacy: Privacy
    landing: Landing
    accounting: Accounting
    tracker: Tracker
    seen: Seen = field(default_factory=Seen)
    _gathered: dict[Window, Conformed] = field(default_factory=dict)
    _landed_at: float = 0.0

    def read_list(self, feed: Feed, words: str) -> None:
        """A feed that comes whole: events, performances."""
        self.tracker.step(words)
        self._land_all(self.box_office.fetch(feed))

    def look_up(self, kind: LookUp, ids: Iterable[str], words: str) -> None:
        """Records by id: what tickets name and no list held, and customers."""
        wanted = list(ids)
        if wanted:
            self.tracker.step(words, of=len(wanted))
            self._land_all(self.box_office.look_up(kind, wanted))

    def read_history(
        self, start: date, end: date, *, again_from: date | None = None, again: Collection[tuple[date, date]] = ()
    ) -> None:
        """Orders by window, newest first, at most four at once.

        Complete ones only where they reach `again_from`, or are among `again`. A window that cannot be read is marked
        and passed over; after three in a row the box office is taken as away.
        """
        complete = self.connection.windows.filter(is_complete=True)
        complete = complete.filter(end__lt=again_from) if again_from else complete
        windows = still_to_read(start, end, set(complete.values_list("start", "end")) - set(again))
        self.tracker.step("Reading orders, newest first", of=len(windows))
        failures: list[BoxOfficeUnavailable] = []
        in_a_row, self._landed_at = 0, time.monotonic()
        try:
            for window, result in self._in_parallel(windows):
                in_a_row = self._take_window(window, result, failures, in_a_row)
                self.tracker.add()
        finally:
            self._land_gathered()
        if failures:
            raise failures[-1]

    def read_changes(self, since: datetime) -> bool:
        """Orders changed since then; False where the box office has no feed of changes."""
        self.tracker.step("Reading what changed")
        try:
            self._land_all(self.box_office.fetch_changes(since))
        except NoChangesFeed:
            return False
        return True

    def land(self, conformed: Conformed) -> None:
        """Land the rows, set the quarantined aside."""
        now = datetime.now(UTC)
        by_type: dict[type, list[Row]] = {}
        for row in conformed:
            if isinstance(row, Quarantined):
                self._set_aside(row)
            else:
                by_type.setdefault(type(row), []).append(row)
                self.seen.note(row)
        for rows in by_type.values():
            self.landing.land(rows, seen_at=now)
            self._forgive(kind_of(rows[0]), [row.id for row in rows])

    def _land_all(self, records: Iterable[Record]) -> None:
        """A batch is conformed at once, when it has come: between requests, each would wait for the others' turn."""
        read = batches(records, rules.BATCH, rules.AT_LONGEST)
        for conformed in self._beside(map(self._conformed, read)):
            self.land(conformed)
            self.tracker.add(len(conformed))

    def _beside(self, things: Iterator[T]) -> Iterator[T]:
        """One after another, each got by a thread beside this one, which goes on listening whether to stop."""
        pool = ThreadPoolExecutor(1)
        try:
            while (thing := self._awaited(pool.submit(next, things, None))) is not None:
                yield thing
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _awaited(self, result: "Future[T]") -> T:
        """What comes of it, however long the box office is silent; meanwhile a person may stop the run."""
        while not wait([result], timeout=LISTENING).done:
            self.tracker.add(0)
        return result.result()

    def _conformed(self, records: Iterable[Record]) -> Conformed:
        return [self.box_office.conform(record, self.privacy) for record in records]

    def _read_window(self, window: Window) -> Conformed:
        return self._conformed(self.box_office.fetch("orders", window))

    def _take_window(
        self,
        window: Window,
        result: "Future[Conformed]",
        failures: list[BoxOfficeUnavailable],
        in_a_row: int,
    ) -> int:
        """Gather a window that came whole; the number of failures in a row after it."""
        try:
            rows = self._awaited(result)
        except BoxOfficeUnavailable as problem:
            self._mark([window], is_complete=False, reason=problem.message)
            failures.append(problem)
            if in_a_row + 1 == GIVE_UP:
                raise
            return in_a_row + 1
        self._gathered[window] = rows
        come = sum(map(len, self._gathered.values()))
        if come >= rules.TOGETHER or time.monotonic() - self._landed_at >= rules.AT_LONGEST:
            self._land_gathered()
        return 0

    def _land_gathered(self) -> None:
        """Land the windows that came whole; only then are they complete."""
        gathered, self._gathered = self._gathered, {}
        self.land(list(chain.from_iterable(gathered.values())))
        crash_point("window.landed")
        self._mark(gathered, is_complete=True, reason="")
        crash_point("window.complete")
        self._landed_at = time.monotonic()

    def _in_parallel(self, windows: Iterable[Window]) -> Iterator[tuple[Window, "Future[Conformed]"]]:
        """In order, never more than a few read ahead: memory stays level."""
        todo, pool = iter(windows), ThreadPoolExecutor(AT_ONCE)
        ahead: deque[tuple[Window, Future[Conformed]]] = deque()
        try:
            ahead.extend((window, pool.submit(self._read_window, window)) for window in islice(todo, AHEAD))
            while ahead:
                yield ahead.popleft()
                ahead.extend((window, pool.submit(self._read_window, window)) for window in islice(todo, 1))
        finally:
            # What is under way is cut off where the box office is closed: nobody waits for an answer, or a silence.
            pool.shutdown(wait=False, cancel_futures=True)

    def _mark(self, windows: Iterable[Window], *, is_complete: bool, reason: str) -> None:
        marked = [
            ReadWindow(
                connection=self.connection,
                start=each.start,
                end=each.end,
                is_complete=is_complete,
                reason=reason,
                run=self.run,
            )
            for each in windows
        ]
        ReadWindow.objects.bulk_create(
            marked,
            update_conflicts=True,
            unique_fields=["connection", "start", "end"],
            update_fields=["is_complete", "reason", "run"],
        )

    def _set_aside(self, row: Quarantined) -> None:
        self.accounting.received[row.kind] += 1
        self.accounting.quarantined[row.kind] += 1
        if row.tickets:
            self.accounting.received["tickets"] += row.tickets
            self.accounting.quarantined["tickets"] += row.tickets
        SetAside.objects.update_or_create(
            connection=self.connection,
            kind=row.kind,
            box_office_id=self._kept_id(row),
            defaults={
                "run": self.run,
                "reason": row.reason[:300],
                "tickets": row.tickets,
                "events": list(row.events),
            },
        )

    def _kept_id(self, row: Quarantined) -> str:
        """A customer's is keyed, as on every row of theirs: no id of a person is kept in the clear."""
        return self.privacy.customer_id(row.id) if row.kind == "customers" and row.id else row.id

    def _forgive(self, kind: str, ids: list[str]) -> None:
        """A record that is now understood is no longer set aside."""
        set_aside = self.connection.set_aside.filter(kind=kind)
        if set_aside.exists():
            for start in range(0, len(ids), 500):
                set_aside.filter(box_office_id__in=ids[start : start + 500]).delete()


def days_since(moment: datetime, today: date) -> tuple[date, date]:
    """The days from the one before `moment` to tomorrow: what windows must cover where there is no feed of changes."""
    return moment.date() - timedelta(days=1), today + timedelta(days=1)
