"""Change connections and their catalogue: one transaction each, with its entry in the trail."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils import timezone

from houselights.audit.actions import record
from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.connections.queries import secret_label
from houselights.home import Home
from houselights.organisations.models import Organisation, User
from houselights.rows import Event
from houselights.seals import seal

_FOLLOW = ("tickets", "pence", "performances", "last_sold_at", "last_row_at")
_SEEN = (
    "number", "name", "first_on", "last_on", "is_on_sale", "attributes", "venue_name", "venue_postcode",
)  # fmt: skip
NONE_SOLD: Mapping[str, tuple[datetime, datetime]] = MappingProxyType({})


@transaction.atomic
def store_connection(
    *,
    organisation: Organisation,
    kind: str,
    client: str,
    login: str,
    secret: str,
    origin: str,
    by: User | None,
    history_from: date | None = None,
) -> Connection:
    """Keep tested credentials, the key sealed. The same client again is the same connection: nothing is doubled."""
    connection, _ = Connection.objects.get_or_create(
        organisation=organisation, kind=kind, client=client, defaults={"login": login, "origin": origin}
    )
    connection.login, connection.origin, connection.disconnected_at = login, origin, None
    master = Home.from_environment().master_key()
    connection.sealed_secret = seal(secret.encode(), master, what=secret_label(connection))
    if history_from:
        connection.history_from = min(history_from, connection.history_from or history_from)
    connection.save()
    _record("box office connected", connection, by, client=client, origin=origin)
    return connection


@transaction.atomic
def disconnect(*, connection: Connection, by: User | None) -> None:
    """Erase the key. What arrived stays, and can be counted."""
    connection.sealed_secret, connection.login, connection.disconnected_at = "", "", timezone.now()
    connection.save(update_fields=["sealed_secret", "login", "disconnected_at"])
    _record("box office disconnected", connection, by)


@transaction.atomic
def adopt_new_events(*, connection: Connection, wanted: bool, by: User | None) -> None:
    """Whether events that are new at the box office become drafts by themselves."""
    connection.adopts_new = wanted
    connection.save(update_fields=["adopts_new"])
    _record("new events become drafts" if wanted else "new events wait for a person", connection, by)


@transaction.atomic
def remove_connection_data(*, connection: Connection, by: User | None) -> None:
    """Remove the connection with its catalogue, its runs and its links; events of the register stay."""
    _record("box-office data removed", connection, by)
    connection.delete()


@transaction.atomic
def update_catalogue(
    *,
    connection: Connection,
    events: Iterable[Event],
    venues: Mapping[str, tuple[str, str]],
    performances: Mapping[str, int],
    held: Mapping[str, tuple[int, int]],
    numbers: Mapping[str, str],
    seen_at: datetime,
    newest: Mapping[str, tuple[datetime, datetime]] = NONE_SOLD,
) -> None:
    """Add and change what a run has seen; tickets, pence and performances follow the landing for every event.

    `venues` gives (name, postcode), `held` (tickets, pence), `newest` (sold, arrived) by box-office id. Events not
    seen keep what was known.
    """
    known = {row.box_office_id: row for row in connection.catalogue.all()}
    before = {name: _written(row) for name, row in known.items()}
    seen = []
    for event in events:
        seen.append(event.id)
        row = known.setdefault(
            event.id, BoxOfficeEvent(connection=connection, box_office_id=event.id, first_seen_at=seen_at)
        )
        _take(row, event, venues.get(event.id), numbers.get(event.id, ""), seen_at)
    for row in known.values():
        row.tickets, row.pence = held.get(row.box_office_id, (0, 0))
        row.performances = performances.get(row.box_office_id, 0)
        row.last_sold_at, row.last_row_at = newest.get(row.box_office_id, (None, None))
    BoxOfficeEvent.objects.bulk_create([row for row in known.values() if row.pk is None])
    for name, written in before.items():
        if _written(known[name]) != written:
            known[name].save(update_fields=[*_SEEN, *_FOLLOW])  # one by one: quicker than all in one statement
    connection.catalogue.filter(box_office_id__in=seen).update(last_seen_at=seen_at)


def _written(row: BoxOfficeEvent) -> tuple[Any, ...]:
    """What a run may change of a row: most runs change few."""
    return tuple(getattr(row, name) for name in (*_SEEN, *_FOLLOW))


def _take(row: BoxOfficeEvent, event: Event, venue: tuple[str, str] | None, number: str, seen_at: datetime) -> None:
    row.name = event.name[:500]
    row.number, row.attributes, row.last_seen_at = number, event.attributes, seen_at
    row.first_on, row.last_on, row.is_on_sale = event.first_on, event.last_on, event.is_on_sale
    if venue:
        row.venue_name, row.venue_postcode = venue[0][:200], venue[1][:10]


def _record(action: str, connection: Connection, by: User | None, **detail: str) -> None:
    slug = connection.organisation.slug
    record(action=action, subject=f"connection {connection.pk}", organisation=slug, by=by, detail=dict(detail))
