"""The store: the only file that names an engine. DuckDB reads and writes Parquet, in this process, within limits."""

import os
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from houselights.errors import TooMuch
from houselights.warehouse.bundle import LandedFile
from houselights.warehouse.landed import SCHEMAS
from houselights.warehouse.watching import watched

if TYPE_CHECKING:
    from splink.internals.database_api import DatabaseAPI

T = TypeVar("T")

MEMORY = 320  # MB of each connection; more is spilled beside the figures
LEAST_TO_BUILD, MOST_TO_BUILD = 350, 1_500  # a million tickets were built within 200 MB
TIMES_READ = 2  # of a build's files, for questions to it
TIMES_LANDED = 4  # of the landed files, which are packed tight
AS_LAST_RESORT = 4_000  # once that was too little: better slow neighbours than no figures
PATIENCE_ONCE = 300.0  # seconds that may be spent on what stands for a build; a million tickets take less than one
SPILL = "8GB"  # a bad join once spilled 62 GB: it fails instead
THREADS = min(4, os.cpu_count() or 1)
SPILLED = ".spill-"
ENGINE = f"DuckDB {duckdb.__version__}"  # what another version hashes is not what this one did
_STEP = 2_048  # rows: the engine takes so many at a time
ROW_GROUP = 60 * _STEP  # its own choice, so that each of its threads has work
GROUPS = 2  # of each part of a table
PART = GROUPS * ROW_GROUP
# A build is thrown away soon: written twice as fast as with zstd, for three times the size.
_WRITTEN = "format parquet, compression lz4_raw, row_group_size {group}"

# An extension would be fetched over the network: never, by any statement.
_CLOSED = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "allow_community_extensions": "false",
}


class NeedsMemory(TooMuch):
    """With more of it there would be an answer."""


class Engine:
    """One connection in memory: names for Arrow tables, Parquet files and statements, and the rows of a question.

    It spills below `folder`, which must be there, in a place of its own: two processes never meet in one.
    `patience`: seconds after which a question is stopped; then, and where it is too big for the limits, `TooMuch`.
    `at_hand`: Parquet files of fewer bytes are read into memory at once, for those who ask of them often.
    """

    def __init__(self, folder: Path, *, memory: int = MEMORY, patience: float | None = None, at_hand: int = 0) -> None:
        self._patience, self._at_hand = patience, at_hand
        self._spill = folder / f"{SPILLED}{uuid.uuid4().hex}"  # the engine makes it when it has to
        limits: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": f"{memory}MB",
            "temp_directory": str(self._spill),
            "max_temp_directory_size": SPILL,
            "threads": THREADS,
        }
        self._connection = duckdb.connect(":memory:", config=limits | _CLOSED)
        self._connection.execute("set parquet_metadata_cache = true")  # the files are never altered
        self._connection.execute("set lock_configuration = true")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type | None, problem: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the memory and of what was spilled."""
        self._connection.close()
        shutil.rmtree(self._spill, ignore_errors=True)

    def take(self, name: str, table: pa.Table) -> None:
        """Call the rows of an Arrow table by a name. They are copied: cursors do not see what is only registered."""
        self._connection.register("taken", table)
        self.make(name, "select * from taken")
        self._connection.unregister("taken")

    def read(self, name: str, paths: Sequence[Path]) -> None:
        """Call the rows of Parquet files, which all have the same columns, by a name."""
        files = ", ".join(_quoted(str(path)) for path in paths)
        is_small = sum(path.stat().st_size for path in paths) < self._at_hand
        what = "table" if is_small else "view"
        self._connection.execute(f"create or replace {what} {name} as select * from read_parquet([{files}])")

    def write_in_order(self, name: str, statement: str, path: Path) -> None:
        """Write the rows of a statement, and call them by a name; `file_row_number` is the place of each, from 0."""
        self.write(name, statement, path)
        rows = f"read_parquet({_quoted(str(path))}, file_row_number = true)"
        self._connection.execute(f"create or replace view {name} as select * from {rows}")

    def read_landed(self, home: Path, files: Sequence[LandedFile]) -> None:
        """Call each kind of landed rows `landed_KIND`, also again; files are named relative to the home."""
        for kind, schema in SCHEMAS.items():
            paths = [home / file.path for file in files if file.kind == kind]
            if paths:
                self.read(f"landed_{kind}", paths)
            else:
                self.take(f"no_{kind}", schema.empty_table())
                self.define(f"landed_{kind}", f"select * from no_{kind}")

    def define(self, name: str, statement: str) -> None:
        """Call a statement by a name: it is worked out wherever the name is used."""
        self._connection.execute(f"create or replace view {name} as {statement}")

    def make(self, name: str, statement: str) -> None:
        """Work a statement out now, once, and call its rows by a name."""
        self._connection.execute(f"create or replace table {name} as {statement}")

    def stand(self, name: str, statement: str, values: Mapping[str, Any], path: Path) -> Path | None:
        """Call by a name what a Parquet file keeps of a statement; the first that looks for the file writes it.

        As a question is asked: while others ask, with values, and within limits, but for more patience: what stands is
        worked out once. Where there is no room for the file, the rows are kept in memory, and it returns None.
        """
        making = path.with_suffix(f".{uuid.uuid4().hex}")
        try:
            if not path.exists():
                written = _WRITTEN.format(group=ROW_GROUP)
                self._rows(f"copy ({statement}) to {_quoted(str(making))} ({written})", values, PATIENCE_ONCE)
                _flush(making)
                _put(making, path)
            self.read(name, [path])
            return path
        except (duckdb.IOException, OSError):
            self._rows(f"create or replace table {name} as {statement}", values, PATIENCE_ONCE)
            return None
        finally:
            making.unlink(missing_ok=True)

    def drop(self, name: str) -> None:
        """Let go of the rows that a name was made for."""
        self._connection.execute(f"drop table if exists {name}")

    def linkage(self) -> "DatabaseAPI[Any]":
        """Splink's door to this engine: it sees what is named here, and what it makes is named here too."""
        from splink import DuckDBAPI  # late: half a second

        return DuckDBAPI(connection=self._connection)

    def write(self, name: str, statement: str, path: Path) -> None:
        """Write the rows of a statement, in their order, to a Parquet file, and call them by a name."""
        written = _WRITTEN.format(group=ROW_GROUP)
        self._connection.execute(f"copy ({statement}) to {_quoted(str(path))} ({written})")
        _flush(path)
        self.read(name, [path])

    def write_parts(self, statement: str, folder: Path, prefix: str, *, rows: int = PART) -> list[Path]:
        """Write the rows of a statement, in their order, to files of so many: `PREFIX-0.parquet` and on."""
        group = max(_STEP, -(-rows // GROUPS // _STEP) * _STEP)
        parts = f"row_groups_per_file {GROUPS}, filename_pattern {_quoted(prefix + '-{i}')}, overwrite_or_ignore true"
        written = _WRITTEN.format(group=group)
        self._connection.execute(f"copy ({statement}) to {_quoted(str(folder))} ({written}, {parts})")
        paths = sorted(folder.glob(f"{prefix}-*.parquet"), key=lambda path: int(path.stem.rpartition("-")[2]))
        for path in paths:
            _flush(path)
        return paths

    def holding(self, paths: Sequence[Path], condition: str) -> set[Path]:
        """Those of these Parquet files that have a row for which the condition holds."""
        files = ", ".join(_quoted(str(path)) for path in paths)
        rows = self.rows(f"select distinct filename from read_parquet([{files}], filename = true) where {condition}")
        return {Path(name) for (name,) in rows}

    def rows(self, statement: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of a question. Safe from several threads: each question has a cursor of its own."""
        return self._rows(statement, values, self._patience)

    def _rows(self, statement: str, values: Mapping[str, Any] | None, patience: float | None) -> list[tuple[Any, ...]]:
        with self._connection.cursor() as cursor, _within_limits(cursor, patience):
            return cursor.execute(statement, dict(values or {})).fetchall()

    def batches(self, statement: str, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
        """The rows of a statement, in their order, some thousands at a time: they may be more than memory."""
        with self._connection.cursor() as cursor:
            for batch in cursor.execute(statement).fetch_record_batch(ROW_GROUP):
                yield batch.cast(schema)


@contextmanager
def _within_limits(cursor: duckdb.DuckDBPyConnection, patience: float | None) -> Iterator[None]:
    """Nothing waits for ever: a bad join would keep both processors, and a page, for hours."""
    if patience is None:
        yield
        return
    try:
        with watched(cursor.interrupt, patience):
            yield
    except duckdb.InterruptException:
        raise TooMuch(f"This took longer than {patience:g} seconds to work out, and was stopped.") from None
    except duckdb.OutOfMemoryException:
        raise NeedsMemory("This needs more memory than one question may have, and was stopped.") from None


def with_room(home: Path, files: Sequence[LandedFile], work: Callable[[int], T]) -> T:
    """What `work` makes with so many MB: few at first, for others are on the machine too."""
    try:
        return work(memory_for(home, files))
    except duckdb.OutOfMemoryException:
        return work(AS_LAST_RESORT)


def memory_for(home: Path, files: Sequence[LandedFile]) -> int:
    """MB to build with, by what there is to read: joining millions of customers takes more than sorting tickets."""
    landed = sum((home / file.path).stat().st_size for file in files)
    return min(max(LEAST_TO_BUILD, TIMES_LANDED * landed // 1_000_000), MOST_TO_BUILD)


def memory_to_ask(files: Iterable[Path]) -> int:
    """MB for the questions to a build: where there are millions of people, several at once would only spill."""
    size = sum(path.stat().st_size for path in files)
    return min(max(MEMORY, TIMES_READ * size // 1_000_000), MOST_TO_BUILD)


def is_readable(path: Path) -> bool:
    """Is this a whole Parquet file? Only its end is read."""
    try:
        pq.read_metadata(path)
    except (pa.ArrowException, OSError):
        return False
    return True


def _put(made: Path, path: Path) -> None:
    """Under its name, unless another has put the same there: others may be reading that."""
    with suppress(FileExistsError):
        os.link(made, path)


def _flush(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
