"""A return with 500 events in the quarter, page by page, from the real server, one reader after another."""

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
        with served(home) as (origin, _), httpx.Client(base_url=origin, cookies=cookie, timeout=60) as reader:
            first, many = 1000 * seconds(lambda: ask(reader, path)), lines_on(reader, path)
            times = [1000 * seconds(lambda: ask(reader, path)) for _ in range(REQUESTS)]
            others = slowest_pages(reader, submitted(lyric, path))
    slowest = statistics.quantiles(times, n=20)[-1]
    note = (
        f"{many} events in the quarter, {TICKETS:,} tickets landed, {REQUESTS} requests: "
        f"median {statistics.median(times):.0f} ms; the first reader of a new build waited {first:.0f} ms"
    )
    results = [
        Result("return page, 95th percentile", slowest, 500, "ms", note),
        Result("a return's other pages and files, the slowest's median", others[0][0], 500, "ms", told(others)),
    ]
    print(json.dumps([asdict(each) for each in results]))


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


def submitted(lyric: "Organisation", path: str) -> list[str]:
    """Submits it, and says what else there is to open of it."""
    from houselights.submissions.actions import sign_and_submit
    from houselights.submissions.drafting import draft_of

    quarter = path.split("/")[-2]
    draft = draft_of(lyric, quarter)
    said = {"mark": draft.mark, "left_open": "Nobody knows it.", "has_looked": True}
    sign_and_submit(organisation=lyric, quarter=quarter, by=None, **said)
    version, line = f"{path}version/1/", f"event/{draft.lines[0].event}/"
    files = [f"{version}{form}/" for form in ("xlsx", "portal-xlsx", "portal-csv", "csv", "json", "pdf")]
    pages = ["/o/lyric/return/", f"{path}?page=3", f"{path}{line}", f"{path}difference/", version, version + line]
    return pages + files


def slowest_pages(reader: httpx.Client, paths: list[str], times: int = 7) -> list[tuple[float, str]]:
    """Median milliseconds of each, the slowest first."""

    def once(path: str) -> float:
        def get() -> None:
            assert reader.get(path).status_code in (200, 202), path  # 202: its PDF is being made

        return 1000 * seconds(get)

    return sorted(((statistics.median(once(path) for _ in range(times)), path) for path in paths), reverse=True)


def told(pages: list[tuple[float, str]]) -> str:
    """The three slowest of how many."""
    return f"of {len(pages)}: " + ", ".join(f"{took:.0f} ms {path}" for took, path in pages[:3])


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
