"""Records as they arrive: known by the ids they name, however broken the rest of them is."""

import msgspec
from msgspec import Raw

from houselights.connectors.base import LookUp, Record
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
