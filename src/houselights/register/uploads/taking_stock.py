"""The register and the catalogue of an organisation as one frozen snapshot, for an upload to compare itself with."""

from django.utils import timezone

from houselights.connections.models import BoxOfficeEvent
from houselights.organisations.models import Organisation
from houselights.register.models import Event, Link
from houselights.register.queries import vocabularies
from houselights.register.uploads.cells import Lists, place_key
from houselights.register.uploads.rules import ReadId
from houselights.register.uploads.snapshot import KnownEvent, ListedEvent, Snapshot, saved_places

FIELDS = (
    "name", "starts_on", "ends_on", "event_type", "is_funded", "sub_discipline", "distribution_type",
    "number_of_performances", "is_ticketed", "attendance", "attendance_is_estimated", "description", "is_draft",
)  # fmt: skip


def lists_of(organisation: Organisation, read_id: ReadId) -> Lists:
    """What values may be in this organisation's workbooks."""
    connections = organisation.connections.order_by("id")
    return Lists(
        vocabularies=vocabularies(),
        today=timezone.localdate(),
        places={place_key(name): name for name in organisation.locations.values_list("name", flat=True)},
        kinds=tuple(dict.fromkeys(connections.values_list("kind", flat=True))),
        read_id=read_id,
    )


def snapshot_of(organisation: Organisation) -> Snapshot:
    """Everything a row may be compared with, in five questions whatever the number of rows."""
    catalogue = BoxOfficeEvent.objects.filter(connection__organisation=organisation).order_by("id")
    listed = catalogue.values_list("connection_id", "box_office_id", "number", "name", "first_on", "last_on")
    return Snapshot(
        events=_events(organisation),
        catalogue=tuple(ListedEvent(*row) for row in listed),
        places=saved_places(organisation.locations.values_list("name", "postcode")),
        connections=tuple(organisation.connections.order_by("id").values_list("id", flat=True)),
    )


def fields_of(event: Event) -> dict[str, object]:
    """An event's fields as plans compare them."""
    place = event.location.name if event.location else ""
    return {name: getattr(event, name) for name in FIELDS} | {"location": place}


def _events(organisation: Organisation) -> dict[int, KnownEvent]:
    links: dict[int, set[tuple[int, str]]] = {}
    for link in Link.objects.filter(event__organisation=organisation):
        links.setdefault(link.event_id, set()).add((link.connection_id, link.box_office_id))
    rows = organisation.events.order_by("id").values_list("id", "location__name", *FIELDS)
    return {
        number: KnownEvent(
            number,
            dict(zip(FIELDS, fields, strict=True)) | {"location": place or ""},
            frozenset(links.get(number, ())),
        )
        for number, place, *fields in rows
    }
