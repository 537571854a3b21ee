"""Sums of what is held: moved on by what landed, they are what adding up afresh gives."""

import random
from datetime import datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from houselights.warehouse import held
from houselights.warehouse.held import KEPT, name_sums
from houselights.warehouse.landed import SCHEMAS
from houselights.warehouse.store import Engine

BEGAN = datetime(2026, 1, 1)
ROWS = "select * from sums order by all"


class Landing:
    """A connection's folder, to which readings of orders come one after another."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.reading = folder, 0
        self.paths: dict[str, list[Path]] = {"orders": [], "tickets": []}

    def land(self, orders: dict[str, tuple[str | None, list[tuple[str, int]]]]) -> None:
        """{order: (customer, [(ticket, performance)])} in one reading."""
        self.reading += 1
        every = {"connection_id": 1, "reading": self.reading, "seen_at": BEGAN + timedelta(days=self.reading)}
        rows = [{"order_id": name, "customer_id": who, "customer_reference": who and f"sealed {who}",
                 "first_sold_utc": BEGAN - timedelta(days=len(name)), **every}
                for name, (who, _) in orders.items()]  # fmt: skip
        tickets = [{"order_id": name, "ticket_id": ticket, "event_id": f"e{place % 3}", "performance_id": f"p{place}",
                    "ticket_type": f"type {place % 2}", "total_pence": 100 * place + 500, **every}
                   for name, (_, holds) in orders.items() for ticket, place in holds]  # fmt: skip
        for kind, landed in (("orders", rows), ("tickets", tickets)):
            path = self.folder / f"{kind}-{self.reading}.parquet"
            pq.write_table(pa.Table.from_pylist(landed, schema=SCHEMAS[kind]), path)
            self.paths[kind].append(path)

    def sums(self) -> list[tuple[object, ...]]:
        with Engine(self.folder) as engine:
            for kind, paths in self.paths.items():
                engine.read(f"landed_{kind}", paths)
            name_sums(engine, self.folder)
            return engine.rows(ROWS)

    def sums_afresh(self) -> list[tuple[object, ...]]:
        (self.folder / KEPT).unlink(missing_ok=True)
        return self.sums()


@pytest.fixture
def landing(tmp_path: Path) -> Landing:
    return Landing(tmp_path)


@pytest.mark.parametrize("seed", range(6))
def test_sums_moved_on_are_those_that_adding_up_afresh_gives(tmp_path, landing, monkeypatch, seed):
    """Tickets wander between orders, orders lose all they held, customers are merged, and readings come late."""
    monkeypatch.setattr(held, "FEW", 0)  # moved on however much came
    chance = random.Random(seed)

    for _ in range(5):
        landing.land(some_orders(chance))
        moved_on = landing.sums()

        assert moved_on == Landing.sums_afresh(landing)


def some_orders(chance: random.Random) -> dict[str, tuple[str | None, list[tuple[str, int]]]]:
    """Of a few orders, tickets and customers, so that most contest something."""
    held_by: dict[str, tuple[str | None, list[tuple[str, int]]]] = {}
    for number in chance.sample(range(9), k=chance.randint(1, 5)):
        tickets = chance.sample(range(14), k=chance.randint(0, 4))
        customer = chance.choice([None, "c1", "c2", "c3"])
        held_by[f"o{number}"] = customer, [(f"t{ticket}", chance.randrange(5)) for ticket in tickets]
    return held_by


def test_only_what_came_is_looked_at_again_where_it_is_little(landing, monkeypatch):
    landing.land({f"o{number}": ("c1", [(f"t{number}", 1)]) for number in range(40)})
    landing.sums()
    landing.land({"o1": ("c1", [])})
    monkeypatch.setattr(held, "_added_up", not_of_all(held._added_up))

    assert ("customer", 39) in {(row[0], row[7]) for row in landing.sums()}


def not_of_all(added_up):
    def of_some(orders: str, tickets: str) -> str:
        assert "landed" not in orders + tickets, "the whole landing is added up again"
        return added_up(orders, tickets)

    return of_some


def test_where_nothing_came_nothing_is_added_up_or_written(landing, monkeypatch):
    landing.land({"o1": ("c1", [("t1", 1)])})
    before = landing.sums()
    written = (landing.folder / KEPT).stat().st_mtime_ns
    monkeypatch.setattr(held, "_added_up", None)

    assert landing.sums() == before
    assert (landing.folder / KEPT).stat().st_mtime_ns == written


def test_kept_sums_that_were_cut_short_are_made_again(landing):
    landing.land({"o1": ("c1", [("t1", 1)])})
    before = landing.sums()
    (landing.folder / KEPT).write_bytes(b"PAR1 and no more")

    assert landing.sums() == before


def test_sums_of_readings_that_are_gone_are_made_again(landing):
    """A home put back as it was: the sums may be of what came later."""
    landing.land({"o1": ("c1", [("t1", 1)])})
    before = landing.sums()
    landing.land({"o1": ("c1", [("t1", 1), ("t2", 1)])})
    landing.sums()
    landing.paths = {kind: paths[:1] for kind, paths in landing.paths.items()}

    assert landing.sums() == before
