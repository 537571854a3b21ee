"""Six questions put to us, to Datasette and to pandas, on the same million tickets: seconds for all six, asked anew.

Datasette and pandas are installed by the bench, into an environment that goes with it.
"""

import json
import os
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import duckdb
import httpx

from bench.homes import open_bench_home
from bench.landing import make_lyric
from bench.result import Result, seconds

TICKETS = int(os.environ.get("HOUSELIGHTS_BENCH_TICKETS", "1000000"))
GOAL = 1  # times: no slower than either

OURS = {
    "tickets by month": ("tickets", ("month",)),
    "income by event": ("income", ("event",)),
    "bookers by financial year": ("bookers", ("financial_year",)),
    "average price by price class": ("average_price", ("price_class",)),
    "bookers by local authority": ("bookers", ("area_local_authority",)),
    "crossover of event types": ("crossover", ("event_type", "also_event_type")),
}
PLAIN = {
    "tickets by month": "select month, count(*) from tickets group by month",
    "income by event": "select event, sum(total_pence) from tickets group by event",
    "bookers by financial year": "select financial_year, count(distinct person) from tickets group by financial_year",
    "average price by price class": "select price_class, avg(total_pence) from tickets where total_pence > 0 "
    "group by price_class",
    "bookers by local authority": "select area, count(distinct person) from tickets group by area",
    "crossover of event types": "with attended as (select distinct person, event_type from tickets) "
    "select one.event_type, other.event_type, count(*) from attended as one inner join attended as other "
    "on one.person = other.person and one.event_type <> other.event_type group by 1, 2",
}
_TICKETS = """
    select
        sales.performance_month as month, events.event, sales.performance_financial_year as financial_year,
        sales.price_class, sales.area_local_authority as area, events.event_type, sales.person, sales.total_pence
    from ticket_sales as sales
    inner join events on sales.event_id = events.event_id
    where sales.seen_until is null and not sales.is_cancelled
"""


def main() -> None:
    with open_bench_home() as home, tempfile.TemporaryDirectory(prefix="houselights-bench-") as name:
        from houselights.feeds.building import build_and_publish
        from houselights.warehouse.builds import current_tables

        build_and_publish(make_lyric(home, TICKETS), home=home)
        tables, folder = current_tables(home.organisation("lyric")), Path(name)
        as_others_have_it(tables, folder)
        python = with_others(folder)
        took = {"ours": through_the_gate(home.path), **in_pandas(python, folder), **in_datasette(python, folder)}
    sums = {who: sum(times.values()) for who, times in took.items()}
    each = "; ".join(
        f"{question}: " + ", ".join(f"{who} {1000 * took[who][question]:.0f}" for who in took) for question in OURS
    )
    note = f"{TICKETS:,} tickets, ms for each question: {each}"
    print(json.dumps([
        asdict(Result(f"six questions / {who}", sums["ours"] / sums[who], GOAL, "times", note))
        for who in ("datasette", "pandas")
    ]))  # fmt: skip


def through_the_gate(home: Path) -> dict[str, float]:
    from houselights.disclosure import gate
    from houselights.measures.question import Question

    gate.release(Question("tickets", of="lyric"), home=home)  # opens the build, as the others open their file
    gate.forget()
    return {
        name: seconds(lambda measure=measure, by=by: gate.release(Question(measure, of="lyric", by=by), home=home))  # type: ignore[misc]
        for name, (measure, by) in OURS.items()
    }


def as_others_have_it(tables: dict[str, list[Path]], folder: Path) -> None:
    """One flat table, as Parquet and in a SQLite file."""
    with duckdb.connect() as engine, sqlite3.connect(folder / "tickets.db") as database:
        for table, paths in tables.items():
            engine.execute(f"create view {table} as select * from read_parquet({[str(path) for path in paths]})")
        engine.execute(f"copy ({_TICKETS}) to '{folder}/tickets.parquet' (format parquet)")
        columns = [name for name, *_ in engine.execute(f"describe from '{folder}/tickets.parquet'").fetchall()]
        database.execute(f"create table tickets ({', '.join(columns)})")
        rows = engine.execute(f"from '{folder}/tickets.parquet'")
        while batch := rows.fetchmany(50_000):
            database.executemany(f"insert into tickets values ({', '.join('?' * len(columns))})", batch)
    database.close()


def with_others(folder: Path) -> Path:
    """The Python of an environment that has both."""
    venv.create(folder / "others", with_pip=True)
    python = folder / "others" / "bin" / "python"
    packages = ("datasette", "pandas", "pyarrow")
    subprocess.run([python, "-m", "pip", "install", "--quiet", *packages], check=True, stdout=sys.stderr)
    return python


def in_pandas(python: Path, folder: Path) -> dict[str, dict[str, float]]:
    script = Path(__file__).parent / "beside_pandas.py"
    done = subprocess.run([python, script, folder / "tickets.parquet"], check=True, stdout=subprocess.PIPE, text=True)
    return {"pandas": json.loads(done.stdout)}


def in_datasette(python: Path, folder: Path) -> dict[str, dict[str, float]]:
    with served(python, folder) as reader:
        took = {name: seconds(lambda sql=sql: rows_of(reader, sql)) for name, sql in PLAIN.items()}  # type: ignore[misc]
    return {"datasette": took}


def rows_of(reader: httpx.Client, sql: str) -> None:
    answered = reader.get("/tickets.json", params={"sql": sql})
    if answered.status_code == 404 or not answered.is_success:
        answered = reader.get("/tickets/-/query.json", params={"sql": sql})
    answered.raise_for_status()
    assert not answered.json()["truncated"]


@contextmanager
def served(python: Path, folder: Path) -> Iterator[httpx.Client]:
    """Datasette with its limits lifted: as it comes, it stops after a second and cuts at a thousand rows."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    limits = ("--setting", "sql_time_limit_ms", "300000", "--setting", "max_returned_rows", "1000000")
    command = [python, "-m", "datasette", "serve", folder / "tickets.db", "--port", str(port), *limits]
    reader = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=300, trust_env=False, follow_redirects=True)
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server, reader:
        try:
            _wait_for(reader)
            yield reader
        finally:
            server.terminate()


def _wait_for(reader: httpx.Client) -> None:
    for _ in range(300):
        try:
            if reader.get("/-/versions.json").is_success:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.2)
    raise TimeoutError(str(reader.base_url))


if __name__ == "__main__":
    main()
