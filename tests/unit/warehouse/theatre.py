"""The least that can be built: one order with tickets of one performance."""

from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from houselights.warehouse.bundle import Bundle, LandedFile, Link, RegisteredEvent
from houselights.warehouse.landed import SCHEMAS

SEEN = {"connection_id": 1, "reading": 1, "seen_at": datetime(2026, 1, 10), "rules_version": 1}
EMMA = RegisteredEvent(7, "Emma", None, None, "", "", "", "", None, "")


def land(home: Path, kind: str, *rows: dict[str, Any]) -> LandedFile:
    path = Path("organisations/lyric/landing/1", kind, "000000001.parquet")
    (home / path).parent.mkdir(parents=True, exist_ok=True)
    pq.write_table(pa.Table.from_pylist([{**SEEN, **row} for row in rows], schema=SCHEMAS[kind]), home / path)
    return LandedFile(1, kind, path.as_posix(), 1)


def a_theatre(home: Path, *, tickets: int = 2) -> Bundle:
    """Tickets at ten pounds each."""
    held = [
        {"order_id": "o1", "ticket_id": f"t{number}", "event_id": "e1", "performance_id": "p1", "total_pence": 1000}
        for number in range(tickets)
    ]
    files = (
        land(home, "performances", {"performance_id": "p1", "event_id": "e1", "starts_local": datetime(2026, 3, 1)}),
        land(home, "orders", {"order_id": "o1", "customer_id": "c1", "first_sold_local": datetime(2026, 1, 5)}),
        land(home, "tickets", *held),
    )
    return Bundle("lyric", "Europe/London", (EMMA,), (Link(7, 1, "e1"),), files, "", "rules")
