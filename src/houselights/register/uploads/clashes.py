"""Rows of one upload that get in each other's way: the same Event ID twice, the same event twice. Pure."""

from collections import defaultdict
from collections.abc import Hashable, Sequence

from houselights.register.uploads.cells import place_key
from houselights.register.uploads.identity import Identity, Target
from houselights.register.uploads.problems import Found
from houselights.register.uploads.rows import ReadRow
from houselights.register.uploads.snapshot import event_key

Entry = tuple[ReadRow, Target, Identity, str]  # the last is what a person chose


def clashes(entries: Sequence[Entry]) -> list[Found | None]:
    """For each row, why it cannot go in beside another. Where a person chose some of the rows, those do."""
    found: list[Found | None] = [None] * len(entries)
    for code, keys in (
        ("event-twice", _new_events(entries)),
        ("id-twice", [_id_of(each) for each in entries]),
        ("event-twice", [_event_of(each) for each in entries]),
    ):
        for places in _together(keys):
            _mark(found, entries, code, places)
    return found


def _mark(found: list[Found | None], entries: Sequence[Entry], code: str, places: Sequence[int]) -> None:
    numbers = ", ".join(str(entries[place][0].number) for place in places[:10]) + (" …" if len(places) > 10 else "")
    chosen = [place for place in places if entries[place][3]]
    # Two rows chosen for one event of the register would still be saved one over the other.
    if len(chosen) > 1 and code == "event-twice" and entries[chosen[0]][2].event:
        chosen = []
    for place in set(places) - set(chosen):
        found[place] = Found(code, places={"rows": numbers})


def _together(keys: Sequence[Hashable]) -> list[list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for place, key in enumerate(keys):
        if key is not None:
            groups[key].append(place)
    return [places for places in groups.values() if len(places) > 1]


def _id_of(entry: Entry) -> Hashable:
    target = entry[1]
    return (target.connection, target.box_office_id) if target.box_office_id else None


def _event_of(entry: Entry) -> Hashable:
    return entry[2].event


def _new_events(entries: Sequence[Entry]) -> list[Hashable]:
    """New events by name, first day and place. Two with an Event ID each are told apart by it."""
    keys = [_new_event(each) for each in entries]
    without_id = {key for key, each in zip(keys, entries, strict=True) if key and not each[1].box_office_id}
    return [key if key in without_id else None for key in keys]


def _new_event(entry: Entry) -> Hashable:
    row, _, who, _ = entry
    name, starts = row.values.get("name"), row.values.get("starts_on")
    if who.event or who.found or not (name and starts):
        return None
    return event_key(name, starts), place_key(row.values.get("location") or "")
