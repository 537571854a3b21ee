"""By itself: each connection in its turn, a thousand never together, and every night a second look at past weeks."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from houselights.connections.models import Connection
from houselights.feeds import tasks
from houselights.feeds.actions import sync_now
from houselights.feeds.models import SyncRun
from houselights.feeds.schedule import due, next_run_at, night_of, second_look_from
from houselights.organisations.models import Organisation
from houselights.sandbox.remote import Sandbox

from .conftest import connected
from .test_sync import adopt_all, figures_by_performance, ledger_by_performance, synced_lyric

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def woken(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The runs that huey would have been given."""
    runs: list[int] = []
    monkeypatch.setattr(tasks, "wake", runs.append)
    return runs


def theatres(count: int) -> list[Connection]:
    """So many connected theatres."""
    organisations = Organisation.objects.bulk_create(
        Organisation(slug=f"theatre-{each}", name=f"Theatre {each}") for each in range(count)
    )
    return Connection.objects.bulk_create(
        Connection(organisation=each, kind="spektrix", client=each.slug, sealed_secret="sealed")
        for each in organisations
    )


def ended(connection: Connection, minutes_ago: float) -> SyncRun:
    then = timezone.now() - timedelta(minutes=minutes_ago)
    return SyncRun(connection=connection, state="complete", started_at=then, finished_at=then)


def test_a_thousand_theatres_overdue_together_do_not_start_together(woken):
    SyncRun.objects.bulk_create(ended(each, minutes_ago=600) for each in theatres(1000))

    tasks.sweep.call_local()

    assert len(woken) == 34  # a thousand in half an hour
    assert SyncRun.objects.filter(state="waiting").count() == 34


def test_who_waited_longest_is_first(db):
    connections = theatres(40)
    SyncRun.objects.bulk_create(ended(each, minutes_ago=31 + place) for place, each in enumerate(connections))

    assert due(connections) == [connections[39], connections[38]]


def test_how_often_is_a_setting(lyric_connection, settings):
    ended(lyric_connection, minutes_ago=6).save()
    assert due([lyric_connection]) == []

    settings.SYNC_MINUTES = 5

    assert due([lyric_connection]) == [lyric_connection]


def test_nothing_is_read_by_itself_where_that_is_switched_off(lyric_connection, settings, woken):
    settings.SYNC_MINUTES = 0
    ended(lyric_connection, minutes_ago=6000).save()

    tasks.sweep.call_local()

    assert woken == []


def test_a_clock_put_back_by_a_day_does_not_hold_the_next_run_up(lyric_connection):
    ended(lyric_connection, minutes_ago=-24 * 60).save()

    assert due([lyric_connection]) == [lyric_connection]


def test_the_next_run_is_told(lyric_connection):
    last = ended(lyric_connection, minutes_ago=10)
    last.save()

    assert next_run_at(lyric_connection, timezone.now()) == last.finished_at + timedelta(minutes=30)


def test_two_sweeps_at_the_same_moment_begin_one_run(lyric_connection):
    ended(lyric_connection, minutes_ago=31).save()

    begun = [tasks.begin(lyric_connection), tasks.begin(lyric_connection)]

    assert begun == [lyric_connection.runs.first(), None]
    assert lyric_connection.runs.filter(state="waiting").count() == 1


@pytest.mark.parametrize(
    ("now", "night"),
    [
        (datetime(2026, 11, 27, 2, 59, tzinfo=UTC), date(2026, 11, 26)),
        (datetime(2026, 11, 27, 5, 1, tzinfo=UTC), date(2026, 11, 27)),
        (datetime(2026, 6, 27, 1, 59, tzinfo=UTC), date(2026, 6, 26)),  # 02:59 in London
        (datetime(2026, 6, 27, 4, 1, tzinfo=UTC), date(2026, 6, 27)),
    ],
)
def test_the_night_is_the_organisations_own(lyric_connection, now, night):
    assert night_of(lyric_connection, now) == night


def test_connections_do_not_look_again_in_the_same_minute(db):
    at = datetime(2026, 11, 27, 4, 0, tzinfo=UTC)

    nights = [night_of(each, at) for each in theatres(120)]

    assert 55 <= nights.count(date(2026, 11, 27)) <= 65


def test_one_second_look_a_night_is_enough(lyric_connection):
    now = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)
    assert second_look_from(lyric_connection, now) == date(2026, 10, 23)

    lyric_connection.looked_again_on = date(2026, 11, 27)

    assert second_look_from(lyric_connection, now) is None
    assert second_look_from(lyric_connection, now + timedelta(days=1)) == date(2026, 10, 24)


def sell_unannounced(sandbox: Sandbox) -> None:
    """A sale of ten days ago that the feed of changes says is a year old."""
    performance = next(each for each in sandbox.ledger("lyric")["performances"] if not each["cancelled"])
    year_ago = datetime.now(UTC) - timedelta(days=365)
    at = datetime.now() - timedelta(days=10)
    sandbox.sell("lyric", performance["performance"], 4, sold_at=at.isoformat(), modified=year_ago.isoformat())


def test_an_edit_that_the_box_office_does_not_announce_is_there_the_morning_after(sandbox, home):
    lyric = synced_lyric(sandbox)
    sell_unannounced(sandbox)
    sync_now(connection=lyric, by=None)
    assert figures_by_performance(home, "lyric") != ledger_by_performance(sandbox, "lyric")

    Connection.objects.filter(pk=lyric.pk).update(looked_again_on=date.today() - timedelta(days=2))
    sync_now(connection=Connection.objects.get(pk=lyric.pk), by=None)

    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")


def test_the_first_run_is_its_own_second_look(sandbox):
    lyric = connected("lyric", sandbox)
    first = sync_now(connection=lyric, by=None)

    second = sync_now(connection=Connection.objects.get(pk=lyric.pk), by=None)

    assert first.accounting["received"]["orders"] > 1000 > second.accounting["received"]["orders"]


def test_a_box_office_whose_clock_was_a_day_ahead_loses_nothing_once_it_is_right(sandbox, home):
    lyric = synced_lyric(sandbox)
    performance = next(each for each in sandbox.ledger("lyric")["performances"] if not each["cancelled"])
    sandbox.move_clock(days=1)
    try:
        sync_now(connection=Connection.objects.get(pk=lyric.pk), by=None)
    finally:
        sandbox.move_clock(days=-1)
    old = datetime.now() - timedelta(days=200)  # no second look at the last weeks would find it
    sandbox.sell("lyric", performance["performance"], 4, sold_at=old.isoformat())
    sandbox.move_clock(minutes=120)  # and it is longer ago than changes are read again anyway
    try:
        sync_now(connection=Connection.objects.get(pk=lyric.pk), by=None)
    finally:
        sandbox.move_clock(minutes=-120)

    adopt_all(lyric)
    assert figures_by_performance(home, "lyric") == ledger_by_performance(sandbox, "lyric")
