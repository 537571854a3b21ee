"""Requests to a box office are counted against its day as they are sent, whatever becomes of the run."""

from datetime import timedelta

import pytest
from django.utils import timezone

from houselights.connections.models import Connection
from houselights.errors import BoxOfficeUnavailable
from houselights.feeds.actions import sync_now
from houselights.feeds.opening import opened
from houselights.feeds.progress import Tracker
from houselights.feeds.recording import start_run
from houselights.sandbox.remote import Sandbox

from .conftest import connected

pytestmark = pytest.mark.django_db(transaction=True)


def spent(connection: Connection) -> int:
    connection.refresh_from_db()
    return connection.requests_made


def test_what_a_run_has_sent_is_written_while_it_goes_on(sandbox: Sandbox):
    """So that one that is killed has spent it too."""
    lyric = connected("lyric", sandbox)
    tracker = Tracker(start_run(lyric, by=None))

    with opened(lyric, tracker) as box_office:
        box_office.now()
        tracker.step("Reading orders")
        assert spent(lyric) == box_office.requests_made > 0
        box_office.now()

    assert spent(lyric) == box_office.requests_made


def test_runs_add_up_and_the_next_day_begins_anew(sandbox: Sandbox):
    lyric = connected("lyric", sandbox)
    sync_now(connection=lyric, by=None)
    first = spent(lyric)
    sync_now(connection=lyric, by=None)
    assert spent(lyric) > first > 50

    Connection.objects.filter(pk=lyric.pk).update(requests_on=timezone.localdate() - timedelta(days=1))
    sync_now(connection=lyric, by=None)

    assert 0 < spent(lyric) < first


def test_a_budget_that_is_used_up_leaves_the_run_incomplete_and_sends_no_more(sandbox: Sandbox, settings):
    settings.DAILY_REQUEST_BUDGET = 20
    lyric = connected("lyric", sandbox)

    with pytest.raises(BoxOfficeUnavailable, match="budget"):
        sync_now(connection=lyric, by=None)
    with pytest.raises(BoxOfficeUnavailable, match="budget"):
        sync_now(connection=lyric, by=None)

    assert spent(lyric) == 20
    assert [run.state for run in lyric.runs.all()] == ["incomplete", "incomplete"]
