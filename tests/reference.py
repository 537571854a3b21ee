"""A small postcode list for test homes: only the postcodes that the made-up theatres' customers have.

The whole list takes seconds to key for every organisation, and each test's organisation has a key of its own.
"""

import shutil
import tempfile
from functools import cache
from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from houselights.sandbox.words import postcodes
from houselights.warehouse.geography.places import prepare_reference


def give_small_reference(reference: Path) -> None:
    """Put the small list where a home keeps its reference lists, before anything makes the whole one."""
    reference.mkdir(parents=True, exist_ok=True)
    shutil.copy(_small_list(), reference)


@cache
def _small_list() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="houselights-reference-"))
    prepare_reference(folder)
    (path,) = folder.glob("postcodes-*.parquet")
    kept = [postcode.replace(" ", "") for catchment in postcodes().values() for postcode in catchment]
    table = pq.read_table(path)
    pq.write_table(table.filter(pc.is_in(table["postcode"], value_set=pc.cast(kept, "string"))), path)
    return path
