"""Rebuilding the warehouse of the `venue` theatre, beside one pass of DuckDB over the same landing."""

import json
from dataclasses import asdict
from pathlib import Path

import duckdb

from bench.homes import open_bench_home
from bench.landing import make_lyric
from bench.result import Result, median_seconds

TICKETS = 235_000
_ONE_PASS = """
    copy (
        select tickets.*, orders.first_sold_local, performances.starts_local, customers.postcode_token
        from read_parquet('{tickets}') as tickets
        inner join read_parquet('{orders}') as orders on tickets.order_id = orders.order_id
        inner join read_parquet('{performances}') as performances
            on tickets.performance_id = performances.performance_id
        left join read_parquet('{customers}') as customers on orders.customer_id = customers.customer_id
    ) to '{to}' (format parquet, compression zstd)
"""


def main() -> None:
    with open_bench_home() as home:
        from houselights.feeds.building import build_and_publish

        lyric = make_lyric(home, TICKETS)
        build_and_publish(lyric, home=home)  # makes the reference list and the areas, once for each vintage
        ours = median_seconds(lambda: build_and_publish(lyric, home=home, again=True))
        theirs = median_seconds(lambda: one_pass(home.organisation("lyric") / "landing", home.path / "one.parquet"))
    note = (
        f"{TICKETS:,} tickets: {ours:.2f} s against {theirs:.2f} s. Ours puts tickets and orders in order and looks "
        "customers up in 2.7 million postcodes; the one pass does neither"
    )
    print(json.dumps([asdict(Result("rebuild / one pass over the same landing", ours / theirs, 5, "times", note))]))


def one_pass(landing: Path, to: Path) -> None:
    """What somebody would write by hand: every landed kind joined into one file."""
    kinds = ("tickets", "orders", "performances", "customers")
    with duckdb.connect() as engine:
        engine.execute(_ONE_PASS.format(to=to, **{kind: next(landing.glob(f"*/{kind}/*.parquet")) for kind in kinds}))


if __name__ == "__main__":
    main()
