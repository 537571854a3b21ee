"""Read connections and the catalogue of box-office events; each question names the organisation or the connection."""

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone

from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.errors import NotFound
from houselights.home import Home
from houselights.organisations.models import Organisation
from houselights.seals import unseal

if TYPE_CHECKING:
    from houselights.connectors.base import BoxOfficeId


def secret_of(connection: Connection) -> str:
    """The key of a connection, opened with the master key: for signing, never to be shown."""
    master = Home.from_environment().master_key()
    return unseal(connection.sealed_secret, master, what=secret_label(connection)).decode()


def secret_label(connection: Connection) -> str:
    """What the seal of a box-office key says it is: it opens for this connection alone."""
    return f"the box-office key of {connection.organisation.slug}, {connection.kind} {connection.client}"


def find_box_office_events(connection: Connection, wanted: "BoxOfficeId") -> list[BoxOfficeEvent]:
    """The events of one connection that an id in any form means."""
    catalogue = connection.catalogue.select_related("connection__organisation")
    if wanted.full:
        return list(catalogue.filter(box_office_id=wanted.full))
    return list(catalogue.filter(number=wanted.number)) if wanted.number else []


def events_on_sale(connection: Connection) -> int:
    """How many events the box office sells, with a performance still to come, that nobody said are not theirs."""
    today = timezone.localdate(timezone=ZoneInfo(connection.organisation.time_zone))
    return connection.catalogue.filter(is_on_sale=True, is_ignored=False, last_on__gte=today).count()


def box_office_event_of(organisation: Organisation, number: int | str) -> BoxOfficeEvent:
    """A row of this organisation's catalogue by its own number, as pages give it; NotFound otherwise."""
    mine = BoxOfficeEvent.objects.filter(connection__organisation=organisation)
    found = mine.select_related("connection").filter(pk=number).first() if str(number).isdecimal() else None
    if found is None:
        raise NotFound("There is no such box-office event.")
    return found
