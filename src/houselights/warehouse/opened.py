"""The published build, open for questions: kept open by a process until another is published."""

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import Any

import msgspec

from houselights.warehouse.builds import LINEAGE, Published, build_folder, current_tables, published
from houselights.warehouse.bundle import Bundle
from houselights.warehouse.store import Engine

PATIENCE = 20  # seconds for one question: a page asks about a dozen, which take milliseconds
KEPT_OPEN = 32  # organisations; a funder's server has a thousand

Made = tuple[int, int, str, str]


class Warehouse:
    """One build. `made` tells two apart, also where a home was replaced by another under the same name."""

    def __init__(self, organisation_folder: Path, pointer: Published, made: Made) -> None:
        self.number, self.made = pointer.number, made
        self.data_as_of, self.known_from = pointer.data_as_of, pointer.known_from
        self.bundle = msgspec.json.decode(_lineage(organisation_folder, pointer).read_bytes(), type=Bundle)
        self._engine = Engine(organisation_folder / "warehouse", patience=PATIENCE)
        for name, paths in current_tables(organisation_folder).items():
            self._engine.read(name, paths)

    def rows(self, sql: str, values: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of a question about the tables of builds.TABLES. Safe from several threads."""
        return self._engine.rows(sql, values)


_open: OrderedDict[Path, Warehouse] = OrderedDict()
_lock = Lock()


def open_build(organisation_folder: Path) -> Warehouse | None:
    """The published build of this organisation; None before the first."""
    pointer = published(organisation_folder)
    if pointer is None:
        return None
    made = (
        pointer.number,
        _lineage(organisation_folder, pointer).stat().st_mtime_ns,
        pointer.data_as_of,
        pointer.known_from,
    )
    key = organisation_folder.resolve()
    with _lock:
        found = _open.pop(key, None)
        if found is None or found.made != made:
            found = Warehouse(organisation_folder, pointer, made)
        _open[key] = found
        if len(_open) > KEPT_OPEN:
            _open.popitem(last=False)  # closed when the last question to it has its answer
    return found


def _lineage(organisation_folder: Path, pointer: Published) -> Path:
    return build_folder(organisation_folder, pointer.number) / LINEAGE
