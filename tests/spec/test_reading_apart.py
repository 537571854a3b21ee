"""The check reads the landing with statements of its own: whatever was sold, they find what the stages find."""

from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from houselights.home import Home
from houselights.reconciliation.rules import Counted, Landed, parted
from houselights.warehouse.builds import current_tables
from houselights.warehouse.store import Engine
from spec.conftest import build_home
from spec.theatre import SLUG, Theatre

sale = st.fixed_dictionaries(
    {
        "connection": st.sampled_from(["1", "2"]),
        "order": st.sampled_from(["o1", "o2", "o3"]),
        "performance": st.sampled_from(["march-1", "march-8", "april-2"]),
        "box_office": st.sampled_from(["Emma", "Hamlet", "Lear"]),
        "paid": st.sampled_from(["0.01", "9.99", "25.00"]),
        "seen": st.sampled_from(["2026-01-10", "2026-02-10", "2026-03-10"]),
    },
    optional={"ticket": st.sampled_from(["t1", "t2"])},  # which several orders may hold
)
performance = st.fixed_dictionaries(
    {
        "performance": st.sampled_from(["march-1", "march-8"]),
        "starts": st.sampled_from(["2026-03-01 19:30", "2026-04-01 19:30"]),
        "cancelled": st.sampled_from(["yes", "no"]),
        "seen": st.sampled_from(["2026-01-10", "2026-02-10"]),
    }
)
LINKS = [
    {"event": "Emma", "box_office": "Emma"},
    {"event": "Gala", "box_office": "Emma", "performances": "march-8"},
    {"event": "Gala", "box_office": "Hamlet", "connection": "2"},
]


def theatre(sales: list[dict[str, str]], performances: list[dict[str, str]]) -> Theatre:
    """In one reading of an order each ticket is there once, as connectors see to; a performance is read once a day."""
    lines = {
        (row["connection"], row["order"], row["seen"], row.get("ticket", row["performance"])): row for row in sales
    }
    return Theatre(
        events=[{"event": "Emma"}, {"event": "Gala"}],
        links=LINKS,
        ticket_sales=list(lines.values()),
        performances=list({(row["performance"], row["seen"]): row for row in performances}.values()),
    )


@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(sale, max_size=14), st.lists(performance, max_size=4))
def test_landing_and_warehouse_hold_the_same_read_apart(sales, performances):
    with TemporaryDirectory() as name:
        home = Path(name)
        bundle = build_home(theatre(sales, performances), home)
        folder = Home(home).organisation(SLUG)
        with Engine(folder) as engine:
            engine.read_landed(home, bundle.files)
            landed = [Landed(*row) for row in engine.rows(statement("landed_now"))]
            for table, paths in current_tables(folder).items():
                engine.read(table, paths)
            counted = [Counted(*row) for row in engine.rows(statement("warehouse_now"))]

    assert set(parted(landed, bundle.links)[0]) == set(counted)
    assert len(set(counted)) == len(counted)


def statement(name: str) -> str:
    return files("houselights.reconciliation").joinpath(f"{name}.sql").read_text(encoding="utf-8")
