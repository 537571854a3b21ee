"""The reference data that a home holds: of each kind the file that was loaded last, and what is known of it."""

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from houselights.warehouse.geography.kinds import Kind, kinds

_LAYOUT = 1  # raise when the columns of a kind change: what was loaded before is then loaded again


class Held(msgspec.Struct, frozen=True):
    """One loaded file. `sha256` is that of the file as it was given; `has` what it held of what may lack."""

    kind: str
    vintage: str
    rows: int
    sha256: str
    loaded_at: str  # UTC
    has: tuple[str, ...] = ()
    layout: int = _LAYOUT

    @property
    def mark(self) -> str:
        """Tells one loaded file from another."""
        return self.sha256[:12]


def held(reference: Path) -> dict[str, Held]:
    """By kind, in the order of kinds; none where nothing was loaded."""
    found = {}
    for name in kinds():
        path = _note(reference, name)
        if path.exists():
            each = msgspec.json.decode(path.read_bytes(), type=Held)
            if each.layout == _LAYOUT:
                found[name] = each
    return found


def data_of(reference: Path, each: Held) -> Path:
    """Where its rows lie."""
    return reference / f"{each.kind}-{each.mark}.parquet"


def keep(reference: Path, each: Held, beside: Path) -> None:
    """Use it from now on: its rows first, then the note that names them. The one before stays for who reads it."""
    before = held(reference).get(each.kind)
    beside.replace(data_of(reference, each))
    note = _note(reference, each.kind)
    unfinished = note.with_name(f".{note.name}.{os.getpid()}")
    unfinished.write_bytes(msgspec.json.encode(each))
    unfinished.replace(note)
    kept = {data_of(reference, one) for one in (each, before) if one}
    for other in set(reference.glob(f"{each.kind}-{'?' * 12}.parquet")) - kept:
        other.unlink()


@contextmanager
def whole(path: Path, schema: pa.Schema, *, words: tuple[str, ...] = ()) -> Iterator[pq.ParquetWriter]:
    """A Parquet file that is there whole or not at all; `words` are columns of few values."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with pq.ParquetWriter(beside, schema, compression="zstd", use_dictionary=list(words)) as writer:
            yield writer
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def hash_of(path: Path) -> str:
    """SHA-256 of a file, read in parts."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def as_json(kind: Kind, each: Held | None) -> dict[str, object]:
    """One line of `reference list`, whether it was loaded or not."""
    return {
        "kind": kind.name,
        "title": kind.title,
        "state": "loaded" if each else "not loaded",
        "vintage": each.vintage if each else kind.vintage or None,
        "rows": each.rows if each else None,
        "sha256": each.sha256 if each else None,
        "loaded_at": each.loaded_at if each else None,
        "loader": kind.state,
        "file": kind.file,
        "publisher": kind.publisher,
        "licence": kind.licence,
        "attribution": kind.attribution,
    }


def _note(reference: Path, kind: str) -> Path:
    return reference / f"{kind}.json"
