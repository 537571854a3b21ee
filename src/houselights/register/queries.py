"""Read the register: events, links, what is linked to nothing, and the controlled lists in force."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from houselights.connections.models import BoxOfficeEvent
from houselights.errors import NotFound
from houselights.organisations.models import Organisation
from houselights.periods import Period
from houselights.register.models import Event, Link, VocabularyEdit
from houselights.register.narrowing.queries import left_out
from houselights.vocabularies import LISTS, Term, Vocabulary, shipped


def events_of(organisation: Organisation, *, period: Period | None = None) -> QuerySet[Event]:
    """The organisation's events; with a period those with a day in it, for an event without an end its first day."""
    events = organisation.events.select_related("location").prefetch_related("links")
    if period and period.end:
        events = events.filter(starts_on__lte=period.end)
    if period and period.start:
        events = events.filter(Q(ends_on__gte=period.start) | Q(ends_on=None, starts_on__gte=period.start))
    return events


def event_of(organisation: Organisation, number: int | str) -> Event:
    """One event of this organisation by its number; NotFound otherwise."""
    text = str(number).strip()
    found = organisation.events.select_related("location").filter(pk=text).first() if _is_number(text) else None
    if found is None:
        raise NotFound("There is no such event.", remedy="Its number is in the list of events.")
    return found


def unlinked_box_office(organisation: Organisation) -> list[BoxOfficeEvent]:
    """Box-office events linked to nothing, not said to be somebody else's, left out by no rule: their sales wait."""
    linked = Link.objects.filter(connection=OuterRef("connection"), box_office_id=OuterRef("box_office_id"))
    mine = BoxOfficeEvent.objects.filter(connection__organisation=organisation, is_ignored=False, excluded_by="")
    return list(mine.filter(~Exists(linked)).select_related("connection__organisation"))


def adoptable(organisation: Organisation, *, since: date | None = None) -> list[BoxOfficeEvent]:
    """Those of them that can be adopted all at once: where somebody took a link away, it is theirs to name.

    With `since`, those with a day on or after it.
    """
    waiting = [each for each in unlinked_box_office(organisation) if not each.was_unlinked]
    return [each for each in waiting if since is None or (each.last_on and each.last_on >= since)]


def events_linked_to(box_office_event: BoxOfficeEvent) -> QuerySet[Event]:
    """The registered events that a box-office event is."""
    return Event.objects.filter(
        links__connection=box_office_event.connection_id, links__box_office_id=box_office_event.box_office_id
    ).distinct()


def vocabulary(name: str) -> Vocabulary:
    """A controlled list in force: as shipped, with the installation's own edits."""
    listed = shipped(name)
    terms = {term.label: term for term in listed.terms}
    for edit in VocabularyEdit.objects.filter(vocabulary=name):
        terms[edit.label] = Term(edit.label, edit.parent, edit.valid_from, edit.valid_until)
    return Vocabulary(name, listed.title, listed.version, tuple(terms.values()))


def vocabularies() -> dict[str, Vocabulary]:
    """Every controlled list in force, by name."""
    return {name: vocabulary(name) for name in LISTS}


def terms(name: str) -> tuple[str, ...]:
    """The labels of a list that can be chosen today."""
    return vocabulary(name).labels(timezone.localdate())


def event_json(event: Event) -> dict[str, Any]:
    """An event as scripts see it."""
    return {
        "id": event.pk,
        "name": event.name,
        "start": event.starts_on and event.starts_on.isoformat(),
        "end": event.ends_on and event.ends_on.isoformat(),
        "location": event.location and event.location.name,
        "event_type": event.event_type,
        "is_funded": event.is_funded,
        "sub_discipline": event.sub_discipline,
        "distribution_type": event.distribution_type,
        "is_draft": event.is_draft,
        "links": [
            {"box_office_id": link.box_office_id, "connection": link.connection_id} for link in event.links.all()
        ],
    }


def links_json(organisation: Organisation) -> dict[str, Any]:
    """What `links list --json` prints: every link with its state, and what is linked to nothing on either side."""
    catalogue = BoxOfficeEvent.objects.filter(connection__organisation=organisation)
    names = {(row.connection_id, row.box_office_id): row.name for row in catalogue}
    links = Link.objects.filter(event__organisation=organisation).select_related("event").order_by("id")
    return {
        "links": [_link_json(link, names.get((link.connection_id, link.box_office_id))) for link in links],
        "unlinked_events": [{"id": event.pk, "name": event.name} for event in organisation.events.filter(links=None)],
        "unlinked_box_office": [
            {"box_office_id": row.box_office_id, "name": row.name, "tickets": row.tickets, "pence": row.pence}
            for row in unlinked_box_office(organisation)
        ],
        "left_out": [
            {
                "box_office_id": left.event.box_office_id,
                "name": left.event.name,
                "performances": left.performances,
                "tickets": left.tickets,
                "pence": left.pence,
            }
            for left in left_out(organisation)
        ],
    }


def _link_json(link: Link, box_office_name: str | None) -> dict[str, Any]:
    return {
        "event": link.event_id,
        "name": link.event.name,
        "box_office_id": link.box_office_id,
        "box_office_name": box_office_name,
        "connection": link.connection_id,
        "performances": link.performance_ids,
        "state": "not-found" if box_office_name is None else "linked",
    }


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
