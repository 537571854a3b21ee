"""The worker: background work in a process of its own, which lives and dies with the server."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from houselights.home import Home

AT_ONCE = 2  # organisations worked on at the same time
RESTART_AFTER = 5.0  # seconds: a worker that dies at once must not spin
GRACE = 6  # seconds that work begun is given to end; a run cut off goes on where it stopped


@contextmanager
def worker_beside(home: "Home") -> Iterator[Callable[[], None]]:
    """A worker process beside this one, started again if it dies, stopped when the block ends.

    What is yielded tells it to stop earlier, and does not wait for that.
    """
    stopping = threading.Event()
    keeper = threading.Thread(target=_keep, args=(home, stopping), name="worker-keeper")
    keeper.start()
    try:
        yield stopping.set
    finally:
        stopping.set()
        keeper.join()


def work() -> None:
    """Do what huey wakes, until standard input closes: that is how a dead parent is noticed, even a killed one."""
    from django.conf import settings

    from houselights.feeds import tasks  # noqa: F401  (its tasks are known to huey once imported)
    from houselights.organisations.portfolio import tasks as mails  # noqa: F401  (so are these)
    from houselights.recommendations import tasks as rules  # noqa: F401
    from houselights.submissions import comparing  # noqa: F401
    from houselights.submissions.console import tasks as looks  # noqa: F401
    from houselights.submissions.papers import tasks as papers  # noqa: F401

    consumer = settings.HUEY.create_consumer(workers=AT_ONCE, max_delay=1.0, shutdown_timeout=GRACE)
    threading.Thread(target=_stop_at_end_of_input, name="parent-watch", daemon=True).start()
    consumer.run()
    os._exit(0)  # work that did not end in time is cut off here; its run goes on next time


def _keep(home: "Home", stopping: threading.Event) -> None:
    while not stopping.is_set():
        with _started(home) as process:
            while process.poll() is None and not stopping.wait(0.2):
                pass
        stopping.wait(RESTART_AFTER)


@contextmanager
def _started(home: "Home") -> "Iterator[subprocess.Popen[bytes]]":
    """In a session of its own, so that Ctrl-C reaches the server alone and the worker ends in good order."""
    command = [sys.executable, "-m", "houselights", "--home", str(home.path), "worker"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=sys.stderr, start_new_session=True) as process:
        assert process.stdin is not None
        try:
            yield process
        finally:
            process.stdin.close()
            try:
                process.wait(GRACE + 2)
            except subprocess.TimeoutExpired:
                process.kill()


def _stop_at_end_of_input() -> None:
    """In good order; and in any case: huey forgets to stop where it is told to while it begins."""
    sys.stdin.buffer.read()
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(GRACE + 1)
    os._exit(0)
