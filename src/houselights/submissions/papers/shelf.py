"""Where PDFs that were made lie: each under a name made of all that its bytes come from, so none is ever stale."""

import os
import time
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.metadata import version as version_of
from importlib.resources import files
from pathlib import Path

from houselights.errors import HouselightsError
from houselights.home import Home
from houselights.submissions.models import Version

ASKED_FOR_SECONDS = 60.0  # after which it is asked for once more: a worker that was killed has forgotten it
_MAKERS = ("weasyprint", "pydyf", "vl-convert-python", "fonttools")


class NotMade(HouselightsError):
    """It was tried, and this machine could not."""


@dataclass(frozen=True)
class Paper:
    """One version's. Its file is there whole or not at all."""

    path: Path

    def content(self) -> bytes | None:
        """None before it is made."""
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None

    def keep(self, content: bytes) -> None:
        """Others of the same version, which another Houselights made, are stale and go."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(self.path, content)
        for other in self.path.parent.glob(f"{self._of}-*"):
            if other != self.path:
                other.unlink(missing_ok=True)

    def ask(self) -> bool:
        """Is it to be made now? Once a minute at most, however often it is asked for."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            if time.time() - self._asked.stat().st_mtime < ASKED_FOR_SECONDS:
                return False
        except FileNotFoundError:
            pass
        self._asked.touch()
        return True

    def fail(self, problem: HouselightsError) -> None:
        """So that whoever waits is told."""
        _write(self._failed, f"{problem.message}\n{problem.remedy}".encode())

    def failure(self) -> NotMade | None:
        """Why it was tried in vain."""
        try:
            message, _, remedy = self._failed.read_text(encoding="utf-8").partition("\n")
        except FileNotFoundError:
            return None
        return NotMade(message, remedy=remedy)

    def forgive(self) -> None:
        """Whoever asks the next time has it tried again."""
        for each in (self._failed, self._asked):
            each.unlink(missing_ok=True)

    @property
    def _of(self) -> str:
        return self.path.stem.rpartition("-")[0]

    @property
    def _asked(self) -> Path:
        return self.path.with_suffix(".asked")

    @property
    def _failed(self) -> Path:
        return self.path.with_suffix(".failed")


def paper_of(version: Version) -> Paper:
    """Of the same bytes the same, for as long as the same libraries make it."""
    made_of = sha256(f"{version.fingerprint} {_maker()}".encode()).hexdigest()[:32]
    of, folder = version.of, Home.from_environment().organisation(version.of.organisation.slug) / "papers"
    return Paper(folder / f"{of.quarter}-v{version.number}-{made_of}.pdf")


@cache
def _maker() -> str:
    """A mark of everything here that writes a PDF: another release may write other bytes of the same return."""
    ours = sorted(files("houselights.submissions.exports").iterdir(), key=lambda each: each.name)
    texts = [each.read_bytes() for each in ours if each.name.endswith((".py", ".html", ".css"))]
    texts.append(files("houselights.submissions").joinpath("fields.py").read_bytes())
    return f"{sha256(b''.join(texts)).hexdigest()} {' '.join(version_of(each) for each in _MAKERS)}"


def _write(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)
