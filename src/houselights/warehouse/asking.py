"""Ask what one connection has landed: within a run of one engine, which adds up what is held only once."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

from houselights.warehouse.bundle import LandedFile, Link
from houselights.warehouse.held import name_sums
from houselights.warehouse.store import Engine
from houselights.warehouse.tables import link_table

Files = Sequence[LandedFile]
Rows = list[tuple[Any, ...]]
_SALES = ("orders", "tickets")


def ask(home: Path, files: Files, sql: str, values: Mapping[str, Any]) -> Rows:
    """Rows of a statement that reads landed files; none where nothing is landed."""
    with _asked() as asked:
        return asked.engine(home, files).rows(sql, values) if files else []


def ask_sums(
    home: Path, files: Files, sql: str, values: Mapping[str, Any] | None = None, links: Sequence[Link] = ()
) -> Rows:
    """Rows of a statement that reads `sums` (see `held`) and `links` as well."""
    if not files:
        return []
    with _asked() as asked:
        engine = asked.engine(home, files, sums=True)
        engine.take("links", link_table(links))
        return engine.rows(sql, values)


@contextmanager
def asked_together() -> Iterator[None]:
    """Within this block all questions are asked of one engine; opening one costs more than most of them."""
    with closing(_Asked()) as asked:
        token = _TOGETHER.set(asked)
        try:
            yield
        finally:
            _TOGETHER.reset(token)


class _Asked:
    """An engine, the files that it has names for, and the orders that it has sums of."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._files: Files = ()
        self._summed: Files | None = None

    def engine(self, home: Path, files: Files, *, sums: bool = False) -> Engine:
        landing = (home / files[0].path).parents[1]  # files lie in organisations/SLUG/landing/CONNECTION/KIND/
        engine = self._engine = self._engine or Engine(landing.parent)
        if self._files != files:
            engine.read_landed(home, files)
            self._files = files
        sales = [file for file in files if file.kind in _SALES]
        if sums and self._summed != sales:
            name_sums(engine, landing)
            self._summed = sales
        return engine

    def close(self) -> None:
        if self._engine:
            self._engine.close()
        self._engine, self._files, self._summed = None, (), None


_TOGETHER: ContextVar[_Asked | None] = ContextVar("together", default=None)


@contextmanager
def _asked() -> Iterator[_Asked]:
    if together := _TOGETHER.get():
        yield together
    else:
        with closing(_Asked()) as alone:
            yield alone
