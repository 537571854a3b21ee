"""The smaller official lists made tables: deprivation, rural and urban, households, people by age, Priority Places."""

from collections.abc import Iterator
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc

from houselights.warehouse.geography.areas import AUTHORITY, SMALL_AREA, only, rural_or_urban, whole_numbers
from houselights.warehouse.geography.layouts import AGES, DEPRIVATION, HOUSEHOLDS, PRIORITY_PLACES, RURAL_URBAN
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
    yield _counts(_all(batches), "households", AUTHORITY).cast(HOUSEHOLDS)


def ages(batches: Batches) -> Iterator[pa.Table]:
    """All people of small areas: the total where there is one, else the sum of what was observed of each age."""
    table = _all(batches)
    name = next((each for each in ("people", "observed") if each in table.schema.names), None)
    if name is None:
        refuse("The file has neither a total of people nor one observation a line.")
    yield _counts(table, name, SMALL_AREA).rename_columns(["area", "people"]).cast(AGES)


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
    table = pa.Table.from_batches(listed).combine_chunks() if listed else None
    if table is None or not table.num_rows:
        refuse("The file has headings and nothing below them.")
    return table


def _codes(table: pa.Table, name: str, pattern: str) -> pa.Array:
    """Every line has a code of the kind, each once."""
    codes = only(pattern, table[name])
    if codes.null_count:
        odd = table[name].filter(pc.is_null(codes))[0].as_py()
        refuse(f"{codes.null_count:,} lines have no code of an area that is known here; the first is “{odd}”.")
    if pc.count_distinct(codes).as_py() < len(codes):
        refuse("An area stands in the file twice.")
    return codes


def _deciles(ranks: pa.Array) -> pa.Array:
    """ceil(rank * 10 / count), which needs the whole list: ranks from 1 to as many as there are, each once."""
    count = len(ranks)
    if ranks.null_count or pc.count_distinct(ranks).as_py() < count or pc.max(ranks).as_py() != count:
        refuse(f"The {count:,} lines are not ranked from 1 to {count:,}, each once: the list is not whole.")
    return pc.cast(pc.divide(pc.add(pc.multiply(ranks, 10), count - 1), count), pa.int32())


def _counts(table: pa.Table, name: str, pattern: str) -> pa.Table:
    """The sum of each area of the kind."""
    numbers, areas = whole_numbers(table[name], pa.int64()), only(pattern, table["area"])
    if numbers.null_count:
        refuse(f"{numbers.null_count:,} lines have no whole number.")
    found = pa.table([areas, numbers], names=["area", "number"])
    summed = found.filter(pc.is_valid(found["area"])).group_by("area").aggregate([("number", "sum")])
    if not summed.num_rows:
        refuse("No line is of an area that is wanted here.", "Choose the areas that the kind is listed with.")
    return summed.select(["area", "number_sum"]).rename_columns(["area", name]).sort_by("area")


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
