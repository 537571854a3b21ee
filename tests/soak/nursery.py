"""Runs the `houselights` command in forks of one process that has loaded everything: a kill costs no start.

The nursery itself opens no database, no engine and no thread, so that what it forks is as good as new.
"""

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from commands import Command, Ended

LOADED = (
    "duckdb", "pyarrow.parquet", "httpx", "stamina", "msgspec", "phonenumbers", "jellyfish", "rapidfuzz", "nicknames",
    "django.db.backends.sqlite3.base", "django.db.migrations.loader", "django.contrib.auth", "allauth.account",
    "houselights.cli.main", "houselights.connectors.spektrix.client", "houselights.warehouse.build",
    "houselights.disclosure.gate",
)  # fmt: skip

TOGETHER = "SOAK_TOGETHER"  # how many rows of windows a child lands together


@dataclass
class Child:
    """A command that goes on."""

    out: Path
    nursery: "Nursery"

    def ended(self) -> Ended:
        """Wait for its end; a killed one has the code -9."""
        code = int(self.nursery.line())
        return Ended(code, self.out.read_text(), self.out.with_suffix(".err").read_text())


@dataclass
class Nursery:
    """One command at a time, in any home."""

    process: "subprocess.Popen[str]"
    folder: Path
    begun: int = 0

    def start(self, home: Path, *arguments: str, killed_after: float = 0, **environment: str) -> Child:
        """With `killed_after` so many seconds it is killed, unless it ended before: as by a power cut."""
        self.begun += 1
        out = self.folder / f"{self.begun:05d}.out"
        wish = {"home": str(home), "arguments": arguments, "environment": environment, "out": str(out)}
        wish["killed_after"] = killed_after
        assert self.process.stdin
        self.process.stdin.write(json.dumps(wish) + "\n")
        self.process.stdin.flush()
        return Child(out, self)

    def __call__(self, home: Path, *arguments: str, killed_after: float = 0, **environment: str) -> Ended:
        """Run it to its end."""
        return self.start(home, *arguments, killed_after=killed_after, **environment).ended()

    def answer(self, home: Path, *arguments: str) -> Any:
        """Run it with --json; it must end well."""
        ended = self(home, *arguments, "--json")
        assert ended.code == 0, f"{arguments} ended with {ended.code}: {ended.err}"
        return ended.document

    def line(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline()


@contextmanager
def opened_nursery(folder: Path) -> Iterator[Nursery]:
    """Its children's output goes to files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    pipe = subprocess.PIPE
    environment = Command(folder).env(PYTHONPATH=os.pathsep.join(sys.path))
    command = [sys.executable, __file__]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=environment) as process:
        try:
            yield Nursery(process, folder)
        finally:
            assert process.stdin
            process.stdin.close()
            process.wait(timeout=30)


def main() -> None:
    """For each wish a child, and at its end a line that says how it ended."""
    from importlib import import_module

    for name in LOADED:
        import_module(name)
    for line in sys.stdin:
        wish = json.loads(line)
        pid = os.fork()
        if pid == 0:
            run(wish)
        print(os.waitstatus_to_exitcode(status_of(pid, wish["killed_after"])), flush=True)


def status_of(pid: int, killed_after: float) -> int:
    """How the child ended. Only here is it waited for, so its number is never another's when it is killed."""
    until = time.monotonic() + killed_after
    while killed_after and time.monotonic() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return status
        time.sleep(0.002)
    if killed_after:
        os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]


def run(wish: dict[str, Any]) -> None:
    """In the child: the command, its output in files; never returns."""
    os.environ |= {**wish["environment"], "HOUSELIGHTS_HOME": wish["home"]}
    for number, name in ((1, wish["out"]), (2, wish["out"].removesuffix(".out") + ".err")):
        descriptor = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(descriptor, number)
    code = 70
    try:
        from houselights.cli.main import main as command
        from houselights.feeds import rules

        rules.TOGETHER = int(os.environ.get(TOGETHER, rules.TOGETHER))
        code = command(wish["arguments"])
    except BaseException:  # noqa: BLE001  (a fork must not go on as the nursery, whatever happens)
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    main()
