"""The register and the catalogue as an upload compares itself with them: frozen values, looked up by key. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from houselights.register.uploads.cells import one_line, place_key

EventKey = tuple[str, date]  # name as it is compared, first day
LinkKey = tuple[int, str]  # connection, the box office's id


@dataclass(frozen=True)
class KnownEvent:
    """An event of the register: its fields by name, `location` being the name of its place."""

    number: int
    fields: Mapping[str, Any]
    links: frozenset[LinkKey] = frozenset()

    @property
    def words(self) -> str:
        """As a person tells it from others."""
        starts = self.fields.get("starts_on")
        return f"“{self.fields['name']}” ({starts.isoformat() if starts else 'no first day'}, event {self.number})"


@dataclass(frozen=True)
class ListedEvent:
    """An event of the catalogue: what the box office calls the id."""

    connection: int
    box_office_id: str
    number: str
    name: str
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True)
class SavedPlace:
    """A place of the organisation."""

    name: str
    postcode: str


@dataclass(frozen=True)
class Snapshot:
    """All of it, at one moment."""

    events: Mapping[int, KnownEvent] = field(default_factory=dict)
    catalogue: tuple[ListedEvent, ...] = ()
    places: Mapping[str, SavedPlace] = field(default_factory=dict)  # by `place_key`
    connections: tuple[int, ...] = ()

    @cached_property
    def by_link(self) -> dict[LinkKey, list[int]]:
        return _grouped((link, event.number) for event in self.events.values() for link in sorted(event.links))

    @cached_property
    def by_name(self) -> dict[EventKey, list[int]]:
        return _grouped(
            (event_key(event.fields["name"], event.fields["starts_on"]), event.number)
            for event in self.events.values()
            if event.fields["starts_on"]
        )

    @cached_property
    def listed(self) -> dict[LinkKey, ListedEvent]:
        return {(each.connection, each.box_office_id): each for each in self.catalogue}

    @cached_property
    def by_number(self) -> dict[LinkKey, list[ListedEvent]]:
        return _grouped(((each.connection, each.number), each) for each in self.catalogue if each.number)


def event_key(name: str, starts_on: date) -> EventKey:
    return one_line(name).casefold(), starts_on


def saved_places(places: Iterable[tuple[str, str]]) -> dict[str, SavedPlace]:
    """Names and postcodes, by key."""
    return {place_key(name): SavedPlace(name, postcode) for name, postcode in places}


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    found: dict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return dict(found)
