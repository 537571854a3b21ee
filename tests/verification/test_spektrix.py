"""Is the real Spektrix still what the sandbox and the made-up payloads say? By hand, with a key: see README.md."""

import json
import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from houselights.connectors.base import BoxOffice, Credentials, Record, Window
from houselights.connectors.privacy import Privacy
from houselights.connectors.registry import open_box_office
from houselights.connectors.spektrix.places import Placed
from houselights.rows import Quarantined

SETTINGS = ("HOUSELIGHTS_VERIFY_CLIENT", "HOUSELIGHTS_VERIFY_LOGIN", "HOUSELIGHTS_VERIFY_SECRET_FILE")
TWINS = Path(__file__).parents[1] / "unit" / "connectors" / "payloads"
FEW = 20

pytestmark = pytest.mark.skipif(
    not all(os.environ.get(name) for name in SETTINGS),
    reason=f"a real box office is asked by hand only: set {', '.join(SETTINGS)}",
)


@pytest.fixture(scope="module")
def real() -> Iterator[BoxOffice]:
    client, login, secret_file = (os.environ[name] for name in SETTINGS)
    origin = os.environ.get("HOUSELIGHTS_VERIFY_ORIGIN", "https://system.spektrix.com")
    box_office = open_box_office(
        "spektrix", Credentials(client, login, Path(secret_file).read_text().strip(), origin), budget=500
    )
    yield box_office
    box_office.close()


@pytest.fixture(scope="module")
def orders(real: BoxOffice) -> list[Record]:
    today = real.now().date()
    return list(real.fetch("orders", Window(today - timedelta(days=3), today)))


def fields(body: Any) -> set[str]:
    """Names alone; a client's own attributes are its own."""
    record = msgspec.json.decode(body.body if isinstance(body, Placed) else bytes(body))
    return {name for name in record if not name.startswith("attribute_")}


def known(twin: str) -> set[str]:
    body = json.loads((TWINS / f"{twin}.json").read_text(encoding="utf-8"))
    return {name for name in (body[0] if isinstance(body, list) else body) if not name.startswith("attribute_")}


def missing(records: list[Record], twin: str) -> set[str]:
    """Fields of the twin that no real record has; what is new is printed."""
    seen = {name for record in records[:FEW] for name in fields(record.body)}
    print(f"\n{twin}: new fields {sorted(seen - known(twin))}")
    return known(twin) - seen


def test_every_step_passes(real):
    assert [step for step in real.test() if not step.passed] == []


@pytest.mark.parametrize(("feed", "twin"), [("events", "events_2024"), ("performances", "instances_2025")])
def test_lists_still_have_the_fields_of_their_twins(real, feed, twin):
    assert missing(list(real.fetch(feed)), twin) == set()


def test_orders_still_have_the_fields_of_their_twin(orders):
    assert missing(orders, "order") == set()


def test_customers_still_have_the_fields_of_their_twin(real, orders):
    privacy = Privacy(os.urandom(32))
    rows = [real.conform(record, privacy) for record in orders[:FEW]]
    ids = {privacy.open_reference(row.customer_reference) for row in rows if getattr(row, "customer_reference", None)}

    assert missing(list(real.look_up("customers", ids)), "customer") == set()


def test_nothing_of_the_last_days_is_set_aside(real, orders):
    privacy = Privacy(os.urandom(32))
    records = [*orders, *real.fetch("events"), *real.fetch("performances")]

    rows = [real.conform(record, privacy) for record in records]

    assert sorted({row.reason for row in rows if isinstance(row, Quarantined)}) == []
