"""Where buildings stand on a map: the square kilometre of a public postcode, in the map's own measure."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import pyarrow.compute as pc
import pyarrow.parquet as pq

from houselights.warehouse.geography.postcodes import reference_list

_UNITS, _MIDDLE = 10, 5  # a kilometre is ten hundreds of metres


class Point(NamedTuple):
    """In hundreds of metres of the British grid, north upwards like the shapes of authorities."""

    across: int
    down: int


def points(reference: Path, postcodes: frozenset[str]) -> dict[str, Point]:
    """By postcode, without spaces; those that the list has no point of are not in it."""
    listed = reference_list(reference)
    return _points(listed, postcodes) if postcodes and listed.exists() else {}


@lru_cache(maxsize=64)
def _points(listed: Path, postcodes: frozenset[str]) -> dict[str, Point]:
    columns = ["postcode", "kilometre_east", "kilometre_north"]
    rows = pq.read_table(listed, columns=columns, filters=pc.field("postcode").isin(sorted(postcodes))).to_pylist()
    return {
        postcode: Point(east * _UNITS + _MIDDLE, -(north * _UNITS + _MIDDLE))
        for postcode, east, north in (tuple(row.values()) for row in rows)
        if east is not None
    }
