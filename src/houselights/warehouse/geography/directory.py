"""The postcode directory as published, made a list: ended postcodes too, since customers keep theirs."""

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.compute as pc

from houselights.warehouse.geography.areas import AUTHORITY, SMALL_AREA, only, rural_or_urban, whole_numbers
from houselights.warehouse.geography.layouts import POSTCODES
from houselights.warehouse.geography.refusing import refuse

_FORM = r"^[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$"


def postcodes(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The rows of a whole directory; refused where most of it is no list of postcodes, or one of them stands twice."""
    rows, usable = 0, 0
    for batch in batches:
        table = _listed(batch)
        rows, usable = rows + batch.num_rows, usable + table.num_rows
        yield table
    if usable < 0.99 * max(rows, 1):
        refuse(f"{rows - usable:,} of {rows:,} lines have no postcode of the United Kingdom or the islands.")


def _listed(batch: pa.RecordBatch) -> pa.Table:
    postcode = pc.replace_substring(pc.utf8_upper(batch["postcode"]), " ", "")
    # Northern Ireland's points are on the Irish grid: wrong by hundreds of kilometres if read as British.
    on_british_grid = pc.invert(pc.starts_with(postcode, "BT"))
    table = pa.table(
        [
            postcode,
            only(AUTHORITY, batch["local_authority"]),
            _kilometre(batch["east"], on_british_grid),
            _kilometre(batch["north"], on_british_grid),
            only(SMALL_AREA, batch["lsoa_2011"]),
            only(SMALL_AREA, _or_nothing(batch, "lsoa_2021")),
            rural_or_urban(_or_nothing(batch, "rural_urban")),
            _rank(whole_numbers(_or_nothing(batch, "imd_rank"), pa.int32())),
        ],
        schema=POSTCODES,
    )
    return table.filter(pc.match_substring_regex(postcode, _FORM))


def _kilometre(metres: pa.Array, usable: pa.Array) -> pa.Array:
    """Islands without a point have 0 or nothing."""
    point = whole_numbers(metres, pa.int32())
    there = pc.and_(usable, pc.greater(point, 0))
    return pc.if_else(there, pc.divide(point, 1000), pa.scalar(None, pa.int32()))


def _rank(number: pa.Array) -> pa.Array:
    """0 stands for none."""
    return pc.if_else(pc.greater(number, 0), number, pa.scalar(None, pa.int32()))


def _or_nothing(batch: pa.RecordBatch, name: str) -> pa.Array:
    return batch[name] if name in batch.schema.names else pa.nulls(batch.num_rows, pa.string())
