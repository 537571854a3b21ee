"""Load an official file: read whole, made ours, kept with its vintage and hash; refused whole where anything is odd."""

import os
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa

from houselights.errors import WrongUsage
from houselights.warehouse.geography import directory, lists
from houselights.warehouse.geography.books import is_workbook
from houselights.warehouse.geography.held import Held, hash_of, keep, whole
from houselights.warehouse.geography.kinds import Kind, kind_named
from houselights.warehouse.geography.layouts import SCHEMAS
from houselights.warehouse.geography.reading import batches, opened
from houselights.warehouse.geography.refusing import refuse

_MADE: dict[str, Callable[[Iterator[pa.RecordBatch]], Iterator[pa.Table]]] = {
    "postcodes": directory.postcodes,
    "deprivation": lists.deprivation,
    "rural_urban": lists.rural_urban,
    "households": lists.households,
    "ages": lists.ages,
    "priority_places": lists.priority_places,
}
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def load(name: str, path: Path, *, reference: Path, vintage: str = "") -> Held:
    """The file is used from now on; WrongUsage, with the reason, where it cannot be, and nothing was changed."""
    kind = kind_named(name)
    dated = _vintage(kind, path, vintage)
    reference.mkdir(parents=True, exist_ok=True)
    beside = reference / f".{kind.name}.{os.getpid()}.loading"
    try:
        rows, has = _write(kind, path, beside)
        found = Held(
            kind=kind.name,
            vintage=dated,
            rows=rows,
            sha256=hash_of(path),
            loaded_at=datetime.now(UTC).isoformat(timespec="seconds"),
            has=has,
        )
        keep(reference, found, beside)
    finally:
        beside.unlink(missing_ok=True)
    return found


def _write(kind: Kind, path: Path, beside: Path) -> tuple[int, tuple[str, ...]]:
    """How many rows, and which columns have anything in them."""
    schema, rows, has = SCHEMAS[kind.schema], 0, set[str]()
    with whole(beside, schema) as writer:
        for table in _tables(kind, path):
            writer.write_table(table)
            rows += table.num_rows
            has |= {each for each in schema.names if table[each].null_count < table.num_rows}
    if not rows:
        refuse("The file has headings and nothing below them.")
    return rows, tuple(each for each in schema.names if each in has)


def _tables(kind: Kind, path: Path) -> Iterator[pa.Table]:
    if kind.schema == "boundaries":
        from houselights.warehouse.geography.boundaries import boundaries  # late: it takes shapely

        return boundaries(kind, path)
    return _MADE[kind.schema](batches(kind, path))


def _vintage(kind: Kind, path: Path, given: str) -> str:
    """As given (2025-11, or 2025), the kind's own, or what the file's name tells: ONSPD_NOV_2025_UK."""
    if given:
        return _checked(given)
    if kind.vintage:
        return kind.vintage
    for each in _names(path):
        if found := _told(each.upper()):
            return found
    raise WrongUsage(
        "The file's name does not tell of when it is.", remedy="Say it: --vintage 2025-11. Nothing was changed."
    )


def _names(path: Path) -> Iterator[str]:
    """The file's own, and before it that of the csv in a zip."""
    if not is_workbook(path):
        with opened(path) as (name, _):
            yield name
    yield path.name


def _told(name: str) -> str:
    months = "|".join(_MONTHS)
    if found := re.search(rf"({months})[A-Z]*[_ -]?(20\d\d)", name):
        return f"{found[2]}-{_MONTHS.index(found[1]) + 1:02d}"
    found = re.search(r"(?<!\d)(20\d\d)(?!\d)", name)
    return found[1] if found else ""


def _checked(given: str) -> str:
    try:
        date.fromisoformat((given + "-01-01")[:10])
    except ValueError:
        raise WrongUsage(f"“{given}” is no vintage.", remedy="Write 2025, 2025-11 or 2025-11-30.") from None
    return given
