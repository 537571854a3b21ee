"""Entries of the trail as people read them: they hold ids, and names are looked up only to be shown."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from houselights.audit.models import Entry
from houselights.connections.models import BoxOfficeEvent
from houselights.feeds.models import SyncRun
from houselights.organisations.models import Organisation, User


@dataclass(frozen=True)
class Thing:
    """What an entry is about: its name today, and its page where it has one."""

    name: str
    href: str = ""


@dataclass(frozen=True)
class Done:
    """An entry, with who did it, what in words, and to what."""

    entry: Entry
    who: str
    what: str
    thing: Thing


def done(organisation: Organisation, entries: Iterable[Entry]) -> list[Done]:
    """Everything is looked up once for all entries; what is no longer here keeps its number."""
    entries = list(entries)
    people = User.objects.in_bulk({entry.by_id for entry in entries if entry.by_id} | set(_ids(entries, "user")))
    things = {**_events(organisation, entries), **_places(organisation, entries), **_runs(organisation, entries)}
    things |= _box_office_events(organisation, entries)
    things |= {f"user {user.pk}": Thing(_name(user)) for user in people.values()}
    return [
        Done(entry, _who(entry, people), _what(entry), things.get(entry.subject, Thing(entry.subject)))
        for entry in entries
    ]


def _who(entry: Entry, people: dict[int, User]) -> str:
    if entry.by_id is None:
        return "Houselights"
    user = people.get(entry.by_id)
    return _name(user) if user else "someone who has left"


def _name(user: User) -> str:
    return user.name or user.email


def _what(entry: Entry) -> str:
    """`event changed: event type, is funded`."""
    changed = ", ".join(name.replace("_", " ") for name in entry.detail.get("changes", {}))
    return f"{entry.action}: {changed}" if changed else entry.action


def _ids(entries: Iterable[Entry], kind: str) -> list[int]:
    """The numbers of the subjects of one kind."""
    pairs = [entry.subject.rpartition(" ") for entry in entries]
    return [int(number) for before, _, number in pairs if before == kind and number.isdecimal()]


def _events(organisation: Organisation, entries: list[Entry]) -> dict[str, Thing]:
    found = organisation.events.in_bulk(_ids(entries, "event"))
    return {
        f"event {pk}": Thing(event.name, reverse("event", args=[organisation.slug, pk])) for pk, event in found.items()
    }


def _places(organisation: Organisation, entries: list[Entry]) -> dict[str, Thing]:
    found = organisation.locations.in_bulk(_ids(entries, "place"))
    return {f"place {pk}": Thing(place.name) for pk, place in found.items()}


def _runs(organisation: Organisation, entries: list[Entry]) -> dict[str, Thing]:
    found = SyncRun.objects.filter(connection__organisation=organisation).in_bulk(_ids(entries, "run"))
    return {f"run {pk}": Thing(f"run {pk}", reverse("run", args=[organisation.slug, pk])) for pk in found}


def _box_office_events(organisation: Organisation, entries: list[Entry]) -> dict[str, Thing]:
    kind = "box-office event "
    ids = {entry.subject.removeprefix(kind) for entry in entries if entry.subject.startswith(kind)}
    found = BoxOfficeEvent.objects.filter(connection__organisation=organisation, box_office_id__in=ids)
    return {kind + event.box_office_id: Thing(event.name) for event in found}
