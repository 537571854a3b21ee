"""The shape of landed files: what `feeds.landing` writes and the first stages read.

Every file holds one kind, of one connection, from one reading; `reading` grows with every file landed for an
organisation, so the newest version of a record is the one with the highest reading. A re-read order brings its
whole ticket set again: (connection_id, order_id, reading) names one version of an order, tickets and all.
All times are UTC unless the name says local; money is whole pence.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

_LOCAL = pa.timestamp("s")
_UTC = pa.timestamp("us")  # naive on purpose: both engines then treat it as a plain number, without a session zone

_EVERY = [
    ("connection_id", pa.int64()),
    ("reading", pa.int64()),
    ("seen_at", _UTC),
]
_VERSIONED = [
    ("content", pa.string()),  # hash of everything else: equal content is not landed again
    ("rules_version", pa.int32()),
]

# Under which name each kind keeps the id that a record is read by; tickets come with their order.
ID_COLUMN = {
    "events": "event_id",
    "performances": "performance_id",
    "house_counts": "performance_id",
    "orders": "order_id",
    "customers": "customer_id",
}

SCHEMAS: dict[str, pa.Schema] = {
    "events": pa.schema([
        ("event_id", pa.string()),
        ("name", pa.string()),
        ("first_on", pa.date32()),
        ("last_on", pa.date32()),
        ("is_on_sale", pa.bool_()),
        ("attributes", pa.string()),  # JSON object of strings
        *_VERSIONED, *_EVERY,
    ]),
    "performances": pa.schema([
        ("performance_id", pa.string()),
        ("event_id", pa.string()),
        ("starts_local", _LOCAL),
        ("starts_utc", _UTC),
        ("is_cancelled", pa.bool_()),
        ("venue_name", pa.string()),
        ("venue_postcode", pa.string()),
        ("plan_name", pa.string()),
        ("capacity", pa.int32()),
        *_VERSIONED, *_EVERY,
    ]),
    "house_counts": pa.schema([
        ("performance_id", pa.string()),
        ("sold", pa.int32()),  # and not scanned
        ("scanned", pa.int32()),
        ("capacity", pa.int32()),
        *_VERSIONED, *_EVERY,
    ]),
    "orders": pa.schema([
        ("order_id", pa.string()),
        ("customer_id", pa.string()),
        ("customer_reference", pa.string()),
        ("first_sold_local", _LOCAL),
        ("first_sold_utc", _UTC),
        *_VERSIONED, *_EVERY,
    ]),
    "tickets": pa.schema([
        ("order_id", pa.string()),
        ("ticket_id", pa.string()),
        ("event_id", pa.string()),
        ("performance_id", pa.string()),
        ("ticket_type", pa.string()),
        ("original_pence", pa.int64()),
        ("price_pence", pa.int64()),
        ("discount_pence", pa.int64()),
        ("total_pence", pa.int64()),
        *_EVERY,
    ]),
    "customers": pa.schema([
        ("customer_id", pa.string()),
        ("postcode_kind", pa.string()),
        ("postcode_token", pa.string()),
        ("consents", pa.string()),  # JSON object of booleans
        ("tokens", pa.string()),  # JSON object of strings
        *_VERSIONED, *_EVERY,
    ]),
}  # fmt: skip

_MADE_OF = b"made_of"


def compacted_schema(kind: str, made_of: Iterable[str]) -> pa.Schema:
    """The shape of a file that holds the rows of others, which it names: a build that has those has it too."""
    return SCHEMAS[kind].with_metadata({_MADE_OF: json.dumps(sorted(made_of)).encode()})


def made_of(path: Path) -> set[str]:
    """The landed files that a compacted one holds the rows of, and those that they were made of in turn."""
    return set(json.loads((pq.read_schema(path).metadata or {}).get(_MADE_OF, b"[]")))


def reading_of(path: str) -> int:
    """The reading's number from a landed file's name; of a compacted one it is higher than any of its rows'."""
    return int(Path(path).stem)
