"""Change the register: events, places and links; one transaction each, with its entry in the trail."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from django.db import transaction
from django.utils import timezone

from houselights.audit.actions import Done, record, record_all
from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.errors import NotFound, WrongUsage
from houselights.organisations.models import Organisation, User
from houselights.register.models import Event, Link, Location
from houselights.register.queries import vocabularies
from houselights.register.rules import (
    Vocabularies,
    checked_fields,
    checked_place,
    checked_postcode,
    performances_twice,
    register_fields,
    usable_postcode,
)


@transaction.atomic
def add_event(*, organisation: Organisation, by: User | None, **fields: Any) -> Event:
    """Put an event on the register; `fields` are the model's own. WrongUsage for a term that is on no list."""
    named = {"name": "", **fields}
    event = Event(organisation=organisation, **checked_fields(named, vocabularies(), timezone.localdate()))
    _check_location(event)
    event.save()
    _record("event added", event, by)
    return event


@transaction.atomic
def change_event(*, event: Event, by: User | None, **fields: Any) -> Event:
    """Change fields of an event; the trail keeps which, and from what to what for all but free text."""
    before = {name: getattr(event, name) for name in fields}
    # A term the event had before may have left its list since: only a new one must be on it.
    new = {name: value for name, value in fields.items() if before[name] != value}
    days = {"starts_on": event.starts_on, "ends_on": event.ends_on}
    checked = checked_fields(days | new, vocabularies(), timezone.localdate())
    changed = [name for name in new if checked[name] != before[name]]
    for name in changed:
        setattr(event, name, checked[name])
    _check_location(event)
    if changed:
        event.save(update_fields=[*changed, "updated_at"])
        _record("event changed", event, by, fields=changed, changes=_changes(event, before, changed))
    return event


@transaction.atomic
def remove_event(*, event: Event, by: User | None) -> None:
    """Take an event off the register with its links: its sales wait again, and adopting all will not bring it back."""
    for link in event.links.all():
        _remember_unlinked(link.connection_id, link.box_office_id)
    _record("event removed", event, by)
    event.delete()


@transaction.atomic
def adopt_events(*, box_office_events: Iterable[BoxOfficeEvent], by: User | None) -> list[Event]:
    """Make register events from box-office events: drafts, linked, with the attributes filled. Never one twice."""
    lists, chosen = vocabularies(), {found.pk: found for found in box_office_events}
    # On PostgreSQL two people who adopt the same at once take turns; on SQLite all writers do.
    list(BoxOfficeEvent.objects.select_for_update().filter(pk__in=chosen).values("pk"))
    links = Link.objects.filter(connection__in={found.connection_id for found in chosen.values()})
    linked = set(links.values_list("connection_id", "box_office_id"))
    adopted = [found for found in chosen.values() if (found.connection_id, found.box_office_id) not in linked]
    places = _Places(by)
    events = Event.objects.bulk_create([_draft(found, lists, places.of(found)) for found in adopted])
    Link.objects.bulk_create(
        Link(event=event, connection=found.connection, box_office_id=found.box_office_id)
        for event, found in zip(events, adopted, strict=True)
    )
    for found in adopted:
        found.is_ignored = found.was_unlinked = False
    BoxOfficeEvent.objects.bulk_update(adopted, ["is_ignored", "was_unlinked"], batch_size=500)
    record_all(chain.from_iterable(map(_adoption, events, adopted)), by=by)
    return events


@transaction.atomic
def link_event(
    *, event: Event, box_office_event: BoxOfficeEvent, by: User | None, performance_ids: Sequence[str] | None = None
) -> Link:
    """Say that this box-office event is that event, for all of its performances or only some. Safe to repeat."""
    connection = box_office_event.connection
    if connection.organisation_id != event.organisation_id:
        raise NotFound("There is no such box-office event.")
    _check_performances(event, box_office_event, performance_ids)
    link, _ = Link.objects.update_or_create(
        event=event,
        connection=connection,
        box_office_id=box_office_event.box_office_id,
        defaults={"performance_ids": None if performance_ids is None else sorted(performance_ids)},
    )
    event.refused_links.filter(connection=connection, box_office_id=link.box_office_id).delete()
    box_office_event.is_ignored = box_office_event.was_unlinked = False
    box_office_event.save(update_fields=["is_ignored", "was_unlinked"])
    _record("event linked", event, by, box_office_id=link.box_office_id, connection=link.connection_id)
    return link


@transaction.atomic
def unlink_event(*, event: Event, connection: Connection, box_office_id: str, by: User | None) -> None:
    """Take a link away: its sales wait again."""
    gone, _ = event.links.filter(connection=connection, box_office_id=box_office_id).delete()
    if not gone:
        raise NotFound(f"“{event.name}” is not linked to {box_office_id}.", remedy="Look at its links first.")
    _remember_unlinked(connection.pk, box_office_id)
    _record("event unlinked", event, by, box_office_id=box_office_id, connection=connection.pk)


@transaction.atomic
def ignore_box_office_event(*, box_office_event: BoxOfficeEvent, ignored: bool, by: User | None) -> None:
    """Say that a box-office event is not ours (its sales no longer wait), or that it is after all.

    Where its links are narrowed, it is said of the performances left out of them.
    """
    whole = Link.objects.filter(
        connection=box_office_event.connection_id,
        box_office_id=box_office_event.box_office_id,
        performance_ids__isnull=True,
    )
    if ignored and whole.exists():
        raise WrongUsage(
            f"“{box_office_event.name}” is linked to an event of the register.", remedy="Take the link away first."
        )
    box_office_event.is_ignored = ignored
    box_office_event.save(update_fields=["is_ignored"])
    record(
        action="box-office event ignored" if ignored else "box-office event ours again",
        subject=f"box-office event {box_office_event.box_office_id}",
        organisation=box_office_event.connection.organisation.slug,
        by=by,
        detail={"connection": box_office_event.connection_id},
    )


@transaction.atomic
def add_location(*, organisation: Organisation, name: str, postcode: str = "", by: User | None) -> Location:
    """A place where the organisation puts things on; its name is its own."""
    name = checked_place(name)
    if organisation.locations.filter(name__iexact=name).exists():
        raise WrongUsage(f"There is a place called “{name}” already.", remedy="Choose another name.")
    location = Location.objects.create(organisation=organisation, name=name, postcode=checked_postcode(postcode))
    record(action="place added", subject=f"place {location.pk}", organisation=organisation.slug, by=by)
    return location


def _draft(found: BoxOfficeEvent, lists: Vocabularies, place: Location | None) -> Event:
    fields, _ = register_fields(found.attributes, lists)
    return Event(
        organisation=found.connection.organisation,
        name=" ".join(found.name.split())[:300] or found.box_office_id,
        starts_on=found.first_on,
        ends_on=found.last_on,
        location=place,
        number_of_performances=found.performances or None,
        is_ticketed=True,
        is_draft=True,
        **fields,
    )


def _adoption(event: Event, found: BoxOfficeEvent) -> Iterator[Done]:
    slug, told = event.organisation.slug, {"box_office_id": found.box_office_id}
    yield Done("event adopted", f"event {event.pk}", told, slug)
    yield Done("event linked", f"event {event.pk}", told | {"connection": found.connection_id}, slug)


class _Places:
    """The places of box offices' buildings, each looked for once, and added when it is new."""

    def __init__(self, by: User | None) -> None:
        self._by = by
        self._found: dict[tuple[int, str], Location] = {}

    def of(self, found: BoxOfficeEvent) -> Location | None:
        """None where the box office names no building."""
        name = " ".join(found.venue_name.split())
        if not name:
            return None
        organisation = found.connection.organisation
        key = organisation.pk, name.lower()
        if key not in self._found:
            place, postcode = organisation.locations.filter(name__iexact=name).first(), found.venue_postcode
            self._found[key] = place or add_location(
                organisation=organisation, name=name, postcode=usable_postcode(postcode), by=self._by
            )
        return self._found[key]


def _remember_unlinked(connection_id: int, box_office_id: str) -> None:
    mine = BoxOfficeEvent.objects.filter(connection=connection_id, box_office_id=box_office_id)
    mine.update(was_unlinked=True, is_ignored=False)


def _check_performances(event: Event, found: BoxOfficeEvent, performance_ids: Sequence[str] | None) -> None:
    others = Link.objects.filter(connection=found.connection_id, box_office_id=found.box_office_id).exclude(event=event)
    if twice := performances_twice(performance_ids, others.values_list("performance_ids", flat=True)):
        raise WrongUsage(
            f"{', '.join(sorted(twice))} belongs to another event already.",
            remedy="A performance belongs to one event: narrow the other link first.",
        )


def _check_location(event: Event) -> None:
    if event.location and event.location.organisation_id != event.organisation_id:
        raise NotFound("There is no such place.")


def _changes(event: Event, before: Mapping[str, Any], changed: Iterable[str]) -> dict[str, list[Any]]:
    return {name: [_plain(before[name]), _plain(getattr(event, name))] for name in changed if name != "description"}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | bool | None) else str(value)


def _record(action: str, event: Event, by: User | None, **detail: Any) -> None:
    slug = event.organisation.slug
    record(action=action, subject=f"event {event.pk}", organisation=slug, by=by, detail=dict(detail))
