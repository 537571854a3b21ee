"""The page of a return with 500 events in the quarter, from the real server, one reader after another."""

import json
import statistics
from dataclasses import asdict
from datetime import date, timedelta
from typing import TYPE_CHECKING

import httpx

from bench.bench_pages import served, signed_in
from bench.homes import open_bench_home
from bench.landing import make_lyric
from bench.result import Result, seconds

if TYPE_CHECKING:
    from houselights.organisations.models import Organisation

EVENTS, EXHIBITIONS, TICKETS, REQUESTS = 500, 270, 300_000, 20


def main() -> None:
    with open_bench_home() as home:
        from houselights.feeds.building import build_and_publish

        lyric = make_lyric(home, TICKETS)
        fill_quarter(lyric)
        build_and_publish(lyric, home=home)
        path = f"/o/lyric/return/{fullest_quarter(lyric)}/"
        cookie = signed_in(lyric)
        with served(home) as origin, httpx.Client(base_url=origin, cookies=cookie, timeout=60) as reader:
            first, many = 1000 * seconds(lambda: ask(reader, path)), lines_on(reader, path)
            times = [1000 * seconds(lambda: ask(reader, path)) for _ in range(REQUESTS)]
    slowest = statistics.quantiles(times, n=20)[-1]
    note = (
        f"{many} events in the quarter, {TICKETS:,} tickets landed, {REQUESTS} requests: "
        f"median {statistics.median(times):.0f} ms; the first reader of a new build waited {first:.0f} ms"
    )
    print(json.dumps([asdict(Result("return page, 95th percentile", slowest, 500, "ms", note))]))


def fill_quarter(lyric: "Organisation") -> None:
    """Exhibitions without tickets beside the linked events, so that the quarter has 500 of them or more."""
    from houselights.register.models import Event

    start = date(2026, 7, 1)
    Event.objects.bulk_create(
        Event(
            organisation=lyric,
            name=f"Exhibition {number}",
            starts_on=start + timedelta(days=number % 80),
            event_type="Exhibition",
            is_ticketed=False,
            attendance=number if number % 3 else None,
            attendance_is_estimated=False,
        )
        for number in range(EXHIBITIONS)
    )


def fullest_quarter(lyric: "Organisation") -> str:
    """The one that has the exhibitions."""
    from houselights.submissions.drafting import draft_of

    assert len(draft_of(lyric, "2026-Q2").lines) >= EVENTS
    return "2026-Q2"


def ask(reader: httpx.Client, path: str) -> str:
    """The page, which must be whole."""
    answered = reader.get(path)
    assert answered.status_code == 200, answered.status_code
    assert "Sign and submit" in answered.text
    return answered.text


def lines_on(reader: httpx.Client, path: str) -> str:
    """How many events the page says there are."""
    return ask(reader, path).partition('<h2 id="lines">')[2].partition(" ")[0]


if __name__ == "__main__":
    main()
