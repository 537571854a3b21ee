"""The home: the folder that holds everything persistent, the names of what lies in it, and its two keys."""

import json
import os
import pwd
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from houselights.errors import HomeProblem

FORMAT = 1  # raise when an older Houselights could no longer read what this one writes


@dataclass(frozen=True)
class Home:
    """Paths only: making one touches no file. `prepare` makes the folders and keys that are missing."""

    path: Path

    @classmethod
    def from_environment(cls) -> "Home":
        """`HOUSELIGHTS_HOME`, else the platform's user-data folder."""
        given = os.environ.get("HOUSELIGHTS_HOME")
        return cls(Path(given).expanduser().absolute() if given else user_data_path("houselights", appauthor=False))

    @property
    def database(self) -> Path:
        return self.path / "houselights.sqlite3"

    @property
    def reference(self) -> Path:
        return self.path / "reference"

    @property
    def logs(self) -> Path:
        return self.path / "logs"

    @property
    def log(self) -> Path:
        return self.logs / "houselights.log"

    @property
    def locks(self) -> Path:
        return self.path / "locks"

    def organisation(self, slug: str) -> Path:
        """The folder of one organisation: its `landing/` and `warehouse/`, and nothing of anyone else."""
        return self.path / "organisations" / slug

    def exists(self) -> bool:
        """Has `prepare` finished here once? The marker is written last, so a half-made home is none."""
        try:
            return self._marker.exists()
        except PermissionError:
            raise self._not_ours("read") from None

    def prepare(self) -> None:
        """Make what is missing; refuse a home that a newer Houselights wrote. Safe to repeat."""
        self.check()
        try:
            for folder in (self.path, self.reference, self.logs, self.locks, self.path / "organisations", self._keys):
                folder.mkdir(parents=True, exist_ok=True)
            self.path.chmod(0o700)
            self._keys.chmod(0o700)
            for name in ("secret", "master"):
                self._make_key(name)
            _write_whole(self._marker, json.dumps({"format": FORMAT}))
        except OSError as problem:
            raise HomeProblem(
                f"The home {self.path} cannot be written: {problem.strerror}.",
                remedy="Choose another folder with --home, or make this one writable for you.",
            ) from problem
        self.check_writable()

    def check(self) -> None:
        """Refuse a home of a newer format, or one whose marker is damaged."""
        if not self.exists():
            return
        try:
            found = int(json.loads(self._marker.read_text())["format"])
        except (OSError, ValueError, KeyError, TypeError) as problem:
            raise HomeProblem(
                f"{self._marker} is damaged.", remedy="Restore the home from a backup; nothing in it was changed."
            ) from problem
        if found > FORMAT:
            raise HomeProblem(
                f"The home {self.path} was written by a newer Houselights (format {found}; this one knows {FORMAT}).",
                remedy="Install the newer version again; nothing was changed.",
            )

    def check_writable(self) -> None:
        """Refuse a home that this user cannot write, or whose disk is read-only; a file that is not there may be."""
        parts = (self.path, self.database, self.path / "work.sqlite3", self.logs, self.log, self.locks)
        if any(part.exists() and not os.access(part, os.W_OK) for part in parts):
            raise self._not_ours("written")

    def secret_key(self) -> str:
        """Django's key: `HOUSELIGHTS_SECRET_KEY`, or the home's own."""
        return self._key("secret")

    def master_key(self) -> bytes:
        """32 bytes that seal box-office secrets and each organisation's key: `HOUSELIGHTS_MASTER_KEY`, or its own."""
        try:
            key = b64decode(self._key("master"), validate=True)
        except ValueError:
            key = b""
        if len(key) != 32:
            raise HomeProblem(
                "The master key is not 32 bytes in base64.",
                remedy="Give the same HOUSELIGHTS_MASTER_KEY (or _FILE) that this home was made with.",
            )
        return key

    @property
    def keeps_master_key(self) -> bool:
        """Does it lie in the home itself, as it does where nobody gave one?"""
        return (self._keys / "master.key").exists()

    def keep_master_key(self) -> None:
        """Write the key that was given into the home, as it lay in the home that this one was."""
        self._keys.mkdir(parents=True, exist_ok=True)
        self._keys.chmod(0o700)
        _write_whole(self._keys / "master.key", b64encode(self.master_key()).decode())

    @property
    def _keys(self) -> Path:
        return self.path / "keys"

    @property
    def _marker(self) -> Path:
        return self.path / "home.json"

    def _key(self, name: str) -> str:
        variable = f"HOUSELIGHTS_{name.upper()}_KEY"
        if value := os.environ.get(variable):
            return value.strip()
        path = Path(os.environ.get(f"{variable}_FILE") or self._keys / f"{name}.key")
        try:
            return path.read_text().strip()
        except OSError as problem:
            raise self._no_key(name) from problem

    def _not_ours(self, done: str) -> HomeProblem:
        return HomeProblem(
            f"The home {self.path} cannot be {done} by {_this_user()}.",
            remedy="Run this as the user who owns it, make it writable for you, or name another home with --home.",
        )

    def _no_key(self, name: str) -> HomeProblem:
        variable = f"HOUSELIGHTS_{name.upper()}_KEY"
        return HomeProblem(
            f"There is no {name} key for the home {self.path}.",
            remedy=f"Run `houselights setup` for a new home, or set {variable} for one that exists.",
        )

    def _make_key(self, name: str) -> None:
        path = self._keys / f"{name}.key"
        variable = f"HOUSELIGHTS_{name.upper()}_KEY"
        if path.exists() or os.environ.get(variable) or os.environ.get(f"{variable}_FILE"):
            return
        if name == "master" and self.exists():
            raise self._no_key(name)  # a new one would open nothing that the home has sealed
        _write_whole(path, b64encode(secrets.token_bytes(32)).decode())


def _this_user() -> str:
    """By name, or by number where nobody gave that number a name."""
    try:
        return f"the user {pwd.getpwuid(os.geteuid()).pw_name}"
    except KeyError:
        return f"the user {os.geteuid()}"


def _write_whole(path: Path, text: str) -> None:
    """Write beside, then rename: the file is there whole or not at all; readable by its owner alone."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
