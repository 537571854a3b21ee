"""How a backup is sealed: by a passphrase, by a key file, or by the home's own master key; age does the sealing.

The bulk is sealed to a key made for this backup alone, and that key by the passphrase: age takes a whole text in memory
for a passphrase, and a stream only for a key.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import pyrage

from houselights.errors import WrongUsage

Identity: TypeAlias = Any  # pyrage.x25519.Identity; pyrage brings no types
SHORTEST = 8  # characters of a passphrase, bytes of a key file: less is guessed
_MARK = "AGE-SECRET-KEY-"
T = TypeVar("T", str, bytes)


@dataclass(frozen=True)
class Seal:
    """What seals and opens: an age key of one's own, or a passphrase (made of a key, where that is what is given)."""

    by: str  # for people: "a passphrase", "a key file", "the master key"
    passphrase: str = ""
    identity: Identity | None = None

    def new_key(self) -> tuple[Identity, bytes]:
        """A key for the bulk, and what must lie beside it in the backup: nothing where the key is one's own."""
        if self.identity:
            return self.identity, b""
        identity = pyrage.x25519.Identity.generate()
        return identity, pyrage.passphrase.encrypt(str(identity).encode(), self.passphrase)

    def open_key(self, beside: bytes) -> Identity:
        """The key of the bulk; WrongUsage where this is not what sealed it."""
        if bool(self.identity) == bool(beside):
            raise self.does_not_fit()
        if self.identity:
            return self.identity
        try:
            return pyrage.x25519.Identity.from_str(pyrage.passphrase.decrypt(beside, self.passphrase).decode())
        except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError):
            raise self.does_not_fit() from None

    def does_not_fit(self) -> WrongUsage:
        return WrongUsage(
            f"The backup does not open with {self.by}.",
            remedy="Give what it was made with: --passphrase-file, --key-file, or neither for its home’s master key.",
        )


def seal_of(*, passphrase_file: Path | None, key_file: Path | None, master_key: Callable[[], bytes]) -> Seal:
    """What a person gave; the master key where nothing was given."""
    if passphrase_file and key_file:
        raise WrongUsage("A passphrase and a key file were given.", remedy="Give one of them.")
    if passphrase_file:
        return Seal(
            "this passphrase", passphrase=_long_enough(_read(passphrase_file).decode("utf-8", "replace").strip())
        )
    if key_file:
        return _by_key(_read(key_file))
    return Seal("the master key", passphrase=hmac.new(master_key(), b"houselights backup", "sha256").hexdigest())


def fingerprint(master_key: bytes) -> str:
    """By which a restore knows the key of a home, and nobody learns it."""
    return hashlib.sha256(b"houselights master key" + master_key).hexdigest()


def _by_key(content: bytes) -> Seal:
    """A key file of age's own, or any other: then its content is the passphrase."""
    for line in content.decode("utf-8", "replace").splitlines():
        if line.strip().startswith(_MARK):
            try:
                return Seal("this key file", identity=pyrage.x25519.Identity.from_str(line.strip()))
            except pyrage.IdentityError:
                raise WrongUsage("The key file is damaged.", remedy="Give it as age-keygen wrote it.") from None
    _long_enough(content)
    return Seal("this key file", passphrase=hashlib.sha256(content).hexdigest())


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise WrongUsage(f"{path} cannot be read: {problem.strerror}.", remedy="Name another file.") from None


def _long_enough(secret: T) -> T:
    if len(secret) < SHORTEST:
        raise WrongUsage(f"The secret is shorter than {SHORTEST} characters.", remedy="Give a longer one.")
    return secret
