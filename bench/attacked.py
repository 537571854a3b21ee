"""What `make attack` has attacked already, for this code: a batch to a line, so that a second start goes on."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version as version_of
from pathlib import Path
from unittest.mock import patch

import msgspec
from msgspec import Struct

import houselights.disclosure
from houselights.disclosure.attacks.running import Report
from houselights.disclosure.optimal import proposing, solving

KEPT = Path(__file__).with_name("attacked.jsonl")
ALONE, WITH_ARGUS = "Houselights alone", "Houselights with τ-ARGUS"


class Batch(Struct, frozen=True):
    """The seeds of the portfolios, from `first` on, and how many pairs of questions they are asked."""

    first: int
    portfolios: int
    pairs: int


class Line(Struct, frozen=True):
    """One batch as it was attacked."""

    version: str
    way: str
    batch: Batch
    report: Report
    seconds: float  # of a core


class Kept:
    """The batches that this code has attacked in this way."""

    def __init__(self, code: str, way: str, path: Path = KEPT) -> None:
        self._code, self._way, self._path = code, way, path
        self.done = {
            line.batch: (line.report, line.seconds) for line in _lines(path) if (line.version, line.way) == (code, way)
        }

    def keep(self, batch: Batch, report: Report, seconds: float) -> None:
        """On the disk before the next one is told."""
        line = Line(self._code, self._way, batch, report, seconds)
        with self._path.open("ab") as file:
            file.write(b"\n" + msgspec.json.encode(line) + b"\n")  # what was killed before may have left half a line
        self.done[batch] = report, seconds


def _lines(path: Path) -> Iterator[Line]:
    """Those that are whole: of a process that was killed the last may not be."""
    for line in path.read_bytes().splitlines() if path.exists() else []:
        try:
            yield msgspec.json.decode(line, type=Line)
        except msgspec.DecodeError:
            continue


def version() -> str:
    """Of all that decides what is hidden and how it is attacked."""
    folder = Path(houselights.disclosure.__file__).parent
    found = hashlib.sha256()
    for path in sorted(each for each in folder.rglob("*") if each.suffix in (".py", ".toml")):
        found.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    for name in ("highspy", "pytauargus") if solving.is_installed() else ("highspy",):
        found.update(f"{name} {version_of(name)}".encode())
    return found.hexdigest()[:16]


def ways() -> list[str]:
    """Both, where the optional extra is installed."""
    return [ALONE, WITH_ARGUS] if solving.is_installed() else [ALONE]


@contextmanager
def protecting(way: str) -> Iterator[None]:
    """Within, releases are protected in this way."""
    with patch.object(proposing, "is_installed", lambda: way == WITH_ARGUS):
        yield
