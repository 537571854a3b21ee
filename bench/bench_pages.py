"""The insights page of an organisation with a million tickets, from the real server, four readers at a time."""

import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING

import httpx

from bench.homes import open_bench_home
from bench.landing import make_lyric
from bench.result import Result

if TYPE_CHECKING:
    from houselights.home import Home
    from houselights.organisations.models import Organisation

TICKETS, REQUESTS, AT_ONCE = 1_000_000, 50, 4


def main() -> None:
    with open_bench_home() as home:
        from houselights.feeds.building import build_and_publish

        lyric = make_lyric(home, TICKETS)
        build_and_publish(lyric, home=home)
        cookie = signed_in(lyric)
        with served(home) as origin, httpx.Client(base_url=origin, cookies=cookie, timeout=60) as reader:
            (first,) = ask(reader, "/o/lyric/insights/", 1)
            times = ask(reader, "/o/lyric/insights/", REQUESTS)
    slowest = statistics.quantiles(times, n=20)[-1]
    note = (
        f"{TICKETS:,} tickets, {REQUESTS} requests, {AT_ONCE} at a time: median {statistics.median(times):.0f} ms, "
        f"slowest {max(times):.0f} ms; the first reader of a new build, alone before them, waited {first:.0f} ms"
    )
    print(json.dumps([asdict(Result("insights page, 95th percentile", slowest, 300, "ms", note))]))


def ask(reader: httpx.Client, path: str, requests: int) -> list[float]:
    """Milliseconds of each request."""

    def once(_: int) -> float:
        start = time.perf_counter()
        answered = reader.get(path)
        assert answered.status_code == 200, answered.status_code
        assert "<svg" in answered.text
        return 1000 * (time.perf_counter() - start)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(once, range(requests)))


def signed_in(lyric: "Organisation") -> dict[str, str]:
    """The session cookie of somebody who may see the figures."""
    from django.conf import settings
    from django.test import Client

    from houselights.organisations.actions import add_person

    client = Client()
    client.force_login(add_person(email="ada@example.org", organisation=lyric, role="admin", by=None))
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


@contextmanager
def served(home: "Home") -> Iterator[str]:
    """The real server in a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "houselights", "--home", str(home.path), "serve", "--port", str(port)]
    origin = f"http://127.0.0.1:{port}"
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(f"{origin}/healthz")
            yield origin
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
