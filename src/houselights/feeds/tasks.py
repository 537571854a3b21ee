"""The background work: huey wakes what the database says is due; a sweep finds what was forgotten."""

import logging
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from huey import crontab
from huey.contrib.djhuey import db_periodic_task, db_task
from huey.exceptions import RetryTask

from houselights.connections.models import Connection
from houselights.errors import AlreadyRunning, HouselightsError
from houselights.feeds.actions import rebuild
from houselights.feeds.locks import organisation_lock
from houselights.feeds.models import SyncRun
from houselights.feeds.recording import bury_the_dead, start_run
from houselights.feeds.schedule import due
from houselights.feeds.sync import sync
from houselights.home import Home
from houselights.organisations.models import Organisation
from houselights.register.uploads.actions import forget_old_workbooks, leave_old_previews

AGAIN = timedelta(seconds=15)  # until a rebuild is tried again
SOON = timedelta(seconds=3)  # until a run that found the lock taken is woken again: a rebuild is over soon
TRIES = 20  # of those; after them the sweep has come by, which begins anew
log = logging.getLogger(__name__)


@db_task()
def wake(run_id: int, tries: int = TRIES) -> None:
    """Do a waiting run; one that finds the organisation's lock taken is woken again soon."""
    run = SyncRun.objects.filter(pk=run_id, state="waiting").select_related("connection__organisation").first()
    if run is None:
        return
    try:
        sync(run=run, asked_by="the schedule")
    except AlreadyRunning:
        log.info("run %s waits: the organisation is being read or built", run_id)
        if tries:
            wake.schedule((run_id, tries - 1), delay=SOON.seconds)
    except HouselightsError as problem:
        # The run's row has the sentence for people; the worker has other work to do.
        log.warning("run %s ended with %s", run_id, type(problem).__name__)


@db_task()
def rebuild_figures(organisation_id: int) -> None:
    """Make the figures follow the register; later, where a run is going that may have read the register before."""
    organisation = Organisation.objects.filter(pk=organisation_id).first()
    if organisation and rebuild(organisation) is None:
        raise RetryTask(delay=AGAIN.seconds)


@db_periodic_task(crontab(minute="*"))
def sweep() -> None:
    """Wake runs that wait, and start those that are due. The database row is the truth; huey may forget."""
    for run in SyncRun.objects.filter(state="waiting", started_at__lt=timezone.now() - timedelta(seconds=30)):
        wake(run.pk)
    connected = list(Connection.objects.exclude(sealed_secret="").select_related("organisation"))
    for connection in [*filter(was_killed, connected), *due(connected)]:
        if begun := begin(connection):
            wake(begun.pk)


@transaction.atomic
def begin(connection: Connection) -> SyncRun | None:
    """A run for the schedule; None where another sweep, on another machine, was a moment quicker."""
    Connection.objects.select_for_update().get(pk=connection.pk)
    going = connection.runs.filter(state__in=["waiting", "running"]).exists()
    return None if going else start_run(connection, by=None)


def was_killed(connection: Connection) -> bool:
    """A run is said to be going, and nobody holds the organisation's lock: its process is dead. Ends its row."""
    if not connection.runs.filter(state="running").exists():
        return False
    organisation = connection.organisation
    try:
        with organisation_lock(Home.from_environment(), organisation.slug, who="looking for a killed run"):
            return bury_the_dead(organisation) > 0
    except AlreadyRunning:
        return False


@db_periodic_task(crontab(hour="3", minute="40"))
def sweep_uploads() -> None:
    """Uploads that nobody saved are left, and workbooks kept long enough are forgotten."""
    leave_old_previews()
    forget_old_workbooks()
