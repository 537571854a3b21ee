"""Are the files there and whole: every landed file, and every table of the published build."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from houselights.feeds.models import LandedFile
from houselights.home import Home
from houselights.organisations.models import Organisation
from houselights.reconciliation.comparison import Comparison
from houselights.warehouse.builds import LINEAGE, PARTIES, build_folder, current_tables, published
from houselights.warehouse.bundle import Bundle
from houselights.warehouse.stages import SUMMED, stage
from houselights.warehouse.store import Engine


def landed_files_are_whole(organisation: Organisation, home: Home) -> Iterator[Comparison]:
    """Rows landed against rows that can be read: of every file that fails, and in all."""
    landed = readable = 0
    for file in LandedFile.objects.filter(connection__organisation=organisation).order_by("id"):
        found = _rows_in(home.path / file.path)
        landed, readable = landed + file.rows, readable + (found or 0)
        if found is None:
            yield Comparison("files, expected against readable", file.path, 1, 0)
        elif found != file.rows:
            yield Comparison("rows, landed against readable", file.path, file.rows, found)
    yield Comparison("rows, landed against readable", "all landed files", landed, readable)


def build_is_whole(organisation: Organisation, folder: Path) -> Iterator[Comparison]:
    """The build that was published last, against the one that is there; then each of its tables."""
    latest, pointer = organisation.builds.first(), published(folder)
    number = pointer.number if pointer and _bundle_is_whole(folder, pointer.number) else 0
    yield Comparison("build, published against present", "the warehouse", latest.number if latest else 0, number)
    if number:
        for table, paths in current_tables(folder, PARTIES).items():
            here = sum(_rows_in(path) is not None for path in paths)
            yield Comparison("files, expected against readable", f"table {table} of build {number}", len(paths), here)


def parties_are_their_tickets(folder: Path) -> Iterator[Comparison]:
    """Parties, which most figures are counted from, against what the tickets beside them add up to."""
    tables = current_tables(folder, PARTIES)
    if PARTIES not in tables:  # a build of an earlier version: then they are added up when they are asked
        return
    with Engine(folder / "warehouse") as engine:
        engine.read("ticket_sales", tables["ticket_sales"])
        engine.read("kept", tables[PARTIES])
        engine.define("each_ticket", stage("each_ticket"))
        engine.define("made", stage(PARTIES))
        ((made, alike),) = engine.rows(_ALIKE)
    yield Comparison("parties, of tickets against kept", "the warehouse", made, alike)


# One party may lie in two files, as two rows: both sides are added up once more.
_ADDED_UP = f"""
    select
        * exclude ({", ".join(SUMMED)}),
        {", ".join(f"sum({each})" for each in SUMMED)}
    from {{side}}
    group by all
"""  # noqa: S608  (columns of our own)
_ALIKE = f"""
    with made_once as ({_ADDED_UP.format(side="made")}),
    kept_once as ({_ADDED_UP.format(side="kept")})

    select
        greatest((select count(*) from made_once), (select count(*) from kept_once)),
        (select count(*) from (select * from made_once intersect all select * from kept_once))
"""  # noqa: S608  (our own SQL)


def _bundle_is_whole(folder: Path, number: int) -> bool:
    try:
        msgspec.json.decode((build_folder(folder, number) / LINEAGE).read_bytes(), type=Bundle)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return False
    return True


def _rows_in(path: Path) -> int | None:
    """Rows of a Parquet file, each of them read; None where it is missing or damaged."""
    try:
        with pq.ParquetFile(path, page_checksum_verification=True) as file:
            return sum(batch.num_rows for batch in file.iter_batches())
    except (OSError, pa.ArrowException):
        return None
