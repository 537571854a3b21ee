"""Build an organisation's warehouse from its landing and its decisions, and publish it."""

from datetime import datetime

from django.utils import timezone

from houselights.connectors.privacy import Privacy
from houselights.feeds.bundling import bundle_of
from houselights.feeds.models import Build, SyncRun
from houselights.home import Home
from houselights.organisations.models import Organisation
from houselights.organisations.queries import organisation_key
from houselights.warehouse.build import build, is_built
from houselights.warehouse.builds import publish, published
from houselights.warehouse.geography import postcodes


def build_and_publish(
    organisation: Organisation, *, home: Home, whole: SyncRun | None = None, again: bool = False
) -> Build:
    """Make the next numbered build and swap the pointer to it. Call while holding the organisation's lock.

    `whole` is a run that has just read every order up to its own clock. Nothing is built where the published
    build is of the same landing and the same decisions, unless it is asked for `again`.
    """
    folder = home.organisation(organisation.slug)
    bundle = bundle_of(organisation, postcode_vintage=postcodes.prepare_reference(home.reference))
    data_as_of = _data_as_of(organisation, whole)
    latest, pointer = organisation.builds.first(), published(folder)
    if not again and latest and pointer and latest.number == pointer.number and is_built(bundle, folder):
        return _go_on_with(latest, home, data_as_of)
    areas = postcodes.areas(folder, home.reference, Privacy(organisation_key(organisation)))
    built = build(bundle, home=home.path, organisation_folder=folder, areas=areas)
    publish(folder, built.number, data_as_of=_written(data_as_of))
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


def _go_on_with(latest: Build, home: Home, data_as_of: datetime | None) -> Build:
    """The same figures, as of a later moment."""
    if latest.data_as_of != data_as_of:
        publish(home.organisation(latest.organisation.slug), latest.number, data_as_of=_written(data_as_of))
        latest.data_as_of = data_as_of
        latest.save(update_fields=["data_as_of"])
    return latest


def _data_as_of(organisation: Organisation, whole: SyncRun | None) -> datetime | None:
    """The box office's clock up to which all is here; with several box offices, the one that is furthest behind."""
    moments = []
    for connection in organisation.connections.all():
        run = connection.runs.filter(state="complete").exclude(data_as_of=None).first()
        if whole and whole.connection_id == connection.pk:
            run = whole
        moments += [run.data_as_of] if run and run.data_as_of else []
    return min(moments, default=None)


def _written(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
