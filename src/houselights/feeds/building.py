"""Build an organisation's warehouse from its landing and its decisions, and publish it."""

from datetime import datetime
from pathlib import Path

from django.utils import timezone

from houselights.connectors.privacy import Privacy
from houselights.feeds.bundling import bundle_of
from houselights.feeds.models import Build, SyncRun
from houselights.home import Home
from houselights.organisations.models import Organisation
from houselights.organisations.queries import organisation_key
from houselights.warehouse.build import build, is_built
from houselights.warehouse.builds import publish, published
from houselights.warehouse.geography import places, postcodes

Clocks = tuple[datetime, datetime]


def build_and_publish(
    organisation: Organisation, *, home: Home, whole: SyncRun | None = None, again: bool = False
) -> Build:
    """Make the next numbered build and swap the pointer to it. Call while holding the organisation's lock.

    `whole` is a run that has just read every order up to its own clock. Nothing is built where the published
    build is of the same landing and the same decisions, unless it is asked for `again`.
    """
    folder = home.organisation(organisation.slug)
    mark = places.prepare_reference(home.reference)
    bundle = bundle_of(organisation, postcode_vintage=mark, places_told=places.told(home.reference))
    clocks = _clocks(organisation, whole)
    data_as_of = min((last for _, last in clocks), default=None)
    latest, pointer = organisation.builds.first(), published(folder)
    if not again and latest and pointer and latest.number == pointer.number and is_built(bundle, folder):
        return _go_on_with(latest, folder, clocks)
    areas = postcodes.areas(folder, home.reference, Privacy(organisation_key(organisation)))
    built = build(
        bundle,
        home=home.path,
        organisation_folder=folder,
        areas=areas,
        whole=again,
        **places.lists(home.reference),
    )
    _publish(folder, built.number, clocks)
    made, _ = Build.objects.update_or_create(
        organisation=organisation,
        number=built.number,
        defaults={
            "built_at": timezone.now(),
            "data_as_of": data_as_of,
            "tickets": built.tickets,
            "pence": built.pence,
        },
    )
    return made


def _go_on_with(latest: Build, folder: Path, clocks: list[Clocks]) -> Build:
    """The same figures, as of a later moment."""
    data_as_of = min((last for _, last in clocks), default=None)
    if latest.data_as_of != data_as_of:
        _publish(folder, latest.number, clocks)
        latest.data_as_of = data_as_of
        latest.save(update_fields=["data_as_of"])
    return latest


def _publish(folder: Path, number: int, clocks: list[Clocks]) -> None:
    """As of the box office that is furthest behind; known from when the first of them had been read whole."""
    known_from = min((first for first, _ in clocks), default=None)
    data_as_of = min((last for _, last in clocks), default=None)
    publish(folder, number, data_as_of=_written(data_as_of), known_from=_written(known_from))


def _clocks(organisation: Organisation, whole: SyncRun | None) -> list[Clocks]:
    """For each box office that was ever read whole: by our clock when that was, and its own clock the last time."""
    found = []
    for connection in organisation.connections.all():
        complete = connection.runs.filter(state="complete").exclude(data_as_of=None)
        first, last = complete.last(), complete.first()
        if whole and whole.connection_id == connection.pk:
            last = whole
        if last and last.data_as_of:
            read_whole = first.finished_at if first and first.finished_at else timezone.now()
            found.append((read_whole, last.data_as_of))
    return found


def _written(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
