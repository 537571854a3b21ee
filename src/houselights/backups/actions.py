"""Back a home up, while it serves and syncs, into one sealed file."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from houselights import __version__
from houselights.audit.actions import record
from houselights.backups import archive
from houselights.backups.sealing import Seal, fingerprint
from houselights.backups.snapshot import held_still
from houselights.errors import AlreadyRunning, WrongUsage
from houselights.home import FORMAT, Home
from houselights.organisations.models import Organisation, User


@dataclass(frozen=True)
class BackedUp:
    """A backup as it was written."""

    file: Path
    bytes: int
    files: int
    organisations: int
    made_at: str


def back_up(home: Home, *, to: Path, seal: Seal, by: User | None) -> BackedUp:
    """Write the home to a file, as of one moment; what was in that file before stays until this is whole."""
    _check(to)
    with _one_at_a_time(home):
        record(action="home backed up", by=by)  # before the moment: who restores it sees it
        with held_still(home) as folder:
            files = sum(1 for path in folder.rglob("*") if path.is_file())
            made_at = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
            archive.write(to, folder, _manifest(home, made_at), seal)
    return BackedUp(to, to.stat().st_size, files, Organisation.objects.count(), made_at)


def _manifest(home: Home, made_at: str) -> bytes:
    return json.dumps(
        {
            "format": FORMAT,
            "houselights": __version__,
            "made_at": made_at,
            "master_key": fingerprint(home.master_key()),
            "keeps_master_key": home.keeps_master_key,
        }
    ).encode()


def _check(to: Path) -> None:
    if to.is_dir() or not to.parent.is_dir():
        raise WrongUsage(f"{to} is not a file that can be written.", remedy="Name a file in a folder that is there.")


@contextmanager
def _one_at_a_time(home: Home) -> Iterator[None]:
    home.locks.mkdir(parents=True, exist_ok=True)
    with (home.locks / "backup.lock").open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning("A backup of this home is being made.", remedy="Wait for it to end.") from None
        yield
