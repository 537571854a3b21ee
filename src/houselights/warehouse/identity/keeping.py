"""Which records are whose, worked out once for each landing of customers and each decision, and kept as files."""

from collections.abc import Callable, Sequence
from hashlib import blake2b
from pathlib import Path

import pyarrow as pa

from houselights.warehouse.bundle import Bundle, LandedFile, PartedRecords
from houselights.warehouse.identity.clusters import people
from houselights.warehouse.identity.linking import link
from houselights.warehouse.identity.model import mark
from houselights.warehouse.store import Engine

JOINED = pa.schema([
    ("connection_id", pa.int64()),
    ("customer_id", pa.string()),
    ("first_connection_id", pa.int64()),  # the person's first record, which names the person
    ("first_customer_id", pa.string()),
])  # fmt: skip

_PARTED = pa.schema([
    ("connection_id", pa.int64()),
    ("customer_id", pa.string()),
    ("other_connection_id", pa.int64()),
    ("other_customer_id", pa.string()),
])  # fmt: skip

_RECORDS = pa.schema([("record", pa.int64()), ("first_record", pa.int64())])


def found_and_joined(bundle: Bundle, *, home: Path, organisation_folder: Path) -> tuple[Path, Path] | None:
    """The files of pairs compared, and of records that are one person's; None where no customer was read yet."""
    files = [file for file in bundle.files if file.kind == "customers"]
    if not files:
        return None
    folder = organisation_folder / "warehouse"
    folder.mkdir(parents=True, exist_ok=True)
    landing = _hash(mark(), *(file.path for file in files))
    found, joined = (
        folder / f"found-{landing}.parquet",
        folder / f"joined-{landing}-{_hash(str(bundle.parted))}.parquet",
    )
    if not joined.exists():
        with Engine(folder) as engine:
            if not found.exists():
                _whole(found, lambda beside: _find(engine, home, files, beside))
            engine.read("found", [found])
            _whole(joined, lambda beside: _join(engine, bundle.parted, beside))
    for other in {*folder.glob("found-*"), *folder.glob("joined-*")} - {found, joined}:
        other.unlink()
    return found, joined


def _find(engine: Engine, home: Path, files: Sequence[LandedFile], to: Path) -> None:
    engine.read_landed(home, files)
    link(engine)
    engine.write("found", "select * from compared order by weight desc, record, other_record", to)


def _join(engine: Engine, parted: Sequence[PartedRecords], to: Path) -> None:
    engine.take("parted", pa.Table.from_pylist([_row(each) for each in parted], schema=_PARTED))
    pairs = engine.rows("select weight, record, other_record from found order by weight desc, record, other_record")
    joined = people(pairs, engine.rows(_PARTED_RECORDS))
    table = pa.table([list(joined), list(joined.values())], schema=_RECORDS)
    engine.take("whose", table)
    engine.write("joined", _JOINED, to)


def _row(parted: PartedRecords) -> dict[str, int | str]:
    return {
        "connection_id": parted.connection_id,
        "customer_id": parted.customer_id,
        "other_connection_id": parted.other_connection_id,
        "other_customer_id": parted.other_customer_id,
    }


def _whole(path: Path, make: Callable[[Path], None]) -> None:
    """A file that is there whole or not at all. Call while holding the organisation's lock."""
    beside = path.with_name(f".{path.name}")
    try:
        make(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _hash(*parts: str) -> str:
    return blake2b("\n".join(parts).encode(), digest_size=8).hexdigest()


_NAMED = """
    select record, connection_id, customer_id from found
    union
    select other_record, other_connection_id, other_customer_id from found
"""

_PARTED_RECORDS = f"""
    with named as ({_NAMED})

    select one.record, other.record
    from parted
    inner join named as one on parted.connection_id = one.connection_id and parted.customer_id = one.customer_id
    inner join named as other
        on parted.other_connection_id = other.connection_id and parted.other_customer_id = other.customer_id
"""  # noqa: S608  (a statement of our own)

_JOINED = f"""
    with named as ({_NAMED})

    select
        own.connection_id, own.customer_id,
        first.connection_id as first_connection_id, first.customer_id as first_customer_id
    from whose
    inner join named as own on whose.record = own.record
    inner join named as first on whose.first_record = first.record
    order by own.connection_id, own.customer_id
"""  # noqa: S608  (a statement of our own)
