"""Tables in several files: a new build takes over those of which no row changed, and writes the others again."""

import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

from houselights.warehouse.stages import stage
from houselights.warehouse.store import PART, Engine


class Parted(NamedTuple):
    """How a table lies in its files: rows of one key are written together, in an order."""

    key: str
    order: str
    again: str = ""  # the table of keys whose rows are written again; "" where that is who has rows anew
    comes_in_order: bool = False  # all rows of it, or nearly: what is out of order is found nearly as fast


_OF_SALES = Parted("order_number", "performed_on, order_number", "orders_written", comes_in_order=True)
PARTED = {
    "customers": Parted("customer", "customer"),
    "order_versions": Parted("order_number", "order_number, version", comes_in_order=True),
    "ticket_sales": _OF_SALES,
    "other_sales": _OF_SALES,
}


def write_all(engine: Engine, name: str, *, folder: Path, mark: str, rows: int = PART) -> list[Path]:
    """All rows of a table, in as many files as it takes. `mark` tells their names from others in this folder."""
    statement = stage(name) if PARTED[name].comes_in_order else _in_order(name, stage(name))
    return engine.write_parts(statement, folder, f"{name}-{mark}", rows=rows)


def write_touched(engine: Engine, name: str, before: Sequence[Path], *, folder: Path, mark: str) -> list[Path]:
    """Rows worked out anew, and those of all other keys: most in the files in which they are already.

    They stay by the name of `NAME_anew`.
    """
    engine.make(f"{name}_anew", _anew(name))
    again = _to_write_again(engine, name, before)
    kept = [taken_over(path, folder) for path in before if path not in again]
    rows = f"select * from {name}_anew"  # noqa: S608  (names of our own, here and below)
    if again:
        engine.read("as_before", again)
        rows += f" union all by name select * from as_before where not {_is_written(name)}"  # noqa: S608
    elif kept and _is_nothing_new(engine, name):
        return kept
    return [*kept, *engine.write_parts(_in_order(name, rows), folder, f"{name}-{mark}")]


def _anew(name: str) -> str:
    rows = f"select * from ({stage(name)})"  # noqa: S608
    return f"{rows} where {_is_written(name)}" if PARTED[name].again else rows


def _is_written(name: str) -> str:
    key, again = PARTED[name].key, PARTED[name].again
    return f"{key} in (select {key} from {again or f'{name}_anew'})"  # noqa: S608


def _is_nothing_new(engine: Engine, name: str) -> bool:
    return engine.rows(f"select count(*) from {name}_anew") == [(0,)]  # noqa: S608


def _to_write_again(engine: Engine, name: str, before: Sequence[Path]) -> list[Path]:
    """Files that hold rows of these keys, and, once anything is written, small ones: so files stay few."""
    touched = engine.holding(before, _is_written(name)) if before else set()
    if not touched and _is_nothing_new(engine, name):
        return []
    return [path for path in before if path in touched or pq.read_metadata(path).num_rows < PART // 2]


def taken_over(path: Path, folder: Path) -> Path:
    """The same file in another build's folder: it stays until both are gone, and is never altered."""
    taken = folder / path.name
    try:
        os.link(path, taken)
    except OSError:  # not every file system can
        shutil.copyfile(path, taken)
    return taken


def _in_order(name: str, statement: str) -> str:
    return f"select * from ({statement}) order by {PARTED[name].order}"  # noqa: S608
