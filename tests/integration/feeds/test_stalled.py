"""Tickets are on sale and nothing new arrives: is it noticed, and are the right people told, once a day?"""

import smtplib
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from cast import make_box_office_event, make_connection, make_grand, make_person
from houselights.audit.models import Entry
from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.feeds import checks
from houselights.feeds.actions import sync_now
from houselights.feeds.models import SyncRun
from houselights.feeds.telling import tell_of_a_stall
from houselights.sandbox.remote import Sandbox

from .conftest import connected

A_WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True


@pytest.fixture
def quiet(lyric_connection: Connection) -> BoxOfficeEvent:
    """On sale for next week, and the newest order is a week old."""
    now = timezone.now()
    return make_box_office_event(
        lyric_connection, is_on_sale=True, last_on=(now + A_WEEK).date(), last_sold_at=now - A_WEEK
    )


@pytest.fixture
def ada(quiet: BoxOfficeEvent) -> Any:
    return make_person("Ada", quiet.connection.organisation, "admin")


def ended_run(connection: Connection) -> SyncRun:
    """A run that has just ended, with what its checks found."""
    now = timezone.now()
    Connection.objects.filter(pk=connection.pk).update(history_from=now.date())
    connection.refresh_from_db()
    run = connection.runs.create(state="complete", started_at=now, finished_at=now, data_as_of=now)
    checks.run_all(run)
    return run


def codes(run: SyncRun) -> list[str]:
    return [finding.code for finding in run.findings.all()]


def tell(run: SyncRun, commit: Any) -> Sequence[Any]:
    with commit(execute=True):
        tell_of_a_stall(run=run, by=None)
    return mail.outbox


def test_a_quiet_week_while_tickets_are_on_sale_is_found(quiet: BoxOfficeEvent):
    found = ended_run(quiet.connection).findings.get(code="stalled")

    assert found.severity == "error"
    assert "7 days ago" in found.message
    assert "1 events" not in found.message


@pytest.mark.parametrize(
    "well",
    [
        {"last_sold_at": timezone.now()},
        {"is_on_sale": False},
        {"is_ignored": True},
        {"last_on": timezone.localdate() - timedelta(days=1)},
        {"last_sold_at": None},
    ],
    ids=["sold today", "not on sale", "not ours", "over", "never sold"],
)
def test_what_is_well_is_not_found(quiet: BoxOfficeEvent, well: dict[str, Any]):
    BoxOfficeEvent.objects.filter(pk=quiet.pk).update(**well)

    assert "stalled" not in codes(ended_run(quiet.connection))


def test_the_days_are_a_setting(quiet: BoxOfficeEvent, settings: Any):
    settings.STALLED_DAYS = 8

    assert "stalled" not in codes(ended_run(quiet.connection))


def test_the_box_offices_own_clock_decides(quiet: BoxOfficeEvent):
    run = ended_run(quiet.connection)
    run.data_as_of = quiet.last_sold_at
    run.save()
    checks.run_all(run)

    assert "stalled" not in codes(run)


def test_the_admins_are_told_each_alone(quiet: BoxOfficeEvent, ada: Any, django_capture_on_commit_callbacks: Any):
    lyric = quiet.connection.organisation
    make_person("Ben", lyric, "reader")
    make_person("Cal", make_grand(), "admin")
    make_person("Amy", lyric, "admin")

    sent = tell(ended_run(quiet.connection), django_capture_on_commit_callbacks)

    assert sorted(each.to for each in sent) == [["ada@lyric.example"], ["amy@lyric.example"]]
    assert "/o/lyric/box-office/" in sent[0].body
    assert "7 days ago" in sent[0].body
    assert Entry.objects.get(action="told of a stalled feed").detail == {"people": 2}


def test_one_mail_a_day_at_most(quiet: BoxOfficeEvent, ada: Any, django_capture_on_commit_callbacks: Any):
    lyric = quiet.connection.organisation
    other = make_connection(lyric, client="lyric2")
    make_box_office_event(
        other, 102, is_on_sale=True, last_on=quiet.last_on, last_sold_at=quiet.last_sold_at, name="Other"
    )
    for connection in (quiet.connection, quiet.connection, other):
        tell(ended_run(connection), django_capture_on_commit_callbacks)

    assert len(mail.outbox) == 1

    Connection.objects.update(stall_told_on=timezone.localdate() - timedelta(days=1))
    assert len(tell(ended_run(quiet.connection), django_capture_on_commit_callbacks)) == 2


def test_nothing_is_sent_before_the_commit(quiet: BoxOfficeEvent, ada: Any, django_capture_on_commit_callbacks: Any):
    with django_capture_on_commit_callbacks() as waiting:
        tell_of_a_stall(run=ended_run(quiet.connection), by=None)

    assert (len(waiting), mail.outbox) == (1, [])


def test_a_server_without_mail_sends_none_and_keeps_the_day(
    quiet: BoxOfficeEvent, ada: Any, settings: Any, django_capture_on_commit_callbacks: Any
):
    settings.MAIL_IS_SET_UP = False

    assert tell(ended_run(quiet.connection), django_capture_on_commit_callbacks) == []

    settings.MAIL_IS_SET_UP = True
    assert len(tell(ended_run(quiet.connection), django_capture_on_commit_callbacks)) == 1


def test_a_mail_server_that_is_away_does_not_stop_the_run(
    quiet: BoxOfficeEvent, ada: Any, monkeypatch: Any, django_capture_on_commit_callbacks: Any
):
    def away(*_: Any) -> None:
        raise smtplib.SMTPServerDisconnected("not now")

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)

    assert tell(ended_run(quiet.connection), django_capture_on_commit_callbacks) == []


@pytest.mark.django_db(transaction=True)
def test_a_run_of_a_box_office_that_sells_no_more_tells_by_itself(sandbox: Sandbox):
    connection = connected("lyric", sandbox)
    make_person("Ada", connection.organisation, "admin")
    sandbox.move_clock(days=9)
    try:
        run = sync_now(connection=connection, by=None)
    finally:
        sandbox.move_clock(days=-9)

    assert connection.catalogue.filter(is_on_sale=True).exists()
    assert "stalled" in codes(run)
    assert [each.to for each in mail.outbox] == [["ada@lyric.example"]]
