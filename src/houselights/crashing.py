"""Named crash points: where `HOUSELIGHTS_CRASH_AT` names one, the process ends there as a power cut would end it."""

import os
import signal
from collections import Counter

# In the order in which a run comes by. What is written after a point is not there; what was written before it is.
POINTS = (
    "run.begun",  # its row says running
    "mark.set",  # where changes are read from is kept, and nothing is read yet
    "landing.written",  # a Parquet file lies beside its name
    "landing.renamed",  # it has its name, and no row says that it counts
    "landing.recorded",  # its row is there
    "window.landed",  # its orders are landed, and it is not complete yet
    "window.complete",
    "changes.landed",  # and the mark has not moved
    "mark.moved",
    "catalogue.refreshed",
    "compacting.renamed",  # the one file is there, and the many count
    "compacting.recorded",  # the one counts, and the many are still there
    "build.made",  # whole, without its name
    "build.finished",  # it has its name, and the pointer is on the one before
    "build.published",  # the pointer is on it, and no row tells of it
    "run.read",  # all is done, and its row says running
)
_passed: Counter[str] = Counter()


def crash_point(name: str) -> None:
    """Kill this process with no chance to tidy up, where it was asked for: at `name`, or the third time at `name:3`."""
    wanted, _, time = os.environ.get("HOUSELIGHTS_CRASH_AT", "").partition(":")
    if wanted != name:
        return
    _passed[name] += 1
    if _passed[name] == int(time or 1):
        os.kill(os.getpid(), signal.SIGKILL)
