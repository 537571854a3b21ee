"""Workbooks on the command line's own disk: read within the limit, written whole or said why not."""

import os
from pathlib import Path

from houselights.errors import WrongUsage


def read_file(path: Path) -> bytes:
    """The bytes of a file; one byte more than may be read where it is too large, so that the reader says so."""
    from houselights.workbooks.limits import FILE_BYTES

    try:
        with path.open("rb") as file:
            return file.read(FILE_BYTES + 1)
    except OSError as problem:
        raise WrongUsage(f"{path} cannot be read: {problem.strerror}.", remedy="Check the name of the file.") from None


def write_file(path: Path, content: bytes) -> None:
    """Beside, then renamed: a person never opens half of a workbook."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise WrongUsage(f"{path} cannot be written: {problem.strerror}.", remedy="Name another file.") from None
