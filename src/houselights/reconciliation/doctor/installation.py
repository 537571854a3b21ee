"""The doctor looks at the installation: versions, database, keys, disk, background work, mail."""

import platform
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from houselights import __version__
from houselights.audit.queries import first_broken_link
from houselights.errors import HomeProblem
from houselights.feeds.models import SyncRun
from houselights.home import Home
from houselights.organisations.queries import all_organisations, organisation_key
from houselights.reconciliation.doctor import rules
from houselights.reconciliation.doctor.checked import Checked

SHOWN = ("Django", "duckdb", "pyarrow", "httpx")


def installation() -> Iterator[Checked]:
    """Everything that is the same for all organisations here."""
    home = Home.from_environment()
    yield _versions()
    yield _database()
    yield _keys()
    yield _trail()
    yield rules.disk(shutil.disk_usage(home.path).free, _largest(home.path / "organisations"))
    waiting = SyncRun.objects.filter(state="waiting").order_by("started_at").first()
    yield rules.background(waiting.started_at if waiting else None, timezone.now())
    yield _mail()


def _versions() -> Checked:
    others = ", ".join(f"{name} {version(name)}" for name in SHOWN)
    named = (
        f"Houselights {__version__} on Python {platform.python_version()}; SQLite {sqlite3.sqlite_version}, {others}."
    )
    return rules.versions(sys.version_info[:3], sqlite3.sqlite_version_info, named)


def _database() -> Checked:
    """Takes the write lock and gives it back; on SQLite the file is looked through too."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE django_migrations SET name = name WHERE id = 0")
            found = _looked_through(cursor) if connection.vendor == "sqlite" else "ok"
    except DatabaseError as problem:
        return Checked(
            "database",
            False,
            f"The database cannot be written ({type(problem).__name__}).",
            "Make its folder writable, free space on its disk, or restore it from a backup.",
        )
    if found != "ok":
        return Checked("database", False, "The database file is damaged.", "Restore it from a backup.")
    return Checked("database", True, f"The database ({connection.display_name}) is whole and can be written.")


def _looked_through(cursor: CursorWrapper) -> str:
    cursor.execute("PRAGMA quick_check(1)")
    return str(cursor.fetchone()[0])


def _keys() -> Checked:
    """Does the master key open what it sealed? Nothing it opens is shown."""
    organisations = list(all_organisations())
    for each in organisations:
        try:
            organisation_key(each)
        except HomeProblem as problem:
            return Checked("keys", False, problem.message, problem.remedy)
    return Checked("keys", True, f"The master key opens the keys of {len(organisations):,} organisations.")


def _trail() -> Checked:
    """Is every entry as it was written, and chained to the one before?"""
    if broken := first_broken_link():
        return Checked(
            "trail",
            False,
            f"Entry {broken.pk} of the trail is not what was written, or one before it is missing.",
            "Somebody changed the database outside Houselights: compare it with a backup.",
        )
    return Checked("trail", True, "Nobody has altered the trail.")


def _mail() -> Checked:
    if settings.MAIL_IS_SET_UP:
        return Checked("mail", True, "Mail is set up: admins are told when a feed stalls.")
    return Checked("mail", True, "Mail is not set up: what goes wrong is shown on pages only.", "Set EMAIL_URL.")


def _largest(organisations: Path) -> int:
    """Bytes of the largest organisation's folder. Files may come and go meanwhile."""
    return max((sum(_size(path) for path in each.rglob("*")) for each in organisations.glob("*")), default=0)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size if path.is_file() else 0
    except FileNotFoundError:
        return 0
