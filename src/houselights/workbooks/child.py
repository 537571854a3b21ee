"""The process that opens a stranger's file: it limits itself, reads its standard input, answers on standard output."""

import contextlib
import gc
import math
import sys

import msgspec

from houselights.errors import Unreadable
from houselights.workbooks import limits
from houselights.workbooks.answers import Answer, Refusal


def main() -> None:
    work, seconds = sys.argv[1], math.ceil(float(sys.argv[2]))
    gc.disable()  # one file, and then the process ends: looking for rubbish only costs time
    limit(memory_bytes=limits.MEMORY_BYTES, seconds=seconds)
    sys.stdout.buffer.write(msgspec.msgpack.encode(answer(work, sys.stdin.buffer.read())))


def limit(*, memory_bytes: int, seconds: int) -> None:
    """From here on this process can take no more than that."""
    if sys.platform == "win32":
        return  # no such limits there; the parent's clock still ends it
    import resource

    # macOS refuses a limit of the address space.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(work: str, request: bytes) -> Answer | Refusal:
    """The work done, or why it is not."""
    try:
        return Answer(_work(work, request))
    except Unreadable as refused:
        return Refusal(refused.code, refused.message, refused.remedy)


def _work(work: str, request: bytes) -> bytes:
    # Imported late: reading never waits for openpyxl, which takes longer to import than a workbook to read.
    if work == "annotate":
        from houselights.workbooks.annotating.book import annotate

        return annotate(request)
    from houselights.workbooks.reading.reader import read

    return read(request)


if __name__ == "__main__":
    main()
