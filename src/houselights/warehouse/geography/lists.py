"""The smaller official lists made tables: deprivation, rural and urban, households, people by age, Priority Places."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc

from houselights.warehouse.geography.areas import AUTHORITY, SMALL_AREA, only, rural_or_urban, whole_numbers
from houselights.warehouse.geography.layouts import (
    AGES,
    BAND_COLUMNS,
    DEPRIVATION,
    HOUSEHOLDS,
    PRIORITY_PLACES,
    RURAL_URBAN,
)
from houselights.warehouse.geography.refusing import refuse

Batches = Iterator[pa.RecordBatch]


def deprivation(batches: Batches) -> Iterator[pa.Table]:
    """Deciles of a nation's small areas from their ranks: 1 is the most deprived tenth. Or the deciles, where given."""
    table = _all(batches)
    areas = _codes(table, "small_area", SMALL_AREA)
    if "decile" in table.schema.names:
        deciles = whole_numbers(table["decile"], pa.int32())
        if pc.any(
            pc.or_kleene(pc.is_null(deciles), pc.invert(pc.is_in(deciles, pa.array(range(1, 11), pa.int32()))))
        ).as_py():
            refuse("Some lines have no decile from 1 to 10.")
    else:
        deciles = _deciles(whole_numbers(table["rank"], pa.int64()))
    yield pa.table([areas, deciles], schema=DEPRIVATION)


def rural_urban(batches: Batches) -> Iterator[pa.Table]:
    """Two classes of the six or ten that are published, so that those of two censuses can stand beside each other."""
    table = _all(batches)
    found = rural_or_urban(table["rural_urban"])
    if found.null_count:
        refuse(f"{found.null_count:,} lines have a class that is neither rural nor urban.")
    yield pa.table([_codes(table, "small_area", SMALL_AREA), found], schema=RURAL_URBAN)


def households(batches: Batches) -> Iterator[pa.Table]:
    """Of local authorities; other areas in the same file are left."""
    yield _counts(_all(batches), ("households",), AUTHORITY).cast(HOUSEHOLDS)


def ages(batches: Batches) -> Iterator[pa.Table]:
    """All people of an area (the total, else the sum of what was observed), and of each band of age, where told."""
    table = _all(batches)
    name = next((each for each in ("people", "observed") if each in table.schema.names), None)
    if name is None:
        refuse("The file has neither a total of people nor one observation a line.")
    if name == "people":
        _check_once(table["area"])
    bands = [each for each in BAND_COLUMNS if each in table.schema.names]
    if len(bands) not in (0, len(BAND_COLUMNS)):
        refuse("The file has some bands of five years and lacks others.", "Give TS007A, which has them all.")
    found = _counts(table, (name, *bands), f"({AUTHORITY})|({SMALL_AREA})")
    columns = [found["area"], found[name], *(_or_unknown(found, each) for each in BAND_COLUMNS)]
    yield pa.table(columns, schema=AGES)


def _or_unknown(table: pa.Table, name: str) -> pa.Array | pa.ChunkedArray:
    return table[name] if name in table.schema.names else pa.nulls(table.num_rows, pa.int64())


def priority_places(batches: Batches) -> Iterator[pa.Table]:
    """An area is in one place at a time."""
    table = _all(batches)
    areas = _codes(table, "area", f"({AUTHORITY})|({SMALL_AREA})")
    if table["priority_place"].null_count:
        refuse("Some lines name no place.", "Give each line the name of its place.")
    days = [_days(table, name) for name in ("valid_from", "valid_until")]
    yield pa.table([areas, table["priority_place"], *days], schema=PRIORITY_PLACES)


def _all(batches: Batches) -> pa.Table:
    listed = list(batches)
    tables = [pa.Table.from_batches([each]) for each in listed]
    # The files of one zip need not have the same columns.
    table = pa.concat_tables(tables, promote_options="default").combine_chunks() if tables else None
    if table is None or not table.num_rows:
        refuse("The file has headings and nothing below them.")
    return table


def _codes(table: pa.Table, name: str, pattern: str) -> pa.Array:
    """Every line has a code of the kind, each once."""
    codes = only(pattern, table[name])
    if codes.null_count:
        odd = table[name].filter(pc.is_null(codes))[0].as_py()
        refuse(f"{codes.null_count:,} lines have no code of an area that is known here; the first is “{odd}”.")
    _check_once(codes)
    return codes


def _check_once(areas: pa.Array | pa.ChunkedArray) -> None:
    if pc.count_distinct(areas, mode="all").as_py() < len(areas):
        refuse("An area stands in the file twice.")


def _deciles(ranks: pa.Array) -> pa.Array:
    """ceil(rank * 10 / count), which needs the whole list: ranks from 1 to as many as there are, each once."""
    count = len(ranks)
    if ranks.null_count or pc.count_distinct(ranks).as_py() < count or pc.max(ranks).as_py() != count:
        refuse(f"The {count:,} lines are not ranked from 1 to {count:,}, each once: the list is not whole.")
    return pc.cast(pc.divide(pc.add(pc.multiply(ranks, 10), count - 1), count), pa.int32())


def _counts(table: pa.Table, names: Sequence[str], pattern: str) -> pa.Table:
    """The sums of each area of the kind."""
    numbers, areas = [whole_numbers(table[name], pa.int64()) for name in names], only(pattern, table["area"])
    if missing := max(each.null_count for each in numbers):
        refuse(f"{missing:,} lines have no whole number.")
    found = pa.table([areas, *numbers], names=["area", *names])
    sums = [(name, "sum") for name in names]
    summed = found.filter(pc.is_valid(found["area"])).group_by("area").aggregate(sums)
    if not summed.num_rows:
        refuse("No line is of an area that is wanted here.", "Choose the areas that the kind is listed with.")
    columns = ["area", *(f"{name}_sum" for name in names)]
    return summed.select(columns).rename_columns(["area", *names]).sort_by("area")


def _days(table: pa.Table, name: str) -> pa.Array:
    written = table[name].to_pylist() if name in table.schema.names else [None] * table.num_rows
    return pa.array([_day(each) for each in written], pa.date32())


def _day(written: str | None) -> date | None:
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(written, form).date() if written else None  # noqa: DTZ007  (a day has no zone)
        except ValueError:
            continue
    return refuse(f"“{written}” is not a day.", "Write days as 2026-04-01.")
