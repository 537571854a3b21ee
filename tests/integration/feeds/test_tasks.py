"""The background work: what is due is begun, what waits is woken, figures follow the register."""

from datetime import timedelta

import pytest
from django.utils import timezone
from huey.exceptions import RetryTask

from houselights.connections.models import Connection
from houselights.feeds import tasks
from houselights.feeds.actions import disconnect_box_office, request_sync
from houselights.feeds.locks import organisation_lock
from houselights.feeds.models import SyncRun

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The runs that huey would have been given."""
    runs: list[int] = []
    monkeypatch.setattr(tasks, "wake", runs.append)
    return runs


def run_that_ended(connection: Connection, minutes_ago: int) -> SyncRun:
    then = timezone.now() - timedelta(minutes=minutes_ago)
    return SyncRun.objects.create(connection=connection, state="complete", started_at=then, finished_at=then)


def test_a_connection_is_due_half_an_hour_after_its_last_run_ended(lyric_connection, woken):
    run_that_ended(lyric_connection, minutes_ago=31)

    tasks.sweep.call_local()

    begun = lyric_connection.runs.first()
    assert (begun.state, woken) == ("waiting", [begun.pk])


def test_a_connection_that_was_read_lately_is_left_alone(lyric_connection, woken):
    run_that_ended(lyric_connection, minutes_ago=29)

    tasks.sweep.call_local()

    assert woken == []


def test_the_first_run_is_a_persons_to_start(lyric_connection, woken):
    tasks.sweep.call_local()

    assert not lyric_connection.runs.exists()


def test_a_disconnected_box_office_is_not_read(lyric_connection, woken):
    run_that_ended(lyric_connection, minutes_ago=60)
    disconnect_box_office(connection=lyric_connection, by=None)

    tasks.sweep.call_local()

    assert woken == []


def test_a_run_that_was_forgotten_is_woken_again(lyric_connection, woken):
    forgotten = SyncRun.objects.create(
        connection=lyric_connection, state="waiting", started_at=timezone.now() - timedelta(minutes=1)
    )

    tasks.sweep.call_local()

    assert woken == [forgotten.pk]


def test_a_killed_run_is_followed_by_another_at_once(lyric_connection, woken):
    killed = SyncRun.objects.create(connection=lyric_connection, state="running", started_at=timezone.now())

    tasks.sweep.call_local()

    killed.refresh_from_db()
    assert killed.state == "failed"
    assert woken == [lyric_connection.runs.first().pk] != [killed.pk]


def test_asking_twice_is_one_run(lyric_connection, woken):
    first = request_sync(connection=lyric_connection, by=None)

    again = request_sync(connection=lyric_connection, by=None)

    assert again == first
    assert lyric_connection.runs.count() == 1


def test_figures_are_built_later_where_a_run_holds_the_organisation(lyric_connection, home):
    lyric = lyric_connection.organisation

    with organisation_lock(home, "lyric", who="a run"), pytest.raises(RetryTask):
        tasks.rebuild_figures.call_local(lyric.pk)

    tasks.rebuild_figures.call_local(lyric.pk)
    assert lyric.builds.count() == 1


def test_a_run_that_finds_the_figures_being_built_is_woken_again_within_seconds(lyric_connection, home, monkeypatch):
    run = request_sync(connection=lyric_connection, by=None)
    later: list[tuple[tuple[int, int], int]] = []
    monkeypatch.setattr(tasks.wake, "schedule", lambda args, delay: later.append((args, delay)))

    with organisation_lock(home, "lyric", who="a rebuild"):
        tasks.wake.call_local(run.pk)
        tasks.wake.call_local(run.pk, 0)

    run.refresh_from_db()
    assert run.state == "waiting"
    assert later == [((run.pk, tasks.TRIES - 1), tasks.SOON.seconds)]  # the last try leaves it to the sweep
