"""Small tables of reference data as a build takes them: small areas, households, Priority Places."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from houselights.warehouse.geography.layouts import HOUSEHOLDS, PRIORITY_PLACES, SMALL_AREAS
from houselights.warehouse.tables import authority_table

Rows = list[dict[str, str]]

TABLES = ("small_areas", "households", "priority_places")
_TELL = {"small_areas": ("area_lsoa", "imd_decile", "rural_urban"), "households": ("households",)}


def told(tables: dict[str, Rows]) -> tuple[str, ...]:
    """The dimensions that the tables given make possible."""
    return tuple(name for table in TABLES if table in tables for name in _TELL.get(table, ("priority_place",)))


def write(tables: dict[str, Rows], home: Path) -> dict[str, Path]:
    """Files by the names that `build` knows, of the tables given alone."""
    made = {"small_areas": _small_areas, "households": _households, "priority_places": _priority_places}
    paths = {}
    for name in TABLES:
        if name in tables:
            paths[name] = home / f"{name}.parquet"
            pq.write_table(made[name](tables[name]), paths[name])
    return paths


def _small_areas(rows: Rows) -> pa.Table:
    listed = [{**row, "imd_decile": int(row["imd_decile"]) if "imd_decile" in row else None} for row in rows]
    return pa.Table.from_pylist(listed, schema=SMALL_AREAS)


def _households(rows: Rows) -> pa.Table:
    listed = [{"area": _code(row["place"]), "households": int(row["households"])} for row in rows]
    return pa.Table.from_pylist(listed, schema=HOUSEHOLDS)


def _priority_places(rows: Rows) -> pa.Table:
    listed = [
        {
            "area": _code(row["place"]),
            "priority_place": row["priority_place"],
            "valid_from": date.fromisoformat(row["from"]) if "from" in row else None,
            "valid_until": date.fromisoformat(row["until"]) if "until" in row else None,
        }
        for row in rows
    ]
    return pa.Table.from_pylist(listed, schema=PRIORITY_PLACES)


def _code(place: str) -> str:
    """Of a local authority by its name; a small area is its own code."""
    return {row["name"]: row["code"] for row in authority_table().to_pylist()}.get(place, place)
