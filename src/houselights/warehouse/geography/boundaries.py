"""Boundaries as published (GeoJSON or TopoJSON) made paths to draw: borders that are shared stay so when simplified."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import shapely

from houselights.warehouse.geography.areas import AUTHORITY, only
from houselights.warehouse.geography.grid import on_grid
from houselights.warehouse.geography.kinds import Kind, find_columns
from houselights.warehouse.geography.layouts import BOUNDARIES
from houselights.warehouse.geography.reading import opened
from houselights.warehouse.geography.refusing import refuse
from houselights.warehouse.geography.topology import features_of

BIGGEST = 200 * 1024**2  # bytes: the full-resolution file, which nobody needs for a page, is 130 MB
_UNIT = 100  # metres
_FINE, _COARSE = 400, 1_500  # metres: what may be cut away of a line, on a map of a part and of everywhere
_LEAST = 1.5e6  # square metres of an island that is drawn; the largest of an authority always is


def boundaries(kind: Kind, path: Path) -> Iterator[pa.Table]:
    """One row for each local authority."""
    codes, shapes = _shapes(kind, _features(path))
    drawn = {size: shapely.coverage_simplify(shapes, size) for size in (_FINE, _COARSE)}
    rows = [
        _row(code, shapes[place], drawn[_FINE][place], drawn[_COARSE][place])
        for place, code in sorted(enumerate(codes), key=lambda each: each[1])
    ]
    yield pa.Table.from_pylist(rows, schema=BOUNDARIES)


def _features(path: Path) -> list[dict[str, Any]]:
    with opened(path) as (_, file):
        text = file.read(BIGGEST + 1)
    if len(text) > BIGGEST:
        refuse("The file is too large.", "Give the ultra generalised one (BUC), which is made for maps of this size.")
    try:
        return features_of(json.loads(text))
    except (ValueError, KeyError, TypeError, IndexError, RecursionError):
        refuse("The file is neither GeoJSON nor TopoJSON of areas.")


def _shapes(kind: Kind, features: list[dict[str, Any]]) -> tuple[list[str], Any]:
    """The authorities' codes, and their shapes on the British grid."""
    heading = find_columns(kind, list(features[0].get("properties") or {}) if features else [])["code"]
    try:
        written = [str(each["properties"][heading]) for each in features]
        shapes = shapely.from_geojson([json.dumps(each["geometry"]) for each in features])
    except (KeyError, TypeError, ValueError, shapely.errors.GEOSException):
        refuse("Some areas have no code or no shape.")
    codes = only(AUTHORITY, pa.array(written))
    if codes.null_count or len(set(written)) < len(written):
        refuse("Some areas are no local authorities, or stand in the file twice.")
    return written, _on_grid(shapes)


def _on_grid(shapes: Any) -> Any:
    west, south, east, north = shapely.total_bounds(shapes)
    if west > -9 and east < 3 and south > 49 and north < 62:
        shapes = shapely.transform(shapes, on_grid)
    elif not (west >= 0 and east < 700_000 and south >= 0 and north < 1_300_000):
        refuse("The areas lie neither in degrees nor on the British grid within the United Kingdom.")
    valid = shapely.make_valid(shapes, method="structure", keep_collapsed=False)
    if shapely.is_empty(valid).any():
        refuse("Some areas have no code or no shape.")
    return valid


def _row(code: str, shape: Any, fine: Any, coarse: Any) -> dict[str, Any]:
    west, south, east, north = (round(side / _UNIT) for side in shape.bounds)
    return {
        "local_authority": code,
        "west": west,
        "north": -north,
        "east": east,
        "south": -south,
        "path": _path(fine, 1),
        "outline": _path(coarse, 5) or _path(fine, 1),
    }


def _path(shape: Any, step: int) -> str:
    """As SVG has it: a ring from an absolute beginning, by steps of whole units; islands too small to see are not."""
    parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
    largest = max(parts, key=lambda part: part.area, default=None)
    seen = [part for part in parts if part is largest or part.area >= _LEAST * step]
    rings = (ring for part in seen for ring in (part.exterior, *filter(_is_seen, part.interiors)))
    return "".join(_ring(shapely.get_coordinates(ring), step) for ring in rings)


def _is_seen(hole: Any) -> bool:
    """Where borders do not quite meet, slivers are left, which are nobody's land."""
    return bool(shapely.Polygon(hole).area >= _LEAST)


def _ring(points: Any, step: int) -> str:
    whole = np.rint(points * [1, -1] / (_UNIT * step)).astype(int) * step
    moved = np.diff(whole, axis=0)
    steps = [f"{east} {north}" for east, north in moved[:-1] if east or north]
    return f"M{whole[0][0]} {whole[0][1]}l{' '.join(steps)}z" if len(steps) > 1 else ""
