"""Is every shape of payload that was ever recorded understood? Made-up twins here; recordings where they are at hand.

The recordings are of real venues, are not ours to give away, and are no part of the project: a developer may have them
beside it, in ../shared/data/spektrix. Their twins in `payloads/` have the same shapes and nothing else of theirs.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from houselights.connectors.spektrix.ids import read_id
from houselights.connectors.spektrix.shapes import (
    ChangesPage,
    PlanBody,
    PriceListBody,
    SeatsBody,
    StatusBody,
    VenueBody,
)
from houselights.rows import Quarantined

from .bodies import LONDON, conformed

TWINS = Path(__file__).parent / "payloads"
RECORDED = Path(__file__).parents[4] / "shared" / "data" / "spektrix"
# By how a file's name begins: which of our rows it becomes, or by which shape it is read.
KINDS = {"event_availability": SeatsBody, "event": "events", "unit_events": "events"}
KINDS |= {"instance_status": StatusBody, "instance": "performances", "unit_mock_instances": "performances"}
KINDS |= {"availability": SeatsBody, "status": StatusBody}
KINDS |= {"plans": PlanBody, "unit_mock_plans": PlanBody, "venues": VenueBody, "unit_mock_venues": VenueBody}
KINDS |= {"price_list": PriceListBody, "orders_sync": ChangesPage}
KINDS |= {"order": "orders", "composed_order": "orders", "customer": "customers", "composed_customer": "customers"}
NOT_READ = {
    "customer_tags": "tags are not read",
    "v2_": "an older API, in XML, which is switched off",
    "ids_observed": "not a payload: see the test of ids",
    "attributes_observed": "not a payload: names and kinds of attributes",
    "signing_vectors": "not a payload: see test_signing.py",
}
ZONES = {
    "albertatheatreprojects": "America/Edmonton",
    "unit_mock_instances": "America/Edmonton",
    "manitobaopera": "America/Winnipeg",
    "kelownacommunitytheatre": "America/Vancouver",
    "theporttheatre": "America/Vancouver",
}


def payloads(folder: Path) -> list[Path]:
    return [
        path
        for path in sorted(folder.glob("*.json"))
        if not any(path.name.startswith(beginning) for beginning in NOT_READ)
    ]


def kind_of(path: Path) -> Any:
    """Of the longest beginning of its name."""
    return KINDS[max((each for each in KINDS if path.name.startswith(each)), key=len)]


def records(path: Path) -> Iterator[Any]:
    body = json.loads(path.read_bytes())
    for record in body if isinstance(body, list) else [body]:
        # One recording holds two bare seats among its plans: its maker's slip.
        if "previousSeatId" not in record:
            yield record


def read(path: Path) -> list[Any]:
    """Every record of a file, as a row or in its shape."""
    kind = kind_of(path)
    zone = next((zone for name, zone in ZONES.items() if name in path.name), LONDON)
    if isinstance(kind, str):
        return [conformed(kind, record, zone) for record in records(path)]
    return [msgspec.json.decode(msgspec.json.encode(record), type=kind) for record in records(path)]


@pytest.mark.parametrize("path", payloads(TWINS), ids=lambda path: path.stem)
def test_every_shape_is_understood(path):
    rows = read(path)

    assert rows
    assert [row.reason for row in rows if isinstance(row, Quarantined)] == []


def test_nothing_of_a_person_is_left_of_their_twin():
    (row,) = read(TWINS / "customer.json")

    written = msgspec.json.encode(row).decode().lower()
    assert row.postcode_kind == "known"
    assert [
        word for word in ("wilhelmina", "quillfeather", "900456", "quince", "ln1", "write") if word in written
    ] == []


def test_an_order_comes_to_what_its_tickets_come_to():
    (row,) = read(TWINS / "order.json")

    assert sum(ticket.total_pence for ticket in row.tickets) == 5099
    assert {ticket.event_id for ticket in row.tickets} == {row.tickets[0].event_id}


def test_every_real_recorded_payload_is_understood():
    if not RECORDED.is_dir():
        pytest.skip("the recordings of real venues are not beside this checkout, in ../shared/data/spektrix")
    paths = payloads(RECORDED)

    set_aside = [f"{path.name}: {row.reason}" for path in paths for row in read(path) if isinstance(row, Quarantined)]

    assert len(paths) >= 20
    assert set_aside == []


def test_every_id_ever_seen_is_read_in_both_its_forms():
    path = RECORDED / "ids_observed.json"
    if not path.is_file():
        pytest.skip("the ids seen at real venues are not beside this checkout, in ../shared/data/spektrix")
    seen = json.loads(path.read_bytes())

    read_back = {number: read_id(full).full for number, full in seen.items()}

    assert read_back == seen
    assert all(read_id(full).number == number == read_id(number).number for number, full in seen.items())
