"""`make bench` and `make bench-large`: run benchmarks in a process each, print the ratios, write them down."""

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from bench.result import Result

HERE = Path(__file__).parent
BENCHMARKS = ("sync", "rebuild", "measures", "pages", "beside", "return", "funder", "release", "workbooks", "identity")

LARGE = ("large_rebuild", "large_pages", "large")
WRITTEN = {BENCHMARKS: ("RESULTS.md", "make bench"), LARGE: ("RESULTS-LARGE.md", "make bench-large")}


def main() -> None:
    """Exit 0 also where a goal is missed: the results say so, and why is for people to find out."""
    named = tuple(sys.argv[1:]) or BENCHMARKS
    chosen = LARGE if named == ("all-large",) else named
    results = [result for name in chosen for result in run(name)]
    if chosen in WRITTEN:
        file, command = WRITTEN[chosen]
        (HERE / file).write_text(page(results, command))


def run(name: str) -> list[Result]:
    """The results of one benchmark; its own process, so that memory and caches start clean."""
    print(f"-- {name}", flush=True)
    environment = os.environ | {"PYTHONPATH": str(HERE.parent)}
    done = subprocess.run(
        [sys.executable, "-m", f"bench.bench_{name}"], stdout=subprocess.PIPE, check=True, env=environment, text=True
    )
    results = [Result(**each) for each in json.loads(done.stdout)]
    for result in results:
        print(result.line(), flush=True)
    return results


def page(results: list[Result], command: str) -> str:
    """What is kept of a run."""
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    today = datetime.now(UTC)
    run = f"one run of `{command}`; the machine is shared and noisy"
    head = f"# Bench results\n\n{today:%-d %B %Y}, {machine}, {run}.\n\n"
    table = "| what | measured | goal, at most | | beside |\n|---|---|---|---|---|\n"
    return head + table + "\n".join(result.row() for result in results) + "\n"


if __name__ == "__main__":
    main()
