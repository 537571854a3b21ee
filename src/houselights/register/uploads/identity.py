"""Which event of the register a row is: by its Event ID, else by name, first day and place; never silently. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from houselights.register.uploads.cells import place_key
from houselights.register.uploads.ids import GivenId
from houselights.register.uploads.problems import Found
from houselights.register.uploads.snapshot import ListedEvent, Snapshot, event_key

NEW = "new"  # a choice: the row is an event of its own


class Target(Struct, frozen=True):
    """What the Event ID of a row names. No connection: it names nothing that can be linked."""

    connection: int | None = None
    box_office_id: str = ""
    listed: ListedEvent | None = None
    found: Found | None = None

    @property
    def state(self) -> str:
        """`linked`, `not-found` or `blank`, as interface.md has them."""
        return "linked" if self.listed else "not-found" if self.box_office_id else "blank"


class Identity(Struct, frozen=True):
    """`event` is None for a new one. With `found` it is for a person to choose among the candidates, or a new one."""

    event: int | None = None
    candidates: tuple[int, ...] = ()
    found: Found | None = None


def target_of(given: GivenId | None, now: Snapshot) -> Target:
    """The box-office event that an id means in this organisation's connections."""
    if given is None:
        return Target()
    if not now.connections:
        return Target(None, given.text, None, Found("no-box-office"))
    matches = [listed for connection in now.connections for listed in _listed(connection, given, now)]
    if len(matches) == 1:
        return Target(matches[0].connection, matches[0].box_office_id, matches[0])
    if matches:
        return Target(None, given.full or given.number, None, Found("id-in-two-box-offices"))
    return _not_listed(given.full or given.number, now)


def identify(values: Mapping[str, Any], target: Target, now: Snapshot, choice: str = "") -> Identity:
    """The event that a row is: chosen by a person, or the only one that fits."""
    owners = _owners(target, now)
    alike = _alike(values, now)
    candidates = tuple(dict.fromkeys([*owners, *alike]))
    if choice == NEW:
        return Identity(None, candidates)
    if choice and int(choice) in now.events:
        return Identity(int(choice), candidates)
    if owners:
        return _by_id(owners, alike, candidates, now)
    free = [number for number in alike if not target.box_office_id or not now.events[number].links]
    if len(free) == 1 and (not target.box_office_id or len(alike) == 1):
        return Identity(free[0], candidates)
    if not alike:
        return Identity()
    return Identity(None, candidates, _which(candidates, now))


def _by_id(owners: Sequence[int], alike: Sequence[int], candidates: tuple[int, ...], now: Snapshot) -> Identity:
    both = [number for number in owners if number in alike]
    if len(both) == 1:
        return Identity(both[0], candidates)
    if len(owners) > 1:
        return Identity(None, candidates, _which(owners, now))
    if alike:
        words = {"owner": now.events[owners[0]].words, "other": named(alike, now)}
        return Identity(None, candidates, Found("id-of-another-event", places=words))
    return Identity(owners[0], candidates)


def _owners(target: Target, now: Snapshot) -> list[int]:
    """Events linked to the id; also where its number alone was linked, before the box office had it."""
    if target.connection is None:
        return []
    ids = [target.box_office_id, *([target.listed.number] if target.listed else [])]
    return [number for each in ids for number in now.by_link.get((target.connection, each), [])]


def _alike(values: Mapping[str, Any], now: Snapshot) -> list[int]:
    """Events of the same name and first day whose place is the same; a blank place, on either side, fits any."""
    name, starts = values.get("name"), values.get("starts_on")
    if not (name and starts):
        return []
    found = now.by_name.get(event_key(name, starts), [])
    place = place_key(values.get("location") or "")
    exactly = [number for number in found if place_key(now.events[number].fields["location"]) == place]
    if exactly and place:
        return exactly
    return [number for number in found if not place or not now.events[number].fields["location"]]


def _listed(connection: int, given: GivenId, now: Snapshot) -> list[ListedEvent]:
    if given.full:
        whole = now.listed.get((connection, given.full))
        return [whole] if whole else []
    return now.by_number.get((connection, given.number), [])


def _not_listed(box_office_id: str, now: Snapshot) -> Target:
    """An id that no box office has: it waits where it waited before, or in the only connection there is."""
    waiting = [each for each in now.connections if (each, box_office_id) in now.by_link]
    places = waiting or list(now.connections)
    if len(places) == 1:
        return Target(places[0], box_office_id, None, Found("id-not-found"))
    return Target(None, box_office_id, None, Found("id-in-no-box-office"))


def _which(candidates: Sequence[int], now: Snapshot) -> Found:
    return Found("which-event", places={"events": named(candidates, now)})


def named(numbers: Sequence[int], now: Snapshot) -> str:
    """The first few events in words, and how many more there are."""
    words = [now.events[number].words for number in numbers[:3]]
    more = f" or one of {len(numbers) - 3} more" if len(numbers) > 3 else ""
    return " or ".join(words) + more
