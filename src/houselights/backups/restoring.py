"""Make a home of a backup: into an empty folder, whole or not at all."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from houselights.backups import archive
from houselights.backups.sealing import Seal, fingerprint
from houselights.backups.snapshot import DATABASE
from houselights.errors import HomeProblem
from houselights.home import FORMAT, Home

KEYS = "keys"  # whoever restores may have put the master key there
BEGUN = "restoring"  # a folder that says: what is in this home is not whole


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    format: int
    houselights: str
    made_at: str
    master_key: str
    keeps_master_key: bool


def restore_files(home: Home, *, file: Path, seal: Seal, database_elsewhere: bool = False) -> Manifest:
    """Everything but the figures, which are made of it: `rebuild` them. The home is no home before this has ended.

    Where the database is elsewhere, its rows are still to be read from `database_of(home)`; then `finish`.
    """
    check_empty(home)
    begun = home.path / BEGUN
    give_up(home)
    begun.mkdir(parents=True)
    try:
        archive.read(file, seal, begun)
        manifest = _manifest(json.loads((begun / "manifest.json").read_text()))
        _check(manifest, home)
        _move_in(begun, home, manifest, staying={DATABASE} if database_elsewhere else set())
    except BaseException:
        give_up(home)
        raise
    if not database_elsewhere:
        finish(home)
    return manifest


def database_of(home: Home) -> Path:
    """What people wrote, in a home that was begun."""
    return home.path / BEGUN / DATABASE


def finish(home: Home) -> None:
    """From here on it is a home like any other, and not to be restored into."""
    shutil.rmtree(home.path / BEGUN)


def check_empty(home: Home) -> None:
    """Insist on a home with nothing but its keys, or one that a restore had begun to fill when it was killed."""
    found = {path.name for path in home.path.iterdir()} if home.path.exists() else set()
    if found - {KEYS} and BEGUN not in found:
        raise HomeProblem(
            f"The home {home.path} is not empty.", remedy="Name an empty folder with --home; nothing was changed."
        )


def _manifest(found: dict[str, Any]) -> Manifest:
    return Manifest(**{name: found[name] for name in Manifest.__dataclass_fields__})


def _check(manifest: Manifest, home: Home) -> None:
    if manifest.format > FORMAT:
        raise HomeProblem(
            f"The backup was made by a newer Houselights ({manifest.houselights}).",
            remedy="Install that version, then restore; nothing was restored.",
        )
    if manifest.master_key != fingerprint(home.master_key()):
        raise HomeProblem(
            "The master key is not the one that the backed-up home was sealed with.",
            remedy="Give that one as HOUSELIGHTS_MASTER_KEY (or _FILE); nothing was restored.",
        )


def _move_in(begun: Path, home: Home, manifest: Manifest, *, staying: set[str]) -> None:
    """The marker of a home is written last, by `prepare`."""
    (begun / "manifest.json").unlink()
    if manifest.keeps_master_key:
        home.keep_master_key()
    for path in begun.iterdir():
        if path.name not in staying:
            path.rename(home.path / path.name)
    home.prepare()


def give_up(home: Home) -> None:
    """Back to an empty folder; the folder itself may be a mount of its own."""
    for path in home.path.iterdir() if home.path.exists() else ():
        if path.name != KEYS:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
