"""Is the feed well: one sentence and one tag, the same on every page that says it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from houselights.connections.models import Connection
from houselights.feeds.models import SyncRun
from houselights.feeds.queries import latest_complete_run, latest_run
from houselights.organisations.models import Organisation
from houselights.web.templatetags.words import ago, moment

STALE = timedelta(days=1)
KINDS = {"complete": "good", "incomplete": "wait", "cancelled": "wait", "failed": "bad", "running": "", "waiting": ""}


@dataclass(frozen=True)
class FeedState:
    """`kind` and `text` are the tag's, `says` the sentence; the rest is for the progress bar of a run under way."""

    kind: str
    text: str
    says: str
    read_at: datetime | None = None
    is_going: bool = False
    step: str = ""
    done: int = 0
    of: int | None = None
    seconds_left: int | None = None


def connection_of(organisation: Organisation) -> Connection | None:
    """The connection that pages speak of: the connected one, else the latest there was."""
    every = list(organisation.connections.all())
    return next((each for each in every if each.is_connected), every[-1] if every else None)


def state_of(connection: Connection | None) -> FeedState:
    """What to say of a connection now."""
    if connection is None:
        return FeedState("", "not connected", "No box office is connected yet.")
    run, complete = latest_run(connection), latest_complete_run(connection)
    read_at = complete.data_as_of if complete else None
    if run and run.state in ("waiting", "running"):
        return _going(run, read_at)
    if not connection.is_connected:
        return FeedState("bad", "disconnected", f"Disconnected; last read {ago(read_at)}.", read_at)
    if run is None:
        return FeedState("wait", "not read yet", "Connected, and not read yet.")
    return _ended(run, read_at)


def _ended(run: SyncRun, read_at: datetime | None) -> FeedState:
    if run.state == "failed":
        says = (
            f"The last attempt failed: {run.failure or 'the box office could not be read.'} Last read {ago(read_at)}."
        )
        return FeedState("bad", "failed", says, read_at)
    if run.state in ("incomplete", "cancelled"):
        says = f"The last reading was {run.state}; what arrived counts. Last read whole {ago(read_at)}."
        return FeedState("wait", run.state, says, read_at)
    if read_at and timezone.now() - read_at > STALE:
        return FeedState("wait", "not up to date", f"Box office last read {ago(read_at)}.", read_at)
    return FeedState("good", "up to date", f"Box office read {ago(read_at)}.", read_at)


def _going(run: SyncRun, read_at: datetime | None) -> FeedState:
    progress = run.progress
    return FeedState(
        "",
        "being read" if run.state == "running" else "waiting its turn",
        f"The box office is being read since {moment(run.started_at)}.",
        read_at,
        is_going=True,
        step=progress.get("step") or "Waiting for its turn",
        done=progress.get("done") or 0,
        of=progress.get("of"),
        seconds_left=progress.get("seconds_left"),
    )
