"""Each measure through the gate and the command's writer, beside its own SQL alone on DuckDB over the same Parquet."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb

from bench.homes import open_bench_home
from bench.landing import make_lyric
from bench.result import Result, median_seconds

TICKETS = 1_000_000
BY = ("month",)


def main() -> None:
    with open_bench_home() as home:
        from houselights.feeds.building import build_and_publish
        from houselights.measures.catalogue import MEASURES
        from houselights.warehouse.builds import current_tables

        build_and_publish(make_lyric(home, TICKETS), home=home)
        tables = current_tables(home.organisation("lyric"))
        results = [compare(name, home.path, tables) for name in MEASURES]
    print(json.dumps([asdict(result) for result in results]))


def compare(name: str, home: Path, tables: dict[str, list[Path]]) -> Result:
    ours, (sql, values) = through_the_gate(name, home), plain_sql(name)
    with duckdb.connect(config={"threads": 2}) as engine:
        for table, paths in tables.items():
            engine.execute(f"create view {table} as select * from read_parquet('{paths[0]}')")
        engine.execute("set parquet_metadata_cache = true")
        theirs = median_seconds(lambda: engine.execute(sql, values).fetchall(), times=11)
        mine = median_seconds(ours, times=11)
    note = (
        f"{TICKETS:,} tickets, by {BY[0]}: {1000 * mine:.1f} ms against {1000 * theirs:.1f} ms. "
        "What is told beside a figure (what was left out) is counted once for each build and period, then remembered"
    )
    return Result(f"{name} through the gate / its SQL alone", mine / theirs, 1.5, "times", note)


def through_the_gate(name: str, home: Path) -> Callable[[], object]:
    """Asked anew each time: what the gate keeps in memory is cleared before."""
    from houselights.disclosure import gate, written
    from houselights.measures.question import Question

    question = Question(name, of="lyric", by=BY)

    def ask() -> str:
        gate.forget()
        return written.as_json([gate.release(question, home=home)])

    return ask


def plain_sql(name: str) -> tuple[str, dict[str, Any]]:
    """The statement that the gate has counted with."""
    from houselights.measures.catalogue import DIMENSIONS, MEASURES
    from houselights.measures.question import Question
    from houselights.measures.statement import statement

    question = Question(name, of="lyric", by=BY)
    return statement(MEASURES[name], [DIMENSIONS[each] for each in BY], question)


if __name__ == "__main__":
    main()
