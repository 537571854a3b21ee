"""Writes a planned upload into the register, many rows at a time; called within the transaction of its action."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from houselights.audit.actions import Done
from houselights.connections.models import BoxOfficeEvent
from houselights.register.models import Event, Link, Location
from houselights.register.uploads.cells import place_key
from houselights.register.uploads.models import Upload, UploadRow
from houselights.register.uploads.planning import PlannedRow
from houselights.register.uploads.taking_stock import FIELDS

AT_ONCE = 500  # rows in a statement
POSTCODE = "location_postcode"
Pairs = Sequence[tuple[PlannedRow, UploadRow]]


def store(upload: Upload, pairs: Pairs) -> list[Done]:
    """Places, events and links of every row that goes in; what was done, for the trail. Rows are told their events.

    The plan has checked each row as `register.actions.add_event` and `change_event` would.
    """
    going = [(planned, row) for planned, row in pairs if planned.action in ("created", "updated")]
    places, done = _places(upload, [planned for planned, _ in going])
    done += _create(upload, [pair for pair in going if pair[0].action == "created"], places)
    done += _update(upload, [pair for pair in going if pair[0].action == "updated"], places)
    return done + list(_link(upload, [pair for pair in going if "box_office_id" in pair[0].changes]))


def _places(upload: Upload, planned: Sequence[PlannedRow]) -> tuple[dict[str, Location], list[Done]]:
    """Every place by key: new ones are added, and one that has no postcode gets the one given."""
    there = {place_key(each.name): each for each in upload.organisation.locations.all()}
    named: dict[str, str] = {}
    for each in planned:
        if name := each.values.get("location"):
            named.setdefault(place_key(name), name)  # as it is written first
    new = [Location(organisation=upload.organisation, name=name) for key, name in named.items() if key not in there]
    given = {place_key(_place_of(each)): change[1] for each in planned if (change := each.changes.get(POSTCODE))}
    for place in [*new, *there.values()]:
        place.postcode = given.get(place_key(place.name), place.postcode)
    filled = [place for key, place in there.items() if key in given]
    Location.objects.bulk_update(filled, ["postcode"], batch_size=AT_ONCE)
    made = Location.objects.bulk_create(new, batch_size=AT_ONCE)
    upload.places_added = [place.pk for place in made]
    upload.places_filled = {str(place.pk): place.postcode for place in filled}
    done = [Done("place added", f"place {place.pk}", {"upload": upload.pk}) for place in made]
    done += [
        Done("place changed", f"place {place.pk}", {"fields": ["postcode"], "upload": upload.pk}) for place in filled
    ]
    return there | {place_key(place.name): place for place in made}, done


def _place_of(planned: PlannedRow) -> str:
    return str(planned.values.get("location") or planned.place)


def _create(upload: Upload, pairs: Pairs, places: Mapping[str, Location]) -> Iterator[Done]:
    events = [Event(organisation=upload.organisation, **_fields(planned.values, places)) for planned, _ in pairs]
    for (_, row), event in zip(pairs, Event.objects.bulk_create(events, batch_size=AT_ONCE), strict=True):
        row.event = event
        yield Done("event added", f"event {event.pk}", {"upload": upload.pk})


def _update(upload: Upload, pairs: Pairs, places: Mapping[str, Location]) -> Iterator[Done]:
    events = upload.organisation.events.in_bulk([planned.event for planned, _ in pairs if planned.event])
    for planned, row in pairs:
        event = row.event = events[planned.event or 0]
        fields = [name for name in planned.changes if name in (*FIELDS, "location")]
        values = {name: planned.changes[name][1] for name in fields}
        for name, value in _fields(values, places).items():
            setattr(event, name, value)
        if fields:
            event.save(update_fields=[*fields, "updated_at"])  # one by one: faster than a CASE of every field
            yield Done("event changed", f"event {event.pk}", _detail(upload, planned.changes, fields))


def _fields(values: Mapping[str, Any], places: Mapping[str, Location]) -> dict[str, Any]:
    """Values as the model keeps them: a place instead of its name."""
    kept = {name: value for name, value in values.items() if name in FIELDS}
    return kept | ({"location": places[place_key(values["location"])]} if values.get("location") else {})


def _detail(upload: Upload, changes: Mapping[str, tuple[Any, Any]], fields: Sequence[str]) -> dict[str, Any]:
    """From what to what for all but free text, and for places that are known by their numbers elsewhere."""
    told = {name: [plain(each) for each in changes[name]] for name in fields if name != "description"}
    return {"fields": list(fields), "changes": told, "upload": upload.pk}


def _link(upload: Upload, pairs: Pairs) -> Iterator[Done]:
    links = []
    flags = _flags(planned for planned, _ in pairs)
    for planned, row in pairs:
        connection, box_office_id = planned.target.connection, planned.target.box_office_id
        row.flags = flags.get((connection, box_office_id), {})
        links.append(Link(event=row.event, connection_id=connection or 0, box_office_id=box_office_id))
        detail = {"box_office_id": box_office_id, "connection": connection, "upload": upload.pk}
        yield Done("event linked", f"event {row.event_id}", detail)
    Link.objects.bulk_create(links, batch_size=AT_ONCE)
    _ours_again(pairs)


def _flags(planned: Iterable[PlannedRow]) -> dict[tuple[int | None, str], dict[str, bool]]:
    """What was said of box-office events that are linked now, to be said again if the upload is taken back."""
    connections = {each.target.connection for each in planned}
    said = BoxOfficeEvent.objects.filter(connection__in=connections)
    rows = said.values_list("connection_id", "box_office_id", "is_ignored", "was_unlinked")
    return {
        (connection, box_office_id): {"is_ignored": is_ignored, "was_unlinked": was_unlinked}
        for connection, box_office_id, is_ignored, was_unlinked in rows
        if is_ignored or was_unlinked
    }


def _ours_again(pairs: Pairs) -> None:
    for planned, row in pairs:
        if row.flags:
            mine = BoxOfficeEvent.objects.filter(
                connection=planned.target.connection, box_office_id=planned.target.box_office_id
            )
            mine.update(is_ignored=False, was_unlinked=False)


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value
