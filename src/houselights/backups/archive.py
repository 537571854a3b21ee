"""The file of a backup: a ZIP that holds a sealed tar of the home, its sealed key, and words for whoever finds it."""

import io
import os
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyrage

from houselights.backups.sealing import Seal
from houselights.errors import WrongUsage

KEY, HOME, README = "key.age", "home.tar.age", "README.txt"
PIECE = 1 << 16
WORDS = """A backup of Houselights.

`houselights restore FILE` makes a home of it again. By hand, with age (age-encryption.org) and the passphrase:

    age --decrypt --output key.txt key.age
    age --decrypt --identity key.txt home.tar.age | tar x

Without key.age it was sealed by a key file: give that as the identity.
"""


class Tar(io.RawIOBase):
    """The tar of a folder as a stream to read: nothing is written twice."""

    def __init__(self, folder: Path, first: tuple[str, bytes]) -> None:
        self._pieces, self._left = _tar(folder, first), b""

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        while not self._left or size < 0:
            piece = next(self._pieces, None)
            if piece is None:
                break
            self._left += piece
        taken = self._left if size < 0 else self._left[:size]
        self._left = self._left[len(taken) :]
        return taken


def write(path: Path, folder: Path, manifest: bytes, seal: Seal) -> None:
    """The folder, sealed, as a file that is there whole or not at all."""
    identity, beside = seal.new_key()
    with _whole(path) as file, zipfile.ZipFile(file, "w") as archive:
        archive.writestr(README, WORDS)
        if beside:
            archive.writestr(KEY, beside)
        with archive.open(HOME, "w", force_zip64=True) as bulk:
            pyrage.encrypt_io(Tar(folder, ("manifest.json", manifest)), bulk, [identity.to_public()])


def read(path: Path, seal: Seal, to: Path) -> None:
    """Open a backup into a folder. WrongUsage where it is none, is damaged, or was sealed by something else."""
    tar = to / "home.tar"
    try:
        with zipfile.ZipFile(path) as archive, tar.open("wb") as opened:
            beside = archive.read(KEY) if KEY in archive.namelist() else b""
            identity = seal.open_key(beside)
            with archive.open(HOME) as bulk:
                _decrypt(bulk, opened, identity, seal)
    except FileNotFoundError:
        raise WrongUsage(f"There is no {path}.", remedy="Name the file that `houselights backup` wrote.") from None
    except (zipfile.BadZipFile, KeyError, EOFError):
        raise _damaged(path) from None
    except _Damaged:
        raise _damaged(path) from None
    with tarfile.open(tar) as whole:  # only now: every byte of it is proved
        whole.extractall(to, filter="data")
    tar.unlink()


class _Damaged(Exception):
    """A byte of the bulk is not what was sealed."""


def _decrypt(bulk: IO[bytes], opened: IO[bytes], identity: "pyrage.x25519.Identity", seal: Seal) -> None:
    try:
        pyrage.decrypt_io(bulk, opened, [identity])
    except pyrage.DecryptError:
        raise seal.does_not_fit() from None
    except OSError as problem:
        if problem.errno:  # the disk's own trouble
            raise
        raise _Damaged from None


def _damaged(path: Path) -> WrongUsage:
    return WrongUsage(
        f"{path} is damaged, or no backup of Houselights: it was cut short or altered.",
        remedy="Use another copy; nothing was restored.",
    )


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """Written beside, then renamed over what was there: the last good backup stays until this one is whole."""
    beside = path.with_name(f".{path.name}.writing")
    try:
        with os.fdopen(os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _tar(folder: Path, first: tuple[str, bytes]) -> Iterator[bytes]:
    yield from _member(first[0], len(first[1]), [first[1]])
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        yield from _member(str(path.relative_to(folder)), path.stat().st_size, _pieces(path))
    yield b"\0" * tarfile.BLOCKSIZE * 2


def _member(name: str, size: int, pieces: Iterable[bytes]) -> Iterator[bytes]:
    head = tarfile.TarInfo(name)
    head.size, head.mode = size, 0o600
    yield head.tobuf(tarfile.PAX_FORMAT)
    yield from pieces
    yield b"\0" * (-size % tarfile.BLOCKSIZE)


def _pieces(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece
