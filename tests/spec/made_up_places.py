"""Reference data made up from a postcode or an authority's code: what a ledger is built with, and is counted by."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from houselights.warehouse.geography.layouts import HOUSEHOLDS, PRIORITY_PLACES, SMALL_AREAS

SMALL = 60  # areas of each census
CHANGED_ON = date(2026, 4, 1)  # one place begins, another has ended the day before

_PLACES = (
    ("Northern Coast", None, None),
    ("The Fens", CHANGED_ON, None),
    ("Vale", None, date(2026, 3, 31)),
    (None,) * 3,
)


def codes(postcode: str) -> dict[str, str | None]:
    """Every third postcode has no area of 2021, every fifth none at all."""
    place = _number(postcode)
    older = None if place % 5 == 0 else _small_area(place % SMALL)
    return {
        "lsoa_2011": older,
        "lsoa_2021": None if place % 3 == 0 or not older else _small_area(SMALL + place % SMALL),
    }


def label(postcode: str, name: str) -> str:
    """Of area_lsoa, imd_decile or rural_urban."""
    found = codes(postcode)
    areas = [area for area in (found["lsoa_2021"], found["lsoa_2011"]) if area]
    if name == "area_lsoa":
        return areas[0] if areas else "unknown"
    told = [value for area in areas if (value := _of(area)[name]) is not None]
    return str(told[0]) if told else "unknown"


def households(authority: str) -> int:
    """0 where none are known."""
    place = _number(authority)
    return 0 if place % 7 == 0 else 1000 + place


def priority_place(authority: str, day: date) -> str:
    name, starts, ends = _priority_place(authority)
    return name if name and (not starts or starts <= day) and (not ends or day <= ends) else "elsewhere"


def write(authorities: list[str], home: Path) -> dict[str, Path]:
    """The lists as a build takes them, by their names."""
    small = [{"small_area": area, **_of(area)} for area in map(_small_area, range(2 * SMALL))]
    counts = [{"area": code, "households": households(code)} for code in authorities if households(code)]
    places = [
        dict(zip(PRIORITY_PLACES.names, (code, *_priority_place(code)), strict=True))
        for code in authorities
        if _priority_place(code)[0]
    ]
    tables = {
        "small_areas": pa.Table.from_pylist(small, schema=SMALL_AREAS),
        "households": pa.Table.from_pylist(counts, schema=HOUSEHOLDS),
        "priority_places": pa.Table.from_pylist(places, schema=PRIORITY_PLACES),
    }
    for name, table in tables.items():
        pq.write_table(table, home / f"{name}.parquet")
    return {name: home / f"{name}.parquet" for name in tables}


def _priority_place(authority: str) -> tuple[str | None, date | None, date | None]:
    return _PLACES[_number(authority) % len(_PLACES)]


def _of(area: str) -> dict[str, int | str | None]:
    """Every seventh area is on no index, every fourth of no class."""
    place = int(area[3:])
    return {
        "imd_decile": None if place % 7 == 0 else place % 10 + 1,
        "rural_urban": None if place % 4 == 0 else ("rural", "urban")[place % 2],
    }


def _small_area(place: int) -> str:
    return f"E01{place:06d}"


def _number(text: str) -> int:
    return sum(position * ord(letter) for position, letter in enumerate(text, 1))
