"""The record of a run: how it began, how it ended, what it counted and noticed, also when it failed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone

from houselights.connections.models import Connection
from houselights.crashing import crash_point
from houselights.errors import BoxOfficeUnavailable, CredentialsRefused, HouselightsError
from houselights.feeds import checks
from houselights.feeds.accounting import Accounting
from houselights.feeds.models import SyncRun
from houselights.feeds.progress import Cancelled
from houselights.feeds.telling import tell_of_a_stall, tell_of_drafts
from houselights.organisations.models import Organisation, User


@contextmanager
def recorded(run: SyncRun) -> Iterator[Accounting]:
    """Write the run's beginning and end. Call while holding the organisation's lock: other "running" rows are dead."""
    bury_the_dead(run.connection.organisation, but=run)
    run.state, run.started_at = "running", timezone.now()
    run.save()
    crash_point("run.begun")
    accounting = Accounting()
    try:
        yield accounting
    except Cancelled:
        _end(run, accounting, "cancelled", "Stopped by a person. The next run goes on from here.")
    except BoxOfficeUnavailable as problem:
        _end(run, accounting, "incomplete", problem.message)
        raise
    except HouselightsError as problem:
        run.was_refused = isinstance(problem, CredentialsRefused)
        _end(run, accounting, "failed", problem.message)
        raise
    except BaseException:
        _end(run, accounting, "failed", "Houselights itself failed; the log has the details.")
        raise
    else:
        accounting.check()
        crash_point("run.read")
        _end(run, accounting, "complete", "")


def who_asked(run: SyncRun, otherwise: str) -> str:
    """For the lock's note: a person by id (never by name), else the schedule or the command line."""
    return f"run {run.pk}, asked for by {f'user {run.by_id}' if run.by_id else otherwise}"


def start_run(connection: Connection, *, by: User | None, asks_again: bool = False) -> SyncRun:
    """A row for a run that is about to be."""
    return SyncRun.objects.create(
        connection=connection,
        by_id=by.pk if by else None,
        state="waiting",
        started_at=timezone.now(),
        asks_again=asks_again,
    )


def bury_the_dead(organisation: Organisation, *, but: SyncRun | None = None) -> int:
    """End the rows of runs whose process was killed; how many. Call while holding the organisation's lock."""
    dead = SyncRun.objects.filter(connection__organisation=organisation, state="running")
    if but:
        dead = dead.exclude(pk=but.pk)
    return dead.update(
        state="failed", finished_at=timezone.now(), failure="The process stopped. The next run goes on from here."
    )


def _end(run: SyncRun, accounting: Accounting, state: str, failure: str) -> None:
    run.state, run.failure, run.finished_at = state, failure, timezone.now()
    run.accounting, run.progress = accounting.as_json(), {}
    run.save()
    checks.run_all(run)
    tell_of_a_stall(run=run, by=None)
    tell_of_drafts(run=run, by=None)
