"""Where an event stands with the box office, in a tag."""

from typing import NamedTuple

from houselights.connections.models import BoxOfficeEvent
from houselights.organisations.models import Organisation
from houselights.register.models import Event

KnownIds = frozenset[tuple[int, str]]  # connection and box-office id of everything in the catalogues


class LinkState(NamedTuple):
    """`kind` and `text` of the tag."""

    kind: str
    text: str


LINKED = LinkState("good", "linked")
NOT_FOUND = LinkState("bad", "ID not found")
NOT_LINKED = LinkState("bad", "no link")
NOT_SOLD = LinkState("", "not ticketed")


def known_ids(organisation: Organisation) -> KnownIds:
    """Read once for a whole list."""
    events = BoxOfficeEvent.objects.filter(connection__organisation=organisation)
    return frozenset(events.values_list("connection_id", "box_office_id"))


def link_state(event: Event, known: KnownIds) -> LinkState:
    """The worst of its links; an event that sells no tickets needs none."""
    links = list(event.links.all())
    if not links:
        return NOT_SOLD if event.is_ticketed is False else NOT_LINKED
    return LINKED if all((link.connection_id, link.box_office_id) in known for link in links) else NOT_FOUND
