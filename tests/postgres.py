"""A PostgreSQL of the tests' own: a cluster in a folder, on a free port, gone when they end."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from served import free_port

PLACES = (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/bin"), Path("/usr/local/bin"))
PROGRAMS = next((place for place in PLACES if (place / "initdb").exists()), None)
# It refuses to run as root, and Debian's package brings a user for it.
AS_ITS_USER = ("setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups") if os.geteuid() == 0 else ()
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60")


@contextmanager
def postgres_started() -> Iterator[str]:
    """The address of a server, to which /NAME of a database is added."""
    if PROGRAMS is None:
        reason = "PostgreSQL is not here: apt-get install postgresql"
        assert "CI" not in os.environ, reason
        pytest.skip(reason)
    folder = Path(tempfile.mkdtemp(prefix="houselights-postgres-"))
    if AS_ITS_USER:
        shutil.chown(folder, "postgres", "postgres")
    try:
        with _served(folder) as address:
            yield address
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    data, port = str(folder / "data"), free_port()
    _run("initdb", "--pgdata", data, "--auth=trust", "--username=houselights", "--encoding=UTF8", "--no-sync")
    settings = (*QUICK, f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}")
    options = " ".join(f"-c {each}" for each in settings)
    _run("pg_ctl", "--pgdata", data, "--log", str(folder / "log"), "--wait", "--options", options, "start")
    try:
        yield f"postgres://houselights@127.0.0.1:{port}"
    finally:
        _run("pg_ctl", "--pgdata", data, "--wait", "--mode=immediate", "stop")


def make_database(address: str, name: str) -> str:
    """An empty one; its whole address."""
    _run("createdb", f"--maintenance-db={address}/postgres", name)
    return f"{address}/{name}"


def _run(program: str, *arguments: str) -> None:
    assert PROGRAMS
    words = [*AS_ITS_USER, str(PROGRAMS / program), *arguments]
    # pg_ctl leaves a server behind that would hold pipes open: its own log has what it says.
    done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/", timeout=120)
    assert done.returncode == 0, f"{program} ended with {done.returncode}"
