"""Takes a stored upload back: what was there before comes back, unless somebody has edited a row since."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from houselights.audit.actions import Done
from houselights.connections.models import BoxOfficeEvent
from houselights.register.models import Event, Link, Location
from houselights.register.uploads.models import Upload, UploadRow
from houselights.register.uploads.planning import EMPTY
from houselights.register.uploads.storing import AT_ONCE, plain
from houselights.register.uploads.taking_stock import FIELDS, fields_of

_DATES = ("starts_on", "ends_on")
OWN = (*FIELDS, "location")


def edited_since(upload: Upload) -> list[UploadRow]:
    """Rows whose event is no longer as the upload left it: taking them back would lose what somebody did."""
    rows = list(_stored(upload))
    events = _events_of(upload, rows)
    return [row for row in rows if not _is_untouched(row, events.get(row.event_id or 0))]


def take_back(upload: Upload) -> list[Done]:
    """Undo every stored row; the caller has seen that none was edited. What was done, for the trail."""
    rows = list(_stored(upload))
    events = _events_of(upload, rows)
    created = [row for row in rows if row.action == "created"]
    done = list(_restore(upload, [row for row in rows if row.action == "updated"], events))
    done += [Done("event removed", f"event {row.event_id}", {"upload": upload.pk}) for row in created]
    numbers = [row.event_id for row in created if row.event_id]
    for start in range(0, len(numbers), AT_ONCE):
        Event.objects.filter(pk__in=numbers[start : start + AT_ONCE]).delete()
    _say_again(rows)
    return done + list(_remove_places(upload))


def _stored(upload: Upload) -> Iterable[UploadRow]:
    return upload.rows.filter(action__in=["created", "updated"])


def _events_of(upload: Upload, rows: Sequence[UploadRow]) -> dict[int, Event]:
    mine = upload.organisation.events.select_related("location").prefetch_related("links")
    numbers = [row.event_id for row in rows if row.event_id]
    found: dict[int, Event] = {}
    for start in range(0, len(numbers), AT_ONCE):
        found |= mine.in_bulk(numbers[start : start + AT_ONCE])
    return found


def _is_untouched(row: UploadRow, event: Event | None) -> bool:
    if event is None:
        return False  # somebody took the event off the register
    now = {name: plain(value) for name, value in fields_of(event).items()}
    if row.action == "created":
        expected = {name: EMPTY.get(name) for name in OWN} | {"is_draft": False}
        expected |= {name: change[1] for name, change in row.changes.items() if name in OWN}
        return expected == now and _links(event) == _links_given(row)
    is_same = all(now[name] == change[1] for name, change in row.changes.items() if name in OWN)
    return is_same and _links_given(row) <= _links(event)


def _links(event: Event) -> set[tuple[int | None, str, bool]]:
    return {(link.connection_id, link.box_office_id, link.performance_ids is None) for link in event.links.all()}


def _links_given(row: UploadRow) -> set[tuple[int | None, str, bool]]:
    return {(row.connection, row.box_office_id, True)} if "box_office_id" in row.changes else set()


def _restore(upload: Upload, rows: Sequence[UploadRow], events: dict[int, Event]) -> Iterator[Done]:
    places = {place.name: place for place in upload.organisation.locations.all()}
    for row in rows:
        event, fields = events[row.event_id or 0], [name for name in row.changes if name in OWN]
        for name in fields:
            setattr(event, name, _before(name, row.changes[name][0], places))
        if fields:
            event.save(update_fields=[*fields, "updated_at"])
        if "box_office_id" in row.changes:
            Link.objects.filter(event=event, connection=row.connection, box_office_id=row.box_office_id).delete()
        told = {name: row.changes[name][::-1] for name in fields if name != "description"}
        yield Done("event changed", f"event {event.pk}", {"fields": fields, "changes": told, "undone": upload.pk})


def _before(name: str, value: Any, places: dict[str, Location]) -> Any:
    if name == "location":
        return places.get(value)
    return date.fromisoformat(value) if name in _DATES and value else value


def _say_again(rows: Iterable[UploadRow]) -> None:
    """A box-office event that was said not to be ours, or unlinked by hand, is so again."""
    for row in rows:
        if row.flags:
            mine = BoxOfficeEvent.objects.filter(connection=row.connection, box_office_id=row.box_office_id)
            mine.update(**row.flags)


def _remove_places(upload: Upload) -> Iterator[Done]:
    """Places that the upload added and nobody uses, and postcodes that it gave and nobody has changed."""
    mine = upload.organisation.locations
    for place in mine.filter(pk__in=upload.places_added, events=None):
        yield Done("place removed", f"place {place.pk}", {"undone": upload.pk})
        place.delete()
    for number, postcode in upload.places_filled.items():
        if mine.filter(pk=number, postcode=postcode).update(postcode=""):
            yield Done("place changed", f"place {number}", {"fields": ["postcode"], "undone": upload.pk})
