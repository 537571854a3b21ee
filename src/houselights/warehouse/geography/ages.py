"""How old the people of each local authority are, by the census: from its own line, else added up from small areas."""

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from houselights.warehouse.geography.areas import AUTHORITY
from houselights.warehouse.geography.held import data_of, held
from houselights.warehouse.geography.layouts import AGE_BANDS, BAND_COLUMNS
from houselights.warehouse.geography.places import lists, prepare_reference

Counts = tuple[int, ...]  # people of each band, in their order

# Two of the census's bands in each: eighteen bars are more than anybody reads.
_FIRST_AGES = AGE_BANDS[::2]
BANDS = (*(f"{age} to {age + 9}" for age in _FIRST_AGES[:-1]), f"{_FIRST_AGES[-1]} and over")


def ages(reference: Path) -> dict[str, Counts]:
    """Of each of BANDS, by the authority's code; none where no file with bands was loaded."""
    loaded = held(reference).get("ages")
    if loaded is None or BAND_COLUMNS[0] not in loaded.has:
        return {}
    prepare_reference(reference)
    return _ages(data_of(reference, loaded), lists(reference).get("small_areas"))


@lru_cache(maxsize=2)
def _ages(path: Path, small_areas: Path | None) -> dict[str, Counts]:
    table = pq.read_table(path, columns=["area", *BAND_COLUMNS])
    is_authority = pc.match_substring_regex(table["area"], AUTHORITY)
    added_up = _added_up(table.filter(pc.invert(is_authority)), small_areas) if small_areas else {}
    # Authorities that were merged after the census have no line of their own.
    return added_up | {area: tuple(counts) for area, *counts in _rows(table.filter(is_authority))}


def _added_up(table: pa.Table, small_areas: Path) -> dict[str, Counts]:
    placed = pq.read_table(small_areas, columns=["small_area", "local_authority"])
    authority_of = dict(zip(*(placed[name].to_pylist() for name in placed.schema.names), strict=True))
    found: dict[str, list[int]] = defaultdict(lambda: [0] * len(BANDS))
    for area, *counts in _rows(table):
        if authority := authority_of.get(area):
            found[authority] = [one + more for one, more in zip(found[authority], counts, strict=True)]
    return {authority: tuple(counts) for authority, counts in found.items()}


def _rows(table: pa.Table) -> list[tuple[str, *Counts]]:
    """Each area with its people."""
    area, *bands = table.columns
    pairs = [pc.add(*two) for two in zip(bands[::2], bands[1::2], strict=True)]
    return list(zip(*(column.to_pylist() for column in (area, *pairs)), strict=True))
