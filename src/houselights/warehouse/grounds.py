"""Which build the next one may stand on: the published one, unless something that it was made of is gone or changed."""

from collections.abc import Iterable
from pathlib import Path

import msgspec

from houselights.warehouse.builds import (
    LINEAGE,
    PARTIES,
    TABLES,
    WORKINGS,
    build_folder,
    contents,
    files_of,
    published,
)
from houselights.warehouse.bundle import Bundle
from houselights.warehouse.landed import made_of, reading_of
from houselights.warehouse.store import is_readable

MOST_STEPS = 500  # ten days of a sync each half hour: then the rows are put in order again


class Ground(msgspec.Struct, frozen=True):
    """A build to stand on. `read` is the last reading in it, `steps` the builds since one was made whole."""

    number: int
    bundle: Bundle
    tables: dict[str, list[Path]]
    read: int
    steps: int


def ground_of(bundle: Bundle, home: Path, organisation_folder: Path, *, people: str) -> Ground | str:
    """The published build, or why the next one is made whole. `people` names the comparison that found who is whose."""
    pointer = published(organisation_folder)
    if pointer is None:
        return "there was no build before"
    folder = build_folder(organisation_folder, pointer.number)
    said, before = contents(folder), _bundle(folder)
    if before is None or said is None:
        return "the build before was damaged"
    if (before.rules, before.time_zone) != (bundle.rules, bundle.time_zone):
        return "the rules changed"
    if not are_whole(tables := files_of(folder, said), (*WORKINGS, PARTIES)):
        return "the build before was damaged"
    if said.people != people:
        return "people were found anew"
    if not _only_grew(before, bundle, home):
        return "something that was landed is gone"
    if said.steps >= MOST_STEPS:
        return f"{MOST_STEPS} builds stood on each other"
    read = max((reading_of(file.path) for file in before.files), default=0)
    return Ground(pointer.number, before, tables, read, said.steps)


def are_whole(tables: dict[str, list[Path]], more: Iterable[str] = ()) -> bool:
    """Is every table there, and some more, and every file of them whole?"""
    return {*TABLES, *more} <= set(tables) and all(is_readable(path) for path in _all(tables.values()))


def _all(several: Iterable[list[Path]]) -> list[Path]:
    return [path for paths in several for path in paths]


def _bundle(folder: Path) -> Bundle | None:
    try:
        return msgspec.json.decode((folder / LINEAGE).read_bytes(), type=Bundle)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None


def _only_grew(before: Bundle, now: Bundle, home: Path) -> bool:
    """Landed files are never altered: each is there still, or all of its rows are in one that was made of it."""
    earlier, later = ({file.path for file in bundle.files} for bundle in (before, now))
    gone, new = earlier - later, later - earlier
    return not gone or gone <= set().union(*(made_of(home / path) for path in new))
