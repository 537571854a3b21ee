"""Land rows: Parquet beside, then rename, then the database rows that say the files count.

A process killed at any moment leaves at most a file that no row names: it is swept away by the next run.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction

from houselights.connections.models import Connection
from houselights.crashing import crash_point
from houselights.errors import BoxOfficeUnavailable
from houselights.feeds.accounting import Accounting
from houselights.feeds.known import Contents, Known
from houselights.feeds.models import LandedFile, SyncRun
from houselights.home import Home
from houselights.rows import RULES_VERSION, Customer, Event, HouseCount, Order, Performance, Row
from houselights.warehouse.landed import ID_COLUMN, SCHEMAS, reading_of

_KIND = {
    Event: "events",
    Performance: "performances",
    HouseCount: "house_counts",
    Order: "orders",
    Customer: "customers",
}


@dataclass
class Landing:
    """The landing of one connection during one run."""

    home: Home
    connection: Connection
    run: SyncRun
    accounting: Accounting
    known: Known
    reading: int = field(init=False)

    def __post_init__(self) -> None:
        last = LandedFile.objects.filter(connection__organisation=self.connection.organisation_id).order_by("-id")
        self.reading = max((reading_of(path) for path in last.values_list("path", flat=True)), default=0)

    @property
    def folder(self) -> Path:
        slug = self.connection.organisation.slug
        return self.home.organisation(slug) / "landing" / str(self.connection.pk)

    def land(self, rows: Iterable[Row], *, seen_at: datetime) -> int:
        """Land what is new or changed among rows of one kind; the number stored. Counts every row it is given."""
        given = list(rows)
        if not given:
            return 0
        new: dict[str, tuple[Row, str]] = {}
        known = self.known.of(kind_of(given[0]), [row.id for row in given])
        for row in given:
            self._take(row, known, new)
        if not new:
            return 0
        self._write([*new.values()], seen_at)
        return len(new)

    def sweep(self) -> None:
        """Remove files that no database row names: left by a run that was killed."""
        named = set(self.connection.landed_files.values_list("path", flat=True))
        for path in self.folder.glob("*/*"):
            if str(path.relative_to(self.home.path)) not in named:
                path.unlink()

    def _take(self, row: Row, known: Contents, new: dict[str, tuple[Row, str]]) -> None:
        kind = kind_of(row)
        tickets = len(row.tickets) if isinstance(row, Order) else 0
        self._count(self.accounting.received, kind, tickets)
        content = hashlib.blake2b(msgspec.msgpack.encode(row), digest_size=16).hexdigest()
        if known.has(row.id, content):
            self._count(self.accounting.unchanged, kind, tickets)
        elif isinstance(row, Order) and not tickets and row.id not in known:
            self.accounting.excluded[kind, "no-tickets"] += 1  # a donation, a voucher: nobody's visit
        elif isinstance(row, HouseCount) and not (row.sold or row.scanned or row.capacity):
            self.accounting.excluded[kind, "closed"] += 1  # the box office forgets, and then says nothing for all
        else:
            self._count(self.accounting.stored, kind, tickets)
            known.note(row.id, content)
            new[row.id] = row, content  # the same order twice in one batch: the later reading stays

    @staticmethod
    def _count(counter: Any, kind: str, tickets: int) -> None:
        counter[kind] += 1
        if tickets:
            counter["tickets"] += tickets

    def _write(self, rows: Sequence[tuple[Row, str]], seen_at: datetime) -> None:
        kind = kind_of(rows[0][0])
        self.reading += 1
        stamp = {
            "connection_id": self.connection.pk,
            "reading": self.reading,
            "seen_at": seen_at.replace(tzinfo=None),
        }
        tables = {kind: _table(kind, rows, stamp)}
        if kind == "orders":
            tables["tickets"] = _tickets_table([row for row, _ in rows], stamp)  # type: ignore[misc]
        written = [(name, self._write_file(name, table), table.num_rows) for name, table in tables.items()]
        crash_point("landing.renamed")
        with transaction.atomic():
            for name, path, count in written:
                LandedFile.objects.create(
                    connection=self.connection, run=self.run, kind=name, path=str(path), rows=count
                )
        crash_point("landing.recorded")

    def _write_file(self, kind: str, table: pa.Table) -> Path:
        path = self.folder / kind / f"{self.reading:09d}.parquet"
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".writing")
        with beside.open("wb") as file:
            pq.write_table(table, file, compression="zstd", write_page_checksum=True)
            file.flush()
            os.fsync(file.fileno())
        crash_point("landing.written")
        beside.replace(path)
        return path.relative_to(self.home.path)


def kind_of(row: Row) -> str:
    """Under which name rows of this type are landed."""
    return _KIND[type(row)]


def _table(kind: str, rows: Sequence[tuple[Row, str]], stamp: dict[str, Any]) -> pa.Table:
    schema = SCHEMAS[kind]
    constant = stamp | {"rules_version": RULES_VERSION}
    columns = {name: [_plain(getattr(row, name, None)) for row, _ in rows] for name in schema.names}
    columns[ID_COLUMN[kind]] = [row.id for row, _ in rows]
    columns["content"] = [content for _, content in rows]
    return _arrays(schema, columns, constant, len(rows))


def _tickets_table(orders: Sequence[Order], stamp: dict[str, Any]) -> pa.Table:
    schema = SCHEMAS["tickets"]
    held = [(order.id, ticket) for order in orders for ticket in order.tickets]
    columns = {name: [getattr(ticket, name, None) for _, ticket in held] for name in schema.names}
    columns["order_id"] = [order_id for order_id, _ in held]
    columns["ticket_id"] = [ticket.id for _, ticket in held]
    return _arrays(schema, columns, stamp, len(held))


def _arrays(schema: pa.Schema, columns: dict[str, list[Any]], constant: dict[str, Any], count: int) -> pa.Table:
    for name, value in constant.items():
        columns[name] = [value] * count
    return pa.table([pa.array(columns[item.name], item.type) for item in schema], schema=schema)


def _plain(value: Any) -> Any:
    """Objects become JSON with sorted keys; aware times become naive UTC, as the landing keeps them."""
    if isinstance(value, dict):
        return json.dumps(value, sort_keys=True, ensure_ascii=False)
    if isinstance(value, datetime) and value.tzinfo:
        return value.replace(tzinfo=None)
    return value


def batches(rows: Iterable[Row], size: int, longest: float) -> Iterator[list[Row]]:
    """Lists of at most `size` rows, of what came within `longest` seconds: memory stays level, a kill costs little.

    What came before the box office failed comes before the failure.
    """
    batch, begun = list[Row](), time.monotonic()
    try:
        for row in rows:
            batch.append(row)
            if len(batch) == size or time.monotonic() - begun >= longest:
                yield batch
                batch, begun = [], time.monotonic()
    except BoxOfficeUnavailable:
        if batch:
            yield batch
        raise
    if batch:
        yield batch
