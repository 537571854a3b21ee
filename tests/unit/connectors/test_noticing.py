"""Is a field that nobody ever heard of noticed, by its name alone, and everything known passed over in silence?"""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from houselights.connectors.base import LookUp, NewField, Record
from houselights.connectors.spektrix.noticing import EVERY, MOST, Noticing

from .bodies import EVENT, ORDER, PERFORMANCE, TICKET
from .test_payloads import RECORDED, TWINS, kind_of, payloads

OURS = ("events", "performances", "orders", "customers")


def noticed(kind: LookUp, *bodies: Any) -> set[NewField]:
    noticing = Noticing()
    for body in bodies:
        written = body if isinstance(body, bytes) else msgspec.json.encode(body)
        noticing.look(Record(kind, "asked-for", written))
    return set(noticing.found)


def bodies_in(path: Path) -> list[Any]:
    found = msgspec.json.decode(path.read_bytes())
    rows = found.get("values", found) if isinstance(found, dict) else found
    return rows if isinstance(rows, list) else [rows]


@pytest.mark.parametrize(("kind", "body"), [("events", EVENT), ("performances", PERFORMANCE), ("orders", ORDER)])
def test_what_is_known_is_no_news(kind: LookUp, body: dict[str, Any]):
    assert noticed(kind, body) == set()


def test_a_new_field_of_a_record_and_of_its_tickets_is_named_without_its_value():
    order = ORDER | {"soldThrough": "Ada", "tickets": [TICKET, TICKET | {"carbon": 12}]}

    assert noticed("orders", order) == {NewField("orders", "soldThrough"), NewField("tickets", "carbon")}


def test_a_new_state_of_a_seat_is_a_new_field_of_the_house():
    house = {"name": "Main House", "available": 1, "capacity": 100, "sold": 80, "scanned": 70, "scannedTwice": 2}

    assert noticed("house_counts", house) == {NewField("house_counts", "scannedTwice")}


def test_an_attribute_of_the_clients_own_is_no_news():
    assert noticed("events", EVENT | {"attribute_Anything": ""}) == set()


def test_a_key_that_may_be_somebodys_words_is_never_kept():
    assert noticed("customers", {"Josephine Planted, 12 High Street": 1, "jo@example.org": 2, "a" * 61: 3}) == set()


def test_beyond_a_hundred_they_are_no_names():
    assert len(noticed("orders", ORDER | {f"field{each}": 1 for each in range(3 * MOST)})) == MOST


def test_one_record_of_fifty_is_looked_at_and_the_first_always():
    new = ORDER | {"new": 1}

    assert noticed("orders", new, ORDER)
    assert not noticed("orders", ORDER, new)
    assert noticed("orders", *[ORDER] * EVERY, new)


@pytest.mark.parametrize("body", [b"[]", b"{", b'{"tickets": 1}', b"\xff", b"[" * 5000])
def test_a_record_that_makes_no_sense_is_nobodys_news(body: bytes):
    assert noticed("orders", body) == set()


@pytest.mark.parametrize("folder", [TWINS, RECORDED], ids=["twins", "recorded"])
def test_nothing_that_was_ever_recorded_is_new(folder: Path):
    if not folder.is_dir():
        pytest.skip("the recordings of real venues are not beside this checkout, in ../shared/data/spektrix")
    news = set()
    for path in payloads(folder):
        kind = kind_of(path)
        if kind in OURS:
            news |= {(path.name, each) for body in bodies_in(path) for each in noticed(kind, body)}

    assert news == set()
