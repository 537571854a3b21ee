"""New drafts by themselves: are the right people told, of all of them, and once a day at most?"""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from cast import make_box_office_event, make_connection, make_grand, make_person
from houselights.audit.models import Entry
from houselights.connections.actions import adopt_new_events
from houselights.connections.models import Connection
from houselights.feeds.drafting import draft_what_is_new
from houselights.feeds.models import SyncRun
from houselights.feeds.telling import tell_of_drafts


@pytest.fixture(autouse=True)
def mail_is_set_up(settings: Any) -> None:
    settings.MAIL_IS_SET_UP = True


@pytest.fixture
def wanting(lyric_connection: Connection) -> Connection:
    """Read whole a week ago, drafts are wanted, and Ada runs the place."""
    then = timezone.now() - timedelta(days=7)
    SyncRun.objects.create(connection=lyric_connection, state="complete", started_at=then, finished_at=then)
    adopt_new_events(connection=lyric_connection, wanted=True, by=None)
    make_person("Ada", lyric_connection.organisation, "admin")
    return lyric_connection


def new_events(connection: Connection, *numbers: int) -> None:
    coming = timezone.localdate() + timedelta(days=9)
    for number in numbers:
        make_box_office_event(connection, number, name=f"Play {number}", last_on=coming, first_seen_at=timezone.now())


def a_run(connection: Connection, commit: Any) -> list[Any]:
    """What its end sends."""
    sent = len(mail.outbox)
    with commit(execute=True):
        draft_what_is_new(connection)
        tell_of_drafts(run=connection.runs.first(), by=None)
    return mail.outbox[sent:]


def test_each_admin_is_told_how_many_and_where(wanting: Connection, django_capture_on_commit_callbacks: Any):
    make_person("Ben", wanting.organisation, "reader")
    make_person("Cal", make_grand(), "admin")
    new_events(wanting, 201, 202)

    (sent,) = a_run(wanting, django_capture_on_commit_callbacks)

    assert sent.to == ["ada@lyric.example"]
    assert "2 events that are new" in sent.body
    assert "/o/lyric/events/?quarter=all&only=draft" in sent.body
    assert "Play" not in sent.body
    assert Entry.objects.get(action="told of new drafts").detail == {"people": 1, "drafts": 2}


def test_what_comes_after_todays_mail_is_in_tomorrows(wanting: Connection, django_capture_on_commit_callbacks: Any):
    new_events(wanting, 201)
    first = a_run(wanting, django_capture_on_commit_callbacks)
    new_events(wanting, 202, 203)
    again = a_run(wanting, django_capture_on_commit_callbacks)

    Connection.objects.update(drafts_told_on=timezone.localdate() - timedelta(days=1))
    tomorrow = a_run(wanting, django_capture_on_commit_callbacks)

    assert (len(first), len(again), len(tomorrow)) == (1, 0, 1)
    assert "An event that is new at the box office became a draft" in first[0].body
    assert "2 events that are new" in tomorrow[0].body
    assert wanting.organisation.events.count() == 3


def test_two_box_offices_send_one_mail(wanting: Connection, django_capture_on_commit_callbacks: Any):
    other = make_connection(wanting.organisation, client="lyric2")
    Connection.objects.update(drafts_untold=2)

    sent = a_run(wanting, django_capture_on_commit_callbacks)

    assert ["4 events" in each.body for each in sent] == [True]
    other.refresh_from_db()
    assert other.drafts_untold == 0


def test_a_run_that_drafts_nothing_sends_nothing(wanting: Connection, django_capture_on_commit_callbacks: Any):
    assert a_run(wanting, django_capture_on_commit_callbacks) == []


def test_a_server_without_mail_counts_and_sends_nothing(
    wanting: Connection, settings: Any, django_capture_on_commit_callbacks: Any
):
    settings.MAIL_IS_SET_UP = False
    new_events(wanting, 201)

    assert a_run(wanting, django_capture_on_commit_callbacks) == []
    assert wanting.organisation.events.count() == 1

    settings.MAIL_IS_SET_UP = True
    assert a_run(wanting, django_capture_on_commit_callbacks) == []
