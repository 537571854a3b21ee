"""Runs the `houselights` command as people do: a process of its own, in a home of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OURS = ("HOUSELIGHTS_", "DJANGO_", "DATABASE_URL", "EMAIL_URL")


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)


@dataclass(frozen=True)
class Command:
    """The command, in one home."""

    home: Path

    def __call__(self, *arguments: str, text: str = "", **environment: str) -> Ended:
        """Run it to its end."""
        done = subprocess.run(
            self.words(*arguments), input=text, capture_output=True, text=True, timeout=120, env=self.env(**environment)
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def as_anybody(self, *arguments: str) -> Ended:
        """Run it without root's right to read and write everything."""
        less = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
        done = subprocess.run(
            [*less, *self.words(*arguments)], capture_output=True, text=True, timeout=120, env=self.env()
        )
        return Ended(done.returncode, done.stdout, done.stderr)

    def answer(self, *arguments: str) -> Any:
        """Run it with --json; it must end well."""
        ended = self(*arguments, "--json")
        assert ended.code == 0, f"{arguments} ended with {ended.code}: {ended.err}"
        return ended.document

    def started(self, *arguments: str, **environment: str) -> "subprocess.Popen[str]":
        """Start it and leave it running."""
        return subprocess.Popen(
            self.words(*arguments),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=self.env(**environment),
        )

    def words(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "houselights", "--home", str(self.home), *arguments]

    def env(self, **more: str) -> dict[str, str]:
        """The environment without any setting of ours but those given."""
        return {name: value for name, value in os.environ.items() if not name.startswith(OURS)} | more
