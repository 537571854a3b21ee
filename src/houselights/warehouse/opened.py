"""The published build, open for questions: kept open by a process until another is published."""

from collections import OrderedDict
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from houselights.warehouse.builds import (
    LINEAGE,
    PARTIES,
    Published,
    build_folder,
    current_tables,
    pointer_stamp,
    published,
)
from houselights.warehouse.bundle import Bundle
from houselights.warehouse.stages import ADDED_UP, stage
from houselights.warehouse.store import AS_LAST_RESORT, ENGINE, Engine, NeedsMemory, memory_to_ask

PATIENCE = 20  # seconds for one question: a page asks about a dozen, which take milliseconds
KEPT_OPEN = 32  # organisations; a funder's server has a thousand
AT_HAND = 500_000  # bytes of a file: events, performances and sums; to look into each takes as long as to add it up

Made = tuple[int, int, str, str]


class Warehouse:
    """One build. `made` tells two apart, also where a home was replaced by another under the same name."""

    def __init__(self, organisation_folder: Path, pointer: Published, made: Made) -> None:
        self.number, self.made = pointer.number, made
        self.data_as_of, self.known_from = pointer.data_as_of, pointer.known_from
        self.bundle = msgspec.json.decode(_lineage(organisation_folder, pointer.number).read_bytes(), type=Bundle)
        self._lock, self._made_once = Lock(), dict[str, Path | None]()
        self._folder = build_folder(organisation_folder, pointer.number)
        self._beside = organisation_folder / "warehouse"
        self._tables = current_tables(organisation_folder, PARTIES)
        self._engine = self._opened(memory_to_ask(path for paths in self._tables.values() for path in paths))

    def _opened(self, memory: int) -> Engine:
        """An engine that knows the build, and what stands beside it."""
        engine = Engine(self._beside, memory=memory, patience=PATIENCE, at_hand=AT_HAND)
        for name, paths in self._tables.items():
            engine.read(name, paths)
        for name in ADDED_UP:
            if name not in self._tables:  # parties are in every build but those of an earlier version
                engine.define(name, stage(name))
        for name, path in self._made_once.items():
            if path and path.exists():
                engine.read(name, [path])
        return engine

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of a question about builds.TABLES and stages.ADDED_UP. Safe from several threads."""
        return self._engine.rows(sql, values)

    def once(self, name: str, sql: str, values: Mapping[str, Any]) -> None:
        """Call the rows of a statement by a name, worked out for the first that asks and kept as long as the build.

        They lie beside it for whoever opens it: this file is of no backup, and not of the build.
        """
        if self._stands(name):
            return
        asked = blake2b(repr((ENGINE, sql, sorted(values.items()))).encode(), digest_size=8).hexdigest()
        with self._lock:
            if not self._stands(name):
                path = self._folder / f".{name}-{asked}.parquet"
                self._made_once[name] = self._made(name, sql, values, path)

    def _made(self, name: str, sql: str, values: Mapping[str, Any], path: Path) -> Path | None:
        try:
            return self._engine.stand(name, sql, values, path)
        except NeedsMemory:
            if None in self._made_once.values():  # what another engine would not see
                raise
        # Once, for a file: of ten million tickets some of them take more than a question may.
        with self._opened(AS_LAST_RESORT) as larger:
            larger.stand(name, sql, values, path)
        return self._engine.stand(name, sql, values, path)

    def _stands(self, name: str) -> bool:
        """And is still where it was: somebody may have tidied up."""
        if name not in self._made_once:
            return False
        path = self._made_once[name]
        return path is None or path.exists()


_open: OrderedDict[Path, tuple[tuple[int, ...], Warehouse]] = OrderedDict()  # with the pointer's file as it was
_lock = Lock()


def open_build(organisation_folder: Path) -> Warehouse | None:
    """The published build of this organisation; None before the first.

    A page asks this twenty times. The pointer is swapped and never altered: as long as it is the same file, and the
    build is where it was, nothing is read.
    """
    key = organisation_folder.resolve()
    swapped = pointer_stamp(organisation_folder)  # before it is read: what is swapped meanwhile is read by the next
    with _lock:
        before, found = _open.get(key, ((), None))
        if found and before == swapped and _is_there(organisation_folder, found):
            _open.move_to_end(key)
            return found
    pointer = published(organisation_folder)
    if pointer is None:
        return None
    lineage = _lineage(organisation_folder, pointer.number)
    made = (pointer.number, lineage.stat().st_mtime_ns, pointer.data_as_of, pointer.known_from)
    with _lock:
        _, found = _open.pop(key, ((), None))
        if found is None or found.made != made:
            found = Warehouse(organisation_folder, pointer, made)
        _open[key] = swapped, found
        if len(_open) > KEPT_OPEN:
            _open.popitem(last=False)  # closed when the last question to it has its answer
    return found


def _is_there(organisation_folder: Path, warehouse: Warehouse) -> bool:
    try:
        return _lineage(organisation_folder, warehouse.number).stat().st_mtime_ns == warehouse.made[1]
    except FileNotFoundError:
        return False


def _lineage(organisation_folder: Path, number: int) -> Path:
    return build_folder(organisation_folder, number) / LINEAGE
