"""Bring the catalogue of box-office events and ticket types up to what a run has seen, with the tickets of each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from houselights.connections.actions import update_catalogue
from houselights.connections.exclusions.actions import apply_rules
from houselights.connections.models import Connection
from houselights.connections.performances import Held, update_performances
from houselights.connections.ticket_types.actions import update_ticket_types
from houselights.connectors.registry import read_id
from houselights.feeds.house_accounts import refresh_house_accounts
from houselights.feeds.landed import held_by_performance, held_by_ticket_type, newest_by_event
from houselights.feeds.reading import Reader
from houselights.home import Home
from houselights.register.uploads.waiting import complete_links
from houselights.rows import Event


def refresh_catalogue(home: Home, reader: Reader) -> None:
    """Events seen in this run are added or changed; performances, tickets and pence follow the landing for all."""
    connection = reader.connection
    performances = held_by_performance(home, connection)
    held = _by_event(performances)
    events = [*reader.seen.events.values(), *_gone(connection, reader.seen.events, held)]
    update_catalogue(
        connection=connection,
        events=events,
        venues=reader.seen.places,
        performances=Counter(each.box_office_event_id for each in performances if each.is_listed),
        held=held,
        newest=newest_by_event(home, connection),
        numbers={event.id: read_id(connection.kind, event.id).number or "" for event in events},
        seen_at=datetime.now(UTC),
    )
    complete_links(connection=connection)
    update_ticket_types(connection=connection, held=held_by_ticket_type(home, connection))
    apply_rules(connection.organisation)
    update_performances(connection=connection, held=performances)
    refresh_house_accounts(home, connection)


def _by_event(performances: Iterable[Held]) -> dict[str, tuple[int, int]]:
    """{box-office event id: (tickets, pence)} of those that hold any."""
    held: dict[str, tuple[int, int]] = {}
    for each in performances:
        if each.tickets:
            tickets, pence = held.get(each.box_office_event_id, (0, 0))
            held[each.box_office_event_id] = tickets + each.tickets, pence + each.pence
    return held


def _gone(connection: Connection, seen: Iterable[str], held: Iterable[str]) -> Iterator[Event]:
    """Events that tickets name and the box office no longer gives: without a row of theirs, sales would wait unseen."""
    known = set(connection.catalogue.values_list("box_office_id", flat=True))
    for event_id in sorted(set(held) - known - set(seen)):
        name = f"Event {read_id(connection.kind, event_id).number or event_id}, no longer at the box office"
        yield Event(event_id, name, None, None, is_on_sale=False, attributes={})
