"""The home at one moment, held still while it is written away: hard links to its files, and a copy of its database.

Landed files are never altered, only removed once others hold their rows: a link keeps one however the home goes on.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from houselights.errors import HomeProblem
from houselights.home import Home

STAGED = "backing-up"
DATABASE = "houselights.sqlite3"
TIMES = 5  # that files may vanish beneath us before something is wrong with the home
_NOT_KEPT = ("warehouse",)  # is made of the rest again


@contextmanager
def held_still(home: Home) -> Iterator[Path]:
    """A folder with the database and every file it names, as of one moment. Call while holding the backup's lock."""
    folder = home.path / STAGED
    shutil.rmtree(folder, ignore_errors=True)  # of a backup that was killed
    folder.mkdir(mode=0o700)
    try:
        _stage(home, folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _stage(home: Home, folder: Path) -> None:
    """The files before the database and after it: what it names was there before, or has come meanwhile.

    Only what came and was compacted away between the two is missing then; so once more.
    """
    for _ in range(TIMES):
        _link_all(home, folder)
        _copy_database(home, folder / DATABASE)
        _link_all(home, folder)
        named = _landed(folder / DATABASE)
        missing = [path for path in named if not (folder / path).exists()]
        if not missing:
            return _drop_unnamed(folder, named)
    raise HomeProblem(
        f"{len(missing)} landed files that the database names are not in the home; the first is {missing[0]}.",
        remedy="Restore the home from an earlier backup; nothing was written.",
    )


def _link_all(home: Home, folder: Path) -> None:
    for top in (home.path / "organisations", home.reference):
        for path in top.rglob("*"):
            parts = path.relative_to(home.path).parts
            if path.is_file() and not path.name.startswith(".") and parts[2:3] != _NOT_KEPT:
                _link(path, folder.joinpath(*parts))


def _link(path: Path, to: Path) -> None:
    if to.exists():
        return
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, to)
    except FileNotFoundError:  # compacted away since it was listed
        return
    except OSError:  # a file system without hard links
        shutil.copyfile(path, to)


def _copy_database(home: Home, to: Path) -> None:
    """Whole and compact, in one read transaction, while others go on writing."""
    from django.db import connection as database

    from houselights.backups.rows import write_database

    to.unlink(missing_ok=True)
    if database.vendor != "sqlite":
        return write_database(to)
    try:
        with closing(sqlite3.connect(home.database, timeout=60)) as connection:
            connection.execute("vacuum into ?", [str(to)])
    except sqlite3.OperationalError as problem:
        raise HomeProblem(
            f"The database could not be copied within the home: {problem}.",
            remedy="Free some space: a backup needs as much as the database takes. The last backup is as it was.",
        ) from None


def _landed(database: Path) -> set[str]:
    from houselights.feeds.models import LandedFile

    with closing(sqlite3.connect(database)) as connection:
        return {path for (path,) in connection.execute(f"select path from {LandedFile._meta.db_table}")}  # noqa: S608


def _drop_unnamed(folder: Path, named: set[str]) -> None:
    """Landed files that no row names count nowhere."""
    for path in folder.glob("organisations/*/landing/**/*"):
        if path.is_file() and str(path.relative_to(folder)) not in named:
            path.unlink()
