"""Ask τ-ARGUS in a process of its own, limited in time and memory: whatever becomes of it, the release goes on."""

import logging
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

SECONDS = 10  # of one core, for one measure of a release
WAIT_SECONDS = 60  # on a clock, should the machine be busy
# The keys of this installation are in the environment: a process that runs another's native code never has them.
_KEPT = ("PATH", "PYTHONPATH", "LANG", "SYSTEMROOT", "TMPDIR", "TEMP")
_log = logging.getLogger(__name__)


def is_installed() -> bool:
    """It is optional: `pip install houselights[optimal]`."""
    return find_spec("pytauargus") is not None


def solved(text: str) -> list[int]:
    """The lines that it would hide besides; none where it refuses, dies, takes too long or answers in no such form."""
    # Only this user may open the folder, and it is gone with its true counts when the answer is read.
    with TemporaryDirectory(prefix="houselights-gate-") as name:
        folder = Path(name)
        (folder / "problem").write_text(text, encoding="ascii")
        if not _is_done(folder):
            return []
        try:
            return [int(word) for word in (folder / "answer").read_text(encoding="ascii").split()]
        except (OSError, ValueError):
            return _without("its answer cannot be read")


def _is_done(folder: Path) -> bool:
    # -P: no module is ever taken from the folder that the server happens to stand in.
    command = [sys.executable, "-P", "-m", "houselights.disclosure.optimal.child", str(folder), str(SECONDS)]
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    try:
        done = subprocess.run(
            command, cwd=folder, env=environment, timeout=WAIT_SECONDS, capture_output=True, stdin=subprocess.DEVNULL
        )
    except subprocess.TimeoutExpired:
        _without("it took too long")
        return False
    if done.returncode:
        _without(f"it ended with {done.returncode}")
    return done.returncode == 0


def _without(reason: str) -> list[int]:
    _log.info("A release is protected without τ-ARGUS: %s.", reason)
    return []
