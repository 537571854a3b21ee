"""Links that wait under a bare number: once the box office has the event, they get its whole id."""

from django.db import transaction
from django.db.models import F

from houselights.audit.actions import record
from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.register.models import Link
from houselights.register.uploads.models import UploadRow


@transaction.atomic
def complete_links(*, connection: Connection) -> int:
    """Give every link to a number the whole id of the event that has it now; how many there were.

    People upload 70401 before the box office was read: the number cannot be made whole without the catalogue.
    """
    named = connection.catalogue.filter(number__in=connection.links.values("box_office_id"))
    numbers = {event.number: event for event in named.exclude(number="").exclude(number=F("box_office_id"))}
    waiting = list(connection.links.filter(box_office_id__in=list(numbers)).select_related("event"))
    for link in waiting:
        _complete(link, numbers[link.box_office_id])
    return len(waiting)


def _complete(link: Link, found: BoxOfficeEvent) -> None:
    whole, number = found.box_office_id, link.box_office_id
    # The upload that made the link must know it again when it is taken back.
    rows = UploadRow.objects.filter(event=link.event_id, connection=link.connection_id, box_office_id=number)
    rows.update(box_office_id=whole)
    if link.event.links.filter(connection=link.connection_id, box_office_id=whole).exists():
        link.delete()
    else:
        link.box_office_id = whole
        link.save(update_fields=["box_office_id"])
    record(
        action="event linked",
        subject=f"event {link.event_id}",
        organisation=found.connection.organisation.slug,
        detail={"box_office_id": whole, "connection": link.connection_id, "number": number},
    )
