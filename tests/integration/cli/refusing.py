"""Many commands that are refused, in one process: they change nothing, and a process for each would take long."""

import json
import subprocess
import sys

from commands import Command, Ended

_SCRIPT = """
import contextlib, io, json, sys
from houselights.cli.main import main

for words in json.load(sys.stdin):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(words)
    print(json.dumps([code, out.getvalue(), err.getvalue()]))
"""


def ends_of(command: Command, *cases: list[str]) -> list[Ended]:
    """How each of these ended, in their order."""
    given = json.dumps([["--home", str(command.home), *words] for words in cases])
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT], input=given, capture_output=True, text=True, check=True, env=command.env()
    )
    return [Ended(*json.loads(line)) for line in done.stdout.splitlines()]


def not_refused(command: Command, *cases: tuple[list[str], str]) -> list[tuple[list[str], Ended]]:
    """Those that were not refused as wrong usage with these words on standard error, and nothing else anywhere."""
    ends = ends_of(command, *(words for words, _ in cases))
    return [
        (words, ended)
        for (words, says), ended in zip(cases, ends, strict=True)
        if ended.code != 2 or says not in ended.err or ended.out or "Traceback" in ended.err
    ]
