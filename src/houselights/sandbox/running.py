"""Runs a sandbox for a while: within this process (tests), or in a child of its own (the demo, the benchmark)."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from houselights.errors import WrongUsage
from houselights.sandbox.faults import Fault
from houselights.sandbox.remote import Sandbox
from houselights.sandbox.serving import Serving, open_box_office, serve

__all__ = ["Sandbox", "running_sandbox", "serve", "started_sandbox"]


@contextmanager
def running_sandbox(
    *,
    size: str = "small",
    seed: int = 1,
    faults: list[Fault] | None = None,
    port: int = 0,
    control_port: int = 0,
    clock: datetime | None = None,
) -> Iterator[Sandbox]:
    """A sandbox within this process, on free loopback ports: for tests, where sharing the processor is fine."""
    with Serving(open_box_office(size, seed, faults, clock), port, control_port) as serving:
        thread = threading.Thread(target=serving.run, name="sandbox", daemon=True)
        thread.start()
        sandbox = Sandbox(serving.described)
        try:
            yield sandbox
        finally:
            sandbox.close()
            serving.server.should_exit = True
            thread.join(timeout=10)


@contextmanager
def started_sandbox(
    *, size: str = "season", seed: int = 1, port: int = 0, control_port: int = 0, faults: Path | None = None
) -> Iterator[Sandbox]:
    """A sandbox in a process of its own, so that it does not slow this one down; it ends with it, however it ends."""
    arguments = ["--size", size, "--seed", str(seed), "--port", str(port), "--control-port", str(control_port)]
    arguments += ["--faults", str(faults)] if faults else []
    command = [sys.executable, "-m", "houselights.sandbox", "--until-stdin-closes", *arguments]
    pipe = subprocess.PIPE
    # In a session of its own: Ctrl-C is for this process, which closes the child's input when it is done with it.
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, start_new_session=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        line = child.stdout.readline()
        if not line:
            raise WrongUsage("The sandbox could not start.", remedy="Its reason is printed above.")
        sandbox = Sandbox(json.loads(line))
        try:
            yield sandbox
        finally:
            sandbox.close()
            child.stdin.close()
            _end(child)


def _end(child: "subprocess.Popen[str]") -> None:
    """One that still counts a large ledger for somebody does not hear that its input was closed."""
    try:
        child.wait(timeout=10)
    except subprocess.TimeoutExpired:
        child.kill()
