"""Tables in several files: a new build takes over those of which no row changed, and writes the others again."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from houselights.warehouse.stages import stage
from houselights.warehouse.store import PART, Engine

_IN_ORDER = "order by performed_on, order_number"  # a question about some weeks reads only the parts that have them
_WRITTEN = "order_number in (select order_number from orders_written)"


def write_all(engine: Engine, name: str, *, folder: Path, number: int) -> list[Path]:
    """All rows of a table, in as many files as it takes."""
    return _write(engine, name, stage(name), folder, number)


def write_touched(engine: Engine, name: str, before: Sequence[Path], *, folder: Path, number: int) -> list[Path]:
    """The rows of `orders_written`, and those of all other orders: most in the files in which they are already."""
    engine.make("anew", f"select * from ({stage(name)}) where {_WRITTEN}")  # noqa: S608
    again = _to_write_again(engine, before)
    kept = [_taken_over(path, folder) for path in before if path not in again]
    rows = "select * from anew"
    if again:
        engine.read("as_before", again)
        rows += f" union all by name select * from as_before where not {_WRITTEN}"  # noqa: S608
    elif engine.rows("select count(*) from anew") == [(0,)]:
        return kept
    return [*kept, *_write(engine, name, rows, folder, number)]


def _to_write_again(engine: Engine, before: Sequence[Path]) -> list[Path]:
    """Files that hold rows of these orders, and, once anything is written, small ones: so files stay few."""
    touched = engine.holding(before, _WRITTEN)
    if not touched and engine.rows("select count(*) from anew") == [(0,)]:
        return []
    return [path for path in before if path in touched or pq.read_metadata(path).num_rows < PART // 2]


def _taken_over(path: Path, folder: Path) -> Path:
    """The same file in another build's folder: it stays until both are gone, and is never altered."""
    taken = folder / path.name
    try:
        os.link(path, taken)
    except OSError:  # not every file system can
        shutil.copyfile(path, taken)
    return taken


def _write(engine: Engine, name: str, statement: str, folder: Path, number: int) -> list[Path]:
    ordered = f"select * from ({statement}) {_IN_ORDER}"  # noqa: S608  (statements of our own)
    return engine.write_parts(ordered, folder, f"{name}-{number:06d}")
