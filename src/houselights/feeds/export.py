"""Everything an organisation has here, as Parquet and CSV with a data dictionary; never a key."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.dataset
import pyarrow.parquet as pq

from houselights import __version__
from houselights.audit.actions import record
from houselights.errors import WrongUsage
from houselights.feeds.bundling import landed_files
from houselights.feeds.kept import Kept, kept_tables
from houselights.feeds.meanings import meaning_of, meaning_of_table
from houselights.home import Home
from houselights.organisations.models import Organisation, User
from houselights.register.uploads.files import content_of
from houselights.warehouse.builds import current_tables
from houselights.warehouse.landed import SCHEMAS
from houselights.warehouse.store import Engine
from houselights.workbooks.lines import RUN

_RUN = pa.array(list(RUN))


@dataclass(frozen=True)
class Source:
    """One table to take away: its name, its columns, and its rows a batch at a time."""

    name: str
    schema: pa.Schema
    batches: Iterable[pa.RecordBatch]


@dataclass(frozen=True)
class Exported:
    """A table as it was written."""

    name: str
    rows: int
    columns: int


def export(organisation: Organisation, *, to: Path, by: User | None, more: Iterable[Kept] = ()) -> list[Exported]:
    """Write every table of the organisation below `to`, which must be empty or new; `more` is kept above the feeds."""
    _check_empty(to)
    home, written, words = Home.from_environment(), [], []
    for source in _sources(home, organisation, more):
        written.append(_write(source, to))
        words += _words(source)
    _copy_workbooks(organisation, to)
    _write_dictionary(to, words)
    (to / "README.txt").write_text(_readme(organisation), encoding="utf-8")
    record(action="data exported", subject=f"{len(written)} tables", organisation=organisation.slug, by=by)
    return written


def _check_empty(to: Path) -> None:
    try:
        to.mkdir(parents=True, exist_ok=True)
        if not any(to.iterdir()):
            return
    except OSError as problem:
        raise WrongUsage(f"{to} cannot be written: {problem.strerror}.", remedy="Name another folder.") from None
    raise WrongUsage(f"{to} is not empty.", remedy="Name a new folder: an export never mixes with other files.")


def _sources(home: Home, organisation: Organisation, more: Iterable[Kept]) -> Iterator[Source]:
    for name, table in kept_tables(organisation, more):
        yield Source(f"kept/{name}", table.schema, table.to_batches())
    files = landed_files(organisation)
    for kind, schema in SCHEMAS.items():
        paths = [home.path / file.path for file in files if file.kind == kind]
        yield Source(f"landing/{kind}", schema, _batches(paths, schema))
    for name, paths in current_tables(home.organisation(organisation.slug)).items():
        schema = pq.read_schema(paths[0])
        yield Source(f"warehouse/{name}", schema, _in_one_order(paths, schema, home.organisation(organisation.slug)))


def _batches(paths: list[Path], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """A batch at a time: an organisation may have more tickets than memory."""
    if paths:
        yield from pyarrow.dataset.dataset(paths, schema=schema, format="parquet").to_batches()


def _in_one_order(paths: list[Path], schema: pa.Schema, folder: Path) -> Iterator[pa.RecordBatch]:
    """Whatever builds it took to get there: their files hold the same rows, each build's own where it was made."""
    with Engine(folder / "warehouse") as engine:
        engine.read("exported", paths)
        yield from engine.batches("select * from exported order by all", schema)


def _write(source: Source, to: Path) -> Exported:
    path, rows = to / source.name, 0
    path.parent.mkdir(parents=True, exist_ok=True)
    with (
        pq.ParquetWriter(path.with_suffix(".parquet"), source.schema, compression="zstd") as parquet,
        pyarrow.csv.CSVWriter(path.with_suffix(".csv"), source.schema) as text,
    ):
        for batch in source.batches:
            parquet.write_batch(batch)
            text.write_batch(_harmless(batch))
            rows += batch.num_rows
    return Exported(source.name, rows, len(source.schema))


def _harmless(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Text that a spreadsheet would run as a formula gets an apostrophe; the Parquet file keeps it as it is."""
    columns = []
    for column in batch.columns:
        if pa.types.is_string(column.type):
            runs = pc.is_in(pc.utf8_slice_codeunits(column, 0, 1), _RUN)
            column = pc.if_else(runs, pc.binary_join_element_wise("'", column, ""), column)
        columns.append(column)
    return pa.RecordBatch.from_arrays(columns, schema=batch.schema)


def _words(source: Source) -> list[tuple[str, str, str, str]]:
    place, _, table = source.name.partition("/")
    about = (source.name, "", "", meaning_of_table(place, table))
    return [about, *((source.name, item.name, str(item.type), meaning_of(item.name)) for item in source.schema)]


def _write_dictionary(to: Path, words: list[tuple[str, str, str, str]]) -> None:
    with (to / "dictionary.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["table", "column", "type", "meaning"])
        writer.writerows(words)


def _copy_workbooks(organisation: Organisation, to: Path) -> None:
    """The workbooks of uploads as they were given, by number: their own names stand in the table of uploads."""
    folder = to / "uploads"
    for upload in organisation.uploads.filter(state__in=["stored", "undone"], is_kept=True):
        folder.mkdir(exist_ok=True)
        kind = "".join(letter for letter in Path(upload.file_name).suffix[1:5].lower() if letter.isalnum())
        (folder / f"{upload.pk}.{kind or 'xlsx'}").write_bytes(content_of(upload))


def _readme(organisation: Organisation) -> str:
    return (
        f"Everything that Houselights {__version__} holds for {organisation.name} ({organisation.slug}).\n\n"
        "Each table is there twice: .parquet keeps types exactly, .csv opens anywhere.\n"
        "(The document of a frozen return is longer than a cell of most spreadsheets: take it from the .parquet.)\n"
        "kept/ is what your people wrote, uploads/ the workbooks that they gave, by number; landing/ is what your box\n"
        "office sent, cut of personal data; warehouse/ is what figures are counted from.\n"
        "dictionary.csv says what every table and column means.\n"
        "Money is whole pence. Times are UTC unless the name says local. No keys are here: customer ids and\n"
        "tokens are keyed, so they join within these files and mean nothing outside them.\n"
    )
