"""One run at a time for an organisation, across processes; the lock dies with the process that holds it."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection as database

from houselights.errors import AlreadyRunning
from houselights.home import Home


@contextmanager
def organisation_lock(home: Home, slug: str, *, who: str) -> Iterator[None]:
    """Hold the organisation's lock; AlreadyRunning says who holds it, and since when."""
    with _file_lock(home.locks / f"{slug}.lock", who=who), _database_lock(slug):
        yield


@contextmanager
def _file_lock(path: Path, *, who: str) -> Iterator[None]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise _already_running(file.read()) from None
        file.truncate(0)
        file.write(json.dumps({"who": who, "since": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC", "pid": os.getpid()}))
        file.flush()
        yield


@contextmanager
def _database_lock(slug: str) -> Iterator[None]:
    """Several machines share one PostgreSQL: there the lock must be the database's own."""
    if database.vendor != "postgresql":
        yield
        return
    name = hashlib.blake2b(f"houselights {slug}".encode(), digest_size=8).digest()
    key = int.from_bytes(name, "big", signed=True)
    with database.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s)", [key])
        if not cursor.fetchone()[0]:
            raise _already_running("")
        try:
            yield
        finally:
            cursor.execute("select pg_advisory_unlock(%s)", [key])


def _already_running(note: str) -> AlreadyRunning:
    try:
        held = json.loads(note)
        detail = f"{held['who']} (process {held['pid']}), since {held['since']}"
    except (ValueError, KeyError, TypeError):
        detail = "another process"
    return AlreadyRunning(
        f"The box office is being read already: {detail}.",
        remedy="Wait for it to end, or cancel it on the box office page; nothing was changed.",
    )
