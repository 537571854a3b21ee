"""The shapes of local authorities for a map: those that were loaded, else those of 2025 that come with us."""

import csv
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec
import pyarrow.parquet as pq

from houselights.warehouse.geography.held import data_of, held

VINTAGE = "2025"
ATTRIBUTION = (
    "Contains National Statistics data, National Records of Scotland data, OS data and data of Land & Property "
    "Services (OSNI), © Crown copyright and database right 2025, and Royal Mail data © Royal Mail copyright and "
    "database right 2025, licensed under the Open Government Licence v.3.0."
)


class Shape(msgspec.Struct, frozen=True):
    """An authority in hundreds of metres of the British grid, north upwards; paths as SVG has them."""

    local_authority: str
    west: int
    north: int
    east: int
    south: int
    path: str
    outline: str  # for a map of everywhere


def shapes(reference: Path) -> dict[str, Shape]:
    """By the authority's code."""
    loaded = held(reference).get("boundaries")
    return _read(data_of(reference, loaded) if loaded else None)


@lru_cache(maxsize=2)
def _read(path: Path | None) -> dict[str, Shape]:
    if path is None:
        text = files(__package__).joinpath("boundaries.csv").read_text(encoding="utf-8")
        rows: list[dict[str, object]] = list(csv.DictReader(text.splitlines()))
    else:
        rows = pq.read_table(path).to_pylist()
    found = [msgspec.convert(row, Shape, strict=False) for row in rows]
    return {shape.local_authority: shape for shape in found}
