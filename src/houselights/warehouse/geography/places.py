"""What builds take of the reference data: the lists in force, made ready once, and what of places they tell."""

from hashlib import blake2b
from pathlib import Path

import pyarrow as pa

from houselights.warehouse.geography.areas import INDICES
from houselights.warehouse.geography.held import Held, data_of, held
from houselights.warehouse.geography.kinds import kinds
from houselights.warehouse.geography.layouts import SCHEMAS
from houselights.warehouse.geography.postcodes import prepare_list, reference_list
from houselights.warehouse.store import Engine

_SMALL_AREAS = Path(__file__).with_name("small_areas.sql")
_INDEXES = ("deprivation-2025", "deprivation-2019", "deprivation-uk")
_CLASSES = ("rural-urban-2021", "rural-urban-2011")
_OF_SMALL_AREAS = ("postcodes", *_INDEXES, *_CLASSES, "ages")
_OF_BUILDS = (*_OF_SMALL_AREAS, "households", "priority-places")


def prepare_reference(reference: Path) -> str:
    """Make ready what builds read; a mark of all of it, which differs when anything that they read does."""
    mark = prepare_list(reference)
    loaded = held(reference)
    path = _small_areas(reference, loaded)
    if path and not path.exists():
        _join_small_areas(reference, loaded, path)
        for other in set(reference.glob("small-areas-*.parquet")) - {path}:
            other.unlink()
    return " ".join([mark, *(f"{name}:{loaded[name].mark}" for name in _OF_BUILDS if name in loaded)])


def lists(reference: Path) -> dict[str, Path]:
    """The prepared lists by the names that builds know; those that are not there are left out."""
    loaded = held(reference)
    found = {"postcodes": reference_list(reference)}
    if small_areas := _small_areas(reference, loaded):
        found["small_areas"] = small_areas
    for name in ("households", "priority-places"):
        if name in loaded:
            found[name.replace("-", "_")] = data_of(reference, loaded[name])
    return found


def told(reference: Path) -> tuple[str, ...]:
    """What of places can be told: the dimensions that need reference data and have it."""
    loaded = held(reference)
    directory = loaded["postcodes"].has if "postcodes" in loaded else ()
    is_told = {
        "area_lsoa": bool(directory),
        "imd_decile": bool(directory) and ("imd_rank" in directory or any(name in loaded for name in _INDEXES)),
        "rural_urban": bool(directory) and ("rural_urban" in directory or any(name in loaded for name in _CLASSES)),
        "priority_place": "priority-places" in loaded,
        "households": "households" in loaded,
    }
    return tuple(name for name, is_so in is_told.items() if is_so)


def _small_areas(reference: Path, loaded: dict[str, Held]) -> Path | None:
    """Only a directory knows small areas; the list that comes with us does not."""
    if "postcodes" not in loaded:
        return None
    marks = [
        _SMALL_AREAS.read_text(encoding="utf-8"),
        *(loaded[name].mark for name in _OF_SMALL_AREAS if name in loaded),
    ]
    return reference / f"small-areas-{blake2b(' '.join(marks).encode(), digest_size=6).hexdigest()}.parquet"


def _join_small_areas(reference: Path, loaded: dict[str, Held], path: Path) -> None:
    beside = path.with_name(f".{path.name}")
    with Engine(reference) as engine:
        engine.take(
            "indices",
            pa.Table.from_pylist([dict(zip(("nation", "areas", "census"), each, strict=True)) for each in INDICES]),
        )
        for name in _OF_SMALL_AREAS:
            if name in loaded:
                engine.read(name.replace("-", "_"), [data_of(reference, loaded[name])])
            else:
                engine.take(name.replace("-", "_"), SCHEMAS[kinds()[name].schema].empty_table())
        engine.write("small_areas", _SMALL_AREAS.read_text(encoding="utf-8"), beside)
    beside.replace(path)
