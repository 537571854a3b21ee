"""What people ask of the feeds: sync now, cancel, rebuild the figures, disconnect."""

import shutil
from datetime import date

from django.db import transaction

from houselights.audit.actions import record
from houselights.connections.actions import disconnect, remove_connection_data
from houselights.connections.models import Connection
from houselights.errors import AlreadyRunning
from houselights.feeds.building import build_and_publish
from houselights.feeds.locks import organisation_lock
from houselights.feeds.models import Build, SyncRun
from houselights.feeds.progress import Watcher, nobody
from houselights.feeds.recording import start_run
from houselights.feeds.sync import Extent, sync
from houselights.home import Home
from houselights.organisations.models import Organisation, User


def sync_now(
    *,
    connection: Connection,
    by: User | None,
    since: date | None = None,
    full: bool = False,
    asks_again: bool = False,
    watcher: Watcher = nobody,
) -> SyncRun:
    """Sync in this process, until it ends. Raises what a person can mend, after recording it on the run."""
    run = start_run(connection, by=by, asks_again=asks_again)
    try:
        return sync(run=run, extent=Extent(since, full), watcher=watcher)
    except AlreadyRunning:
        run.delete()
        raise


def request_sync(*, connection: Connection, by: User | None, asks_again: bool = False) -> SyncRun:
    """Ask the worker for a run; a run that waits or goes on already is the answer to asking twice.

    `asks_again` is for a mend: the run asks by their ids for the records that were set aside, too.
    """
    from houselights.feeds.tasks import wake

    with transaction.atomic():
        going = connection.runs.filter(state__in=["waiting", "running"]).first()
        run = going or start_run(connection, by=by, asks_again=asks_again)
        if going and asks_again:
            SyncRun.objects.filter(pk=going.pk).update(asks_again=True)
        if asks_again or not going:
            action = "set-aside records asked for again" if asks_again else "sync asked for"
            record(action=action, subject=f"connection {connection.pk}", organisation=_slug(connection), by=by)
        transaction.on_commit(lambda: wake(run.pk))
    return run


def cancel_run(*, run: SyncRun, by: User | None) -> None:
    """Ask a run to stop; it does within about a second, and the next one goes on from there."""
    with transaction.atomic():
        SyncRun.objects.filter(pk=run.pk, state__in=["waiting", "running"]).update(cancel_asked=True)
        record(action="run cancelled", subject=f"run {run.pk}", organisation=_slug(run.connection), by=by)


def rebuild(organisation: Organisation) -> Build | None:
    """Make the figures follow the register now; None where a run is going, which will do so at its end."""
    home = Home.from_environment()
    try:
        with organisation_lock(home, organisation.slug, who="a rebuild of the figures"):
            return build_and_publish(organisation, home=home)
    except AlreadyRunning:
        return None


def request_rebuild(organisation: Organisation) -> None:
    """Ask the worker to make the figures follow the register, after this transaction."""
    from houselights.feeds.tasks import rebuild_figures

    transaction.on_commit(lambda: rebuild_figures(organisation.pk))


def disconnect_box_office(*, connection: Connection, by: User | None, remove_data: bool = False) -> None:
    """Erase the key; with `remove_data` also everything that arrived, and its figures."""
    organisation, home = connection.organisation, Home.from_environment()
    with organisation_lock(home, organisation.slug, who="disconnecting"):
        disconnect(connection=connection, by=by)
        if not remove_data:
            return
        folder = home.organisation(organisation.slug) / "landing" / str(connection.pk)
        remove_connection_data(connection=connection, by=by)
        shutil.rmtree(folder, ignore_errors=True)
        build_and_publish(organisation, home=home)


def _slug(connection: Connection) -> str:
    return connection.organisation.slug
