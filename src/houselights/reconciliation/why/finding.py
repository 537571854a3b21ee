"""Which event a person means: a number of the register, a box-office id in any form, or a name."""

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from houselights.connections.models import BoxOfficeEvent
from houselights.connections.queries import find_box_office_events
from houselights.connectors.registry import read_id
from houselights.errors import WrongUsage
from houselights.organisations.models import Organisation
from houselights.register.models import Event
from houselights.register.queries import events_linked_to

NEAR, SURE_ENOUGH = 3, 70  # names suggested, and how alike (of 100) they must be


@dataclass(frozen=True)
class Meant:
    """An event of the register, else one of the box office alone, else neither and the names nearest to it."""

    event: Event | None = None
    box_office_event: BoxOfficeEvent | None = None
    near: tuple[str, ...] = ()


def find(organisation: Organisation, asked: str) -> Meant:
    """A register number goes before the same number at the box office; WrongUsage where several are meant."""
    text = " ".join(asked.split())
    if event := _by_number(organisation, text):
        return Meant(event)
    if found := _by_box_office_id(organisation, text):
        return of_box_office_event(organisation, _one(found, text))
    return _by_name(organisation, text)


def of_box_office_event(organisation: Organisation, found: BoxOfficeEvent) -> Meant:
    """The registered event that it is linked to; itself where there is none."""
    linked = list(events_linked_to(found).filter(organisation=organisation))
    if len(linked) > 1:
        raise _several(linked, f"“{found.name}” is linked to {len(linked)} events of the register")
    return Meant(linked[0]) if linked else Meant(box_office_event=found)


def _by_number(organisation: Organisation, text: str) -> Event | None:
    is_number = text.isascii() and text.isdecimal() and len(text) < 19
    return organisation.events.select_related("location").filter(pk=text).first() if is_number else None


def _by_box_office_id(organisation: Organisation, text: str) -> list[BoxOfficeEvent]:
    return [
        found
        for connection in organisation.connections.all()
        for found in find_box_office_events(connection, read_id(connection.kind, text))
    ]


def _by_name(organisation: Organisation, text: str) -> Meant:
    """Whatever its capitals and spaces; on the register first."""
    events = list(organisation.events.all())
    same = [each for each in events if _plain(each.name) == _plain(text)]
    if len(same) > 1:
        raise _several(same, f"{len(same)} events of the register are called “{text}”")
    if same:
        return Meant(same[0])
    there = list(BoxOfficeEvent.objects.filter(connection__organisation=organisation).select_related("connection"))
    if found := [each for each in there if _plain(each.name) == _plain(text)]:
        return of_box_office_event(organisation, _one(found, text))
    return Meant(near=_near(text, [*(each.name for each in events), *(each.name for each in there)]))


def _one(found: list[BoxOfficeEvent], text: str) -> BoxOfficeEvent:
    if len(found) > 1:
        raise WrongUsage(
            f"“{text}” is {len(found)} events at the box office.",
            remedy=f"Give the full ID of one: {', '.join(each.box_office_id for each in found[:5])}.",
        )
    return found[0]


def _several(events: list[Event], message: str) -> WrongUsage:
    numbers = ", ".join(f"{each.pk} ({each.starts_on or 'no date'})" for each in events[:10])
    return WrongUsage(f"{message}.", remedy=f"Ask for one by its number: {numbers}.")


def _near(text: str, names: list[str]) -> tuple[str, ...]:
    found = process.extract(text, list(dict.fromkeys(names)), scorer=fuzz.WRatio, limit=NEAR, score_cutoff=SURE_ENOUGH)
    return tuple(name for name, _, _ in found)


def _plain(name: str) -> str:
    return " ".join(name.split()).casefold()
