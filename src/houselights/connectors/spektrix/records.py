"""Records as they arrive: known by the ids they name, however broken the rest of them is."""

import msgspec
from msgspec import Raw

from houselights.connectors.base import LookUp, Record
from houselights.connectors.spektrix.ids import read_id
from houselights.connectors.spektrix.shapes import Glance

_GLANCE = msgspec.json.Decoder(Glance)


def glance(body: bytes | Raw) -> Glance:
    """Whatever ids can be made out."""
    try:
        return _GLANCE.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return Glance()


def record_of(kind: LookUp, row: Raw) -> Record:
    """A record with the id it names, if it names one."""
    seen = glance(row)
    found = seen.id or seen.order_id
    return Record(kind, found if isinstance(found, str) else "", row)


def events_named(body: bytes | Raw) -> tuple[str, ...]:
    """The events that a record or its tickets name: whole ids alone, for anything else there may be personal."""
    seen = glance(body)
    found = [_event_id(seen), *(_event_id(glance(ticket)) for ticket in seen.tickets or [])]
    return tuple(sorted({each for each in found if each}))


def _event_id(seen: Glance) -> str | None:
    named = seen.event.get("id") if isinstance(seen.event, dict) else seen.event
    return read_id(named).full if isinstance(named, str) else None
