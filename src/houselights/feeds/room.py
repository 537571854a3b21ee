"""A full disk, or a dying one, told as what it is: whichever library met it, in words a person can act upon."""

from collections.abc import Iterator
from contextlib import contextmanager

from houselights.errors import HomeProblem

# The file system, SQLite, DuckDB, Arrow and PostgreSQL each raise an error of their own, and quote one of these.
# SQLite's last word for what is neither full nor whole is an I/O error.
_SAID = (
    "no space left on device",
    "disk is full",
    "file too large",
    "quota exceeded",
    "disk i/o error",
    "input/output error",
    "read-only file system",
)


@contextmanager
def full_disk_told() -> Iterator[None]:
    """HomeProblem in place of whatever a full disk made somebody raise."""
    try:
        yield
    except Exception as problem:
        if not is_of_the_disk(problem):
            raise
        raise HomeProblem(
            "The disk is full, or cannot be written: what arrived could not be kept.",
            remedy="Free some space, or see to the disk. Nothing that was there is lost or half-written: the next run "
            "goes on from here.",
        ) from problem


def is_of_the_disk(problem: BaseException) -> bool:
    """By its words: of all the errors for it only some carry a number."""
    return any(said in str(problem).lower() for said in _SAID)
