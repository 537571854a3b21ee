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
WITHOUT_LISTS = ("penetration",)  # is held against households, an official list that nobody has loaded here


def main() -> None:
    with open_bench_home() as home:
        from houselights.feeds.building import build_and_publish
        from houselights.measures.catalogue import MEASURES
        from houselights.warehouse.builds import PARTIES, current_tables

        build_and_publish(make_lyric(home, TICKETS), home=home)
        tables = current_tables(home.organisation("lyric"), PARTIES)
        results = [compare(name, home.path, tables) for name in MEASURES if name not in WITHOUT_LISTS]
    print(json.dumps([asdict(result) for result in results]))


def compare(name: str, home: Path, tables: dict[str, list[Path]]) -> Result:
    ours, statements = through_the_gate(name, home), plain_sql(name, home)
    with duckdb.connect(config={"threads": 2}) as engine:
        for table, paths in tables.items():
            engine.execute(f"create view {table} as select * from read_parquet({[str(path) for path in paths]})")
        engine.execute("set parquet_metadata_cache = true")
        name_what_stands(engine, home)
        theirs = median_seconds(
            lambda: [engine.execute(sql, values).fetchall() for sql, values in statements], times=11
        )
        mine = median_seconds(ours, times=11)
    note = (
        f"{TICKETS:,} tickets, by {split_of(name)[0]}: {1000 * mine:.1f} ms against {1000 * theirs:.1f} ms. "
        "What is told beside a figure (what was left out) is counted once for each build and period, then remembered"
    )
    return Result(f"{name} through the gate / its SQL alone", mine / theirs, 1.5, "times", note)


def name_what_stands(engine: duckdb.DuckDBPyConnection, home: Path) -> None:
    """What statements read beside the build: the same files that the gate reads, made before either is timed."""
    from houselights.home import Home
    from houselights.measures.calculate import stand_ready, warehouse_of
    from houselights.warehouse.builds import build_folder
    from houselights.warehouse.stages import stage

    folder = Home(home).organisation("lyric")
    warehouse = warehouse_of(folder)
    assert warehouse is not None
    stand_ready(warehouse)
    engine.execute(f"create view each_ticket as {stage('each_ticket')}")
    for path in build_folder(folder, warehouse.number).glob(".*.parquet"):
        name = path.name.removeprefix(".").rpartition("-")[0]
        engine.execute(f"create view {name} as select * from read_parquet('{path}')")


def through_the_gate(name: str, home: Path) -> Callable[[], object]:
    """Asked anew each time: what the gate keeps in memory is cleared before."""
    from houselights.disclosure import gate, written
    from houselights.measures.question import Question

    question = Question(name, of="lyric", by=split_of(name), dated=dated_of(name))

    def ask() -> str:
        gate.forget()
        return written.as_json([gate.release(question, home=home)])

    return ask


def plain_sql(name: str, home: Path) -> list[tuple[str, dict[str, Any]]]:
    """The statements that the gate has counted with: two where the total is asked apart."""
    from houselights.home import Home
    from houselights.measures.calculate import warehouse_of
    from houselights.measures.catalogue import DIMENSIONS, MEASURES
    from houselights.measures.horizon import horizon_of
    from houselights.measures.question import Question
    from houselights.measures.statement import statement

    warehouse = warehouse_of(Home(home).organisation("lyric"))
    assert warehouse is not None
    horizon = horizon_of(warehouse)
    splits = [split_of(name), ()] if MEASURES[name].total_apart else [split_of(name)]
    return [
        statement(
            MEASURES[name],
            [DIMENSIONS[each] for each in by],
            Question(name, of="lyric", by=by, dated=dated_of(name)),
            horizon,
        )
        for by in splits
    ]


def split_of(name: str) -> tuple[str, ...]:
    """By month, or by the first that the measure can be split by."""
    from houselights.measures.catalogue import MEASURES

    return BY if BY[0] in MEASURES[name].by else MEASURES[name].by[:1]


def dated_of(name: str) -> Any:
    """As it is usually dated."""
    from houselights.measures.catalogue import MEASURES

    return MEASURES[name].dated[0]


if __name__ == "__main__":
    main()
