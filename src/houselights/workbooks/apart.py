"""Do a piece of work on a stranger's file in a process of its own, limited in memory and time: the server lives."""

import logging
import os
import re
import signal
import subprocess
import sys
import threading

import msgspec

from houselights.errors import Unreadable
from houselights.workbooks import limits
from houselights.workbooks.answers import Answer, Refusal
from houselights.workbooks.refusals import unreadable

_ERROR = re.compile(rb"^([A-Za-z_.]{1,80}(?:Error|Exception))\b(?=[^\n]*\n?\Z)", re.M)
_OUT_OF_MEMORY = (b"MemoryError", b"memory allocation", b"capacity overflow")  # Python's words and Rust's
_log = logging.getLogger(__name__)
_turns = threading.BoundedSemaphore(limits.AT_ONCE)
# The keys of this installation are in the environment: a process that opens strangers' files never has them.
_KEPT = ("PATH", "PYTHONPATH", "LANG", "SYSTEMROOT", "TMPDIR", "TEMP")


def run_apart(work: str, request: bytes, *, seconds: float = limits.READ_SECONDS) -> bytes:
    """What `child` makes of the request; Unreadable when it refuses, dies or takes too long."""
    # -P: no module is ever taken from the folder that the server happens to stand in.
    command = [sys.executable, "-P", "-m", "houselights.workbooks.child", work, str(seconds)]
    environment = {name: os.environ[name] for name in _KEPT if name in os.environ}
    with _turns:
        try:
            done = subprocess.run(
                command, input=request, capture_output=True, timeout=seconds + limits.GRACE_SECONDS, env=environment
            )
        except subprocess.TimeoutExpired as error:
            raise unreadable("too-large", "Reading this workbook takes too long.") from error
    if done.returncode:
        raise _died(done)
    answer = msgspec.msgpack.decode(done.stdout, type=Answer | Refusal)
    if isinstance(answer, Refusal):
        raise Unreadable(answer.code, answer.message, remedy=answer.remedy)
    return answer.content


def _died(done: subprocess.CompletedProcess[bytes]) -> Unreadable:
    """A reader that ran out of memory or time says so; any other death is the file's doing as far as anybody knows."""
    is_big = any(each in done.stderr for each in _OUT_OF_MEMORY) or done.returncode in (
        -signal.SIGKILL,
        -signal.SIGXCPU,
    )
    named = _ERROR.search(done.stderr)  # the kind of error alone: its words may quote a cell
    _log.warning("The reader of a workbook ended with %s (%s).", done.returncode, named[1].decode() if named else "-")
    return unreadable("too-large" if is_big else "damaged")
