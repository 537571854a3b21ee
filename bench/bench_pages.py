"""Every page that people look at daily, of an organisation with a million tickets: one reader, then four at once.

The server is the real one, but that it remembers no figure from one request to the next (cold_server.py); and no
request asks for the days that another asked for. What each costs of a processor is in the notes: less noisy than time.
"""

import json
import os
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bench.homes import open_bench_home
from bench.landing import make_lyric
from bench.result import Result

if TYPE_CHECKING:
    from houselights.home import Home
    from houselights.organisations.models import Organisation

TICKETS = int(os.environ.get("HOUSELIGHTS_BENCH_TICKETS", "1000000"))
REQUESTS, AT_ONCE = 40, 4
GOALS = {1: 300, AT_ONCE: 1000}  # ms, by how many read at once

_turn = count()


def main() -> None:
    with open_bench_home() as home:
        from houselights.feeds.building import build_and_publish

        lyric = make_lyric(home, TICKETS)
        build_and_publish(lyric, home=home)
        cookie = signed_in(lyric)
        with served(home) as (origin, server), httpx.Client(base_url=origin, cookies=cookie, timeout=120) as reader:
            results = [measured(reader, server, path, readers) for path in paths(lyric) for readers in GOALS]
    print(json.dumps([asdict(result) for result in results]))


def paths(lyric: "Organisation") -> list[str]:
    """Insights, the overview, the register, one event, the feed, people."""
    from houselights.web.insights.pages import pages

    event = f"events/{lyric.events.order_by('pk')[0].pk}/"
    return [
        "insights/",
        *(f"insights/{name}/" for name in pages()),
        "insights/people/matches/",
        "",
        "events/?quarter=all",
        event,
        f"{event}why/",
        f"{event}changes/",
        "events/blanks/?quarter=all",
        "box-office/",
        "box-office/?only=all",
        "organisation/people/",
    ]


def measured(reader: httpx.Client, server: int, path: str, readers: int) -> Result:
    """One page; the first request to it is not counted."""
    address = f"/o/lyric/{path}"
    ask(reader, address, 1, 1)
    before = processor_seconds(server)
    times = ask(reader, address, REQUESTS, readers)
    spent = 1000 * (processor_seconds(server) - before) / REQUESTS
    slowest = statistics.quantiles(times, n=20)[-1]
    note = (
        f"{TICKETS:,} tickets, {REQUESTS} requests, {readers} at a time: median {statistics.median(times):.0f} ms, "
        f"slowest {max(times):.0f} ms; {spent:.0f} ms of processor for each"
    )
    return Result(
        f"page {path or 'overview'}, {readers} at a time, 95th percentile", slowest, GOALS[readers], "ms", note
    )


def ask(reader: httpx.Client, path: str, requests: int, readers: int) -> list[float]:
    """Milliseconds of each request."""

    def once(_: int) -> float:
        days = {"period": other_days()} if "insights/" in path and not path.endswith("matches/") else None
        start = time.perf_counter()
        answered = reader.get(path, params=days)
        assert answered.status_code == 200, (path, answered.status_code)
        return 1000 * (time.perf_counter() - start)

    with ThreadPoolExecutor(readers) as pool:
        return list(pool.map(once, range(requests)))


def processor_seconds(process: int) -> float:
    """What a process has used so far, in user and system mode."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def other_days() -> str:
    """About a year, beginning and ending on days that no request before had together."""
    turn = next(_turn)
    start = date(2025, 6, 1) + timedelta(days=turn % 60)
    return f"{start}..{start + timedelta(days=365 + turn // 60)}"


def signed_in(lyric: "Organisation") -> dict[str, str]:
    """The session cookie of somebody who may see the figures."""
    from django.conf import settings
    from django.test import Client

    from houselights.organisations.actions import add_person

    client = Client()
    client.force_login(add_person(email="ada@example.org", organisation=lyric, role="admin", by=None))
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


@contextmanager
def served(home: "Home") -> Iterator[tuple[str, int]]:
    """Where the server is, and its process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "bench.cold_server", "--home", str(home.path), "serve", "--port", str(port)]
    origin = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"{origin}/healthz")
            yield origin, server.pid
        finally:
            server.terminate()


def _wait_for(address: str) -> None:
    for _ in range(100):
        try:
            if httpx.get(address).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise TimeoutError(address)


if __name__ == "__main__":
    main()
