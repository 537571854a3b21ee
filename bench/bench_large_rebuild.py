"""Ten million tickets: a rebuild after one day's sales, beside the first build; how much of it is finding people."""

import json
import os
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import duckdb

from bench.homes import open_bench_home
from bench.landing import make_lyric, statements
from bench.result import Result, seconds

if TYPE_CHECKING:
    from houselights.home import Home
    from houselights.organisations.models import Organisation

TICKETS = int(os.environ.get("HOUSELIGHTS_BENCH_TICKETS", "10000000"))
DAYS = 540  # that the made-up theatre sold them in


def main() -> None:
    with open_bench_home() as home, timed_identity() as identity:
        from houselights.feeds.building import build_and_publish

        lyric = make_lyric(home, TICKETS)
        first = seconds(lambda: build_and_publish(lyric, home=home))
        land_a_day(home, lyric)
        later = seconds(lambda: build_and_publish(lyric, home=home))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    many = f"{TICKETS:,} tickets, then {TICKETS // DAYS:,} more"
    took = f"{later:.1f} s, of which {identity[1]:.1f} s finding people; first {first:.1f} s and {identity[0]:.1f} s"
    people = "large: finding people after one day's sales / all of them"
    print(json.dumps([
        asdict(Result("large: rebuild after one day's sales", later, 15, "s", f"{many}: {took}")),
        asdict(Result(people, identity[1] / identity[0], 0.2, "times", many)),
        asdict(Result("large: peak memory of a build", memory, 2500, "MB", many)),
    ]))  # fmt: skip


@contextmanager
def timed_identity() -> Iterator[list[float]]:
    """How long finding people took, build by build."""
    from houselights.warehouse import build

    took: list[float] = []
    find: Callable[..., Any] = build.found_and_joined

    def timed(*given: Any, **named: Any) -> Any:
        start = time.perf_counter()
        found = find(*given, **named)
        took.append(time.perf_counter() - start)
        return found

    build.found_and_joined = timed
    yield took
    build.found_and_joined = find


def land_a_day(home: "Home", lyric: "Organisation") -> None:
    """New orders with their tickets, and the customers among them who were not there before: half."""
    from houselights.feeds.models import LandedFile, SyncRun
    from houselights.warehouse.landed import SCHEMAS

    run = SyncRun.objects.get()
    orders = max(1, TICKETS // 3 // DAYS)
    beyond = {"tickets": TICKETS // 3 * 3, "orders": TICKETS // 3, "customers": max(1, TICKETS // 6)}
    new = {"tickets": orders * 3, "orders": orders, "customers": max(1, orders // 2)}
    folder = home.organisation(lyric.slug) / "landing" / str(run.connection_id)
    with duckdb.connect() as engine:
        for kind, statement in statements(run.connection_id, TICKETS, reading=2, lyric=lyric, engine=engine).items():
            if kind not in new:
                continue
            path = folder / kind / "000000002.parquet"
            rows = f"range({beyond[kind]}, {beyond[kind] + new[kind]})"
            engine.execute(
                f"copy (select {', '.join(SCHEMAS[kind].names)} from ({statement.replace('{rows}', rows)})) "
                f"to '{path}' (format parquet, compression zstd)"
            )
            LandedFile.objects.create(
                connection=run.connection, run=run, kind=kind, path=str(path.relative_to(home.path)), rows=new[kind]
            )


if __name__ == "__main__":
    main()
