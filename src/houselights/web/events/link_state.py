"""Where an event stands with the box office, in a tag."""

from collections import defaultdict
from typing import NamedTuple

from houselights.connections.models import BoxOfficeEvent
from houselights.organisations.models import Organisation
from houselights.register.models import Event, Link

KnownIds = frozenset[tuple[int, str]]  # connection and box-office id of everything in the catalogues
LinkedIds = dict[int, list[tuple[int, str]]]  # the same of what each event is linked to, by its key


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


def linked_ids(organisation: Organisation) -> LinkedIds:
    """Read once for a whole list."""
    found: LinkedIds = defaultdict(list)
    links = Link.objects.filter(event__organisation=organisation)
    for event, connection, box_office_id in links.values_list("event_id", "connection_id", "box_office_id"):
        found[event].append((connection, box_office_id))
    return found


def link_state(event: Event, known: KnownIds, linked: LinkedIds) -> LinkState:
    """The worst of its links; an event that sells no tickets needs none."""
    ids = linked.get(event.pk)
    if not ids:
        return NOT_SOLD if event.is_ticketed is False else NOT_LINKED
    return LINKED if known.issuperset(ids) else NOT_FOUND
