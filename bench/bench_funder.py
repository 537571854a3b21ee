"""The console of a funder of a thousand organisations, from the real server: its overview to four readers at once."""

import json
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import httpx

from bench.bench_pages import served
from bench.bench_return import slowest_pages, told
from bench.homes import open_bench_home
from bench.result import Result

if TYPE_CHECKING:
    from houselights.organisations.models import Organisation

ORGANISATIONS, SUBMITTED, REQUESTS, AT_ONCE, BYTES = 1_000, 600, 50, 4, 60_000
QUARTER = "2020-Q3"  # long over: whoever has not sent it is late
PAGES = [
    *(f"/f/fund/?quarter={QUARTER}{more}" for more in ("", "&only=submitted", "&q=Company+7", "&page=5")),
    *(f"/f/fund/{name}/?quarter={QUARTER}" for name in ("settings", "remind", "figures")),
    *(f"/f/fund/portfolio.{form}?quarter={QUARTER}" for form in ("csv", "xlsx", "json")),
    "/f/fund/import/",
    "/f/fund/invite/",
]
REGIONS = ("London", "North West", "South East", "East of England", "West Midlands")


def main() -> None:
    with open_bench_home() as home:
        fund = portfolio()
        cookie = signed_in(fund)
        with served(home) as (origin, _), httpx.Client(base_url=origin, cookies=cookie, timeout=60) as reader:
            ask(reader, 1)
            times = ask(reader, REQUESTS)
            others = slowest_pages(reader, PAGES)
    slowest = statistics.quantiles(times, n=20)[-1]
    note = (
        f"{ORGANISATIONS:,} organisations, {SUBMITTED} returns in, the others late with their reasons; {REQUESTS} "
        f"requests, {AT_ONCE} at a time: median {statistics.median(times):.0f} ms, slowest {max(times):.0f} ms"
    )
    results = [
        Result("funder's overview, 95th percentile", slowest, 500, "ms", note),
        Result("the console's other pages and files, the slowest's median", others[0][0], 500, "ms", told(others)),
    ]
    print(json.dumps([asdict(each) for each in results]))


def portfolio() -> "Organisation":
    """A funder whose list is imported, granted by all, and answered by most."""
    from django.utils import timezone

    from houselights.organisations.actions import add_organisation
    from houselights.organisations.portfolio.importing import import_list
    from houselights.organisations.portfolio.models import Grant
    from houselights.submissions.console.models import Readiness

    fund = add_organisation(slug="fund", name="The Fund", kind="funder", by=None)
    lines = [f"Made-up Company {each},{REGIONS[each % 5]},Theatre,{1000 * each}" for each in range(ORGANISATIONS)]
    content = "\n".join(["Organisation,Region,Discipline,Annual funding", *lines]).encode()
    import_list(funder=fund, content=content, name="list.csv", by=None)
    listed = [each.organisation for each in fund.listings.select_related("organisation").order_by("pk")]
    now = timezone.now()
    Grant.objects.bulk_create(
        Grant(funder=fund, organisation=each, version=1, return_lines=True, audience=True, granted_at=now)
        for each in listed
    )
    submit(listed[:SUBMITTED])
    lacks = {"blank": 3, "no-attendance": 2, "unlinked": 1}
    late = listed[SUBMITTED:]
    Readiness.objects.bulk_create(
        Readiness(organisation=each, quarter=QUARTER, lacks=lacks, looked_at=now) for each in late
    )
    return fund


def submit(organisations: "list[Organisation]") -> None:
    """A return as big as one of forty events; the overview must not read its bytes."""
    from houselights.submissions.models import Return, Version

    made = Return.objects.bulk_create(
        Return(organisation=each, quarter=QUARTER, state="submitted") for each in organisations
    )
    at = datetime(2021, 1, 20, tzinfo=UTC)
    Version.objects.bulk_create(
        Version(of=each, number=1, content=b"{" * BYTES, fingerprint="0" * 64, submitted_at=at) for each in made
    )


def signed_in(fund: "Organisation") -> dict[str, str]:
    """The session cookie of somebody at the funder."""
    from django.conf import settings
    from django.test import Client

    from houselights.organisations.actions import add_person

    client = Client()
    client.force_login(add_person(email="dee@example.org", organisation=fund, role="funder", by=None))
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def ask(reader: httpx.Client, requests: int) -> list[float]:
    """Milliseconds of each request."""

    def once(_: int) -> float:
        start = time.perf_counter()
        answered = reader.get(f"/f/fund/?quarter={QUARTER}&only=late")
        assert answered.status_code == 200, answered.status_code
        assert "An attribute is blank" in answered.text
        return 1000 * (time.perf_counter() - start)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(once, range(requests)))


if __name__ == "__main__":
    main()
