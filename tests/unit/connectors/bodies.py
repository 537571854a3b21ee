"""Made-up records as they come over the wire, and what becomes of one."""

from typing import Any

import msgspec

from houselights.connectors.base import LookUp, Record
from houselights.connectors.privacy import Privacy
from houselights.connectors.spektrix.conform import conform
from houselights.rows import Quarantined, Row

PRIVACY = Privacy(b"l" * 32)
LONDON = "Europe/London"

EVENT = {
    "id": "201A",
    "name": " Restless Lanterns ",
    "isOnSale": True,
    "firstInstanceDateTime": "2026-05-01T19:30:00",
    "lastInstanceDateTime": "2026-05-03T14:00:00",
}
PERFORMANCE = {
    "id": "401A",
    "event": {"id": "201A"},
    "planId": "601A",
    "start": "2026-05-01T19:30:00",
    "startUtc": "2026-05-01T18:30:00",
    "cancelled": False,
}
TICKET = {
    "id": "1001A",
    "event": {"id": "201A"},
    "instance": {"id": "401A"},
    "type": {"id": "full", "name": "Full Price"},
    "originalPrice": 30.0,
    "price": 28.5,
    "discount": 3.25,
    "total": 25.25,
}
ORDER = {
    "id": "88201A",
    "customer": {"id": "I-K222-7WRS"},
    "firstTransactionDate": "2026-06-01T10:00:12",
    "firstTransactionDateUtc": "2026-06-01T09:00:12Z",
    "tickets": [TICKET],
}


def conformed(kind: LookUp, body: Any, zone: str = LONDON) -> Row | Quarantined:
    written = body if isinstance(body, bytes) else msgspec.json.encode(body)
    return conform(Record(kind, "asked-for", written), PRIVACY, zone)


def without(body: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in body.items() if name not in names}
