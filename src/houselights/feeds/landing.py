"""Land rows: Parquet beside, then rename, then the database rows that say the files count.

A process killed at any moment leaves at most a file that no row names: it is swept away by the next run.
"""

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction

from houselights.connections.models import Connection
from houselights.crashing import crash_point
from houselights.feeds.accounting import Accounting
from houselights.feeds.known import Contents, Known
from houselights.feeds.models import LandedFile, SyncRun
from houselights.home import Home
from houselights.rows import RULES_VERSION, Customer, Event, HouseCount, Order, Performance, Row, Ticket
from houselights.warehouse.landed import ID_COLUMN, SCHEMAS, reading_of

_KIND = {
    Event: "events",
    Performance: "performances",
    HouseCount: "house_counts",
    Order: "orders",
    Customer: "customers",
}
_encoded = msgspec.msgpack.Encoder().encode
_as_json = json.JSONEncoder(sort_keys=True, ensure_ascii=False).encode


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
        new = self._new_of(given, self.known.of(kind_of(given[0]), [row.id for row in given]))
        if new:
            self._write([*new.values()], seen_at)
        return len(new)

    def sweep(self) -> None:
        """Remove files that no database row names: left by a run that was killed."""
        named = set(self.connection.landed_files.values_list("path", flat=True))
        for path in self.folder.glob("*/*"):
            if str(path.relative_to(self.home.path)) not in named:
                path.unlink()

    def _new_of(self, given: list[Row], known: Contents) -> dict[str, tuple[Row, str]]:
        """What is new or changed, by its id: of the same order twice in one batch, the later reading stays."""
        new: dict[str, tuple[Row, str]] = {}
        unchanged, stored = list[Row](), list[Row]()
        for row in given:
            content = hashlib.blake2b(_encoded(row), digest_size=16).hexdigest()
            if known.has(row.id, content):
                unchanged.append(row)
            elif reason := _excluded(row, known):
                self.accounting.excluded[kind_of(row), reason] += 1
            else:
                stored.append(row)
                known.note(row.id, content)
                new[row.id] = row, content
        kept = self.accounting
        for counter, rows in ((kept.received, given), (kept.unchanged, unchanged), (kept.stored, stored)):
            _count(counter, kind_of(given[0]), rows)
        return new

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


def _excluded(row: Row, known: Contents) -> str:
    """Why a row is not landed, if it is not."""
    if isinstance(row, Order) and not row.tickets and row.id not in known:
        return "no-tickets"  # a donation, a voucher: nobody's visit
    if isinstance(row, HouseCount) and not (row.sold or row.scanned or row.capacity):
        return "closed"  # the box office forgets, and then says nothing for all
    return ""


def _count(counter: Counter[str], kind: str, rows: list[Row]) -> None:
    counter[kind] += len(rows)
    if tickets := sum(len(row.tickets) for row in rows if isinstance(row, Order)):
        counter["tickets"] += tickets


def _table(kind: str, rows: Sequence[tuple[Row, str]], stamp: dict[str, Any]) -> pa.Table:
    columns = _columns([row for row, _ in rows])
    columns[ID_COLUMN[kind]] = columns["id"]
    columns["content"] = [content for _, content in rows]
    return _arrays(SCHEMAS[kind], columns, stamp | {"rules_version": RULES_VERSION}, len(rows))


def _tickets_table(orders: Sequence[Order], stamp: dict[str, Any]) -> pa.Table:
    held = [ticket for order in orders for ticket in order.tickets]
    if not held:
        return SCHEMAS["tickets"].empty_table()
    columns = _columns(held)
    columns["ticket_id"] = columns["id"]
    columns["order_id"] = [order.id for order in orders for _ in order.tickets]
    return _arrays(SCHEMAS["tickets"], columns, stamp, len(held))


def _columns(rows: Sequence[Row | Ticket]) -> dict[str, list[Any]]:
    """Column by column: row by row it costs four times as much."""
    return {name: list(map(attrgetter(name), rows)) for name in rows[0].__struct_fields__}


def _arrays(schema: pa.Schema, columns: dict[str, list[Any]], constant: dict[str, Any], count: int) -> pa.Table:
    arrays = [
        pa.repeat(pa.scalar(constant[name], kind), count) if name in constant else _array(columns[name], kind)
        for name, kind in zip(schema.names, schema.types, strict=True)
    ]
    return pa.table(arrays, schema=schema)


def _array(values: list[Any], kind: pa.DataType) -> pa.Array:
    """Objects become JSON with sorted keys; Arrow makes aware times naive UTC, as the landing keeps them."""
    if isinstance(values[0], dict):
        values = [_as_json(value) for value in values]
    return pa.array(values, kind)
