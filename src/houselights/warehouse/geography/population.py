"""How the people of a nation, a region or an authority are spread over the deciles of their nation's index."""

from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import msgspec
import pyarrow.parquet as pq

from houselights.warehouse.geography.places import lists, prepare_reference
from houselights.warehouse.tables import authority_table

_ENOUGH = 0.95  # of the small areas with a decile must have their people counted


class Spread(msgspec.Struct, frozen=True):
    """Shares by decile. `of`: what was counted: people, or small areas where the people of too few are known."""

    shares: dict[int, float]
    of: str


def spread(reference: Path, area: str) -> Spread | None:
    """Of a nation (England), a region (South East) or an authority's code; None where no decile is known there."""
    prepare_reference(reference)
    path = lists(reference).get("small_areas")
    return _spread(path, area) if path else None


@lru_cache(maxsize=64)
def _spread(path: Path, area: str) -> Spread | None:
    columns = pq.read_table(path, columns=["local_authority", "imd_decile", "people"]).to_pylist()
    within = _authorities(area)
    rows = [row for row in columns if row["local_authority"] in within and row["imd_decile"]]
    if not rows:
        return None
    is_counted = sum(row["people"] is not None for row in rows) >= _ENOUGH * len(rows)
    weights: dict[int, float] = defaultdict(float)
    for row in rows:
        weights[row["imd_decile"]] += (row["people"] or 0) if is_counted else 1
    whole = sum(weights.values())
    return Spread({each: weights[each] / whole for each in range(1, 11)}, "people" if is_counted else "small areas")


def _authorities(area: str) -> set[str]:
    return {
        row["code"] for row in authority_table().to_pylist() if area in (row["code"], row["region"], row["country"])
    }
