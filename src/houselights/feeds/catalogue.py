"""Bring the catalogue of box-office events up to what a run has seen, with the tickets held for each."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from houselights.connections.actions import update_catalogue
from houselights.connections.models import Connection
from houselights.connectors.registry import read_id
from houselights.feeds.landed import held_by_event, performances_by_event
from houselights.feeds.reading import Reader
from houselights.home import Home
from houselights.rows import Event


def refresh_catalogue(home: Home, reader: Reader) -> None:
    """Events seen in this run are added or changed; performances, tickets and pence follow the landing for all."""
    connection = reader.connection
    held = held_by_event(home, connection)
    events = [*reader.seen.events.values(), *_gone(connection, reader.seen.events, held)]
    update_catalogue(
        connection=connection,
        events=events,
        venues=reader.seen.places,
        performances=performances_by_event(home, connection),
        held=held,
        numbers={event.id: read_id(connection.kind, event.id).number or "" for event in events},
        seen_at=datetime.now(UTC),
    )


def _gone(connection: Connection, seen: Iterable[str], held: Iterable[str]) -> Iterator[Event]:
    """Events that tickets name and the box office no longer gives: without a row of theirs, sales would wait unseen."""
    known = set(connection.catalogue.values_list("box_office_id", flat=True))
    for event_id in sorted(set(held) - known - set(seen)):
        name = f"Event {read_id(connection.kind, event_id).number or event_id}, no longer at the box office"
        yield Event(event_id, name, None, None, is_on_sale=False, attributes={})
