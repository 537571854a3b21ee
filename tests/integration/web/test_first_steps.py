"""First steps, what to do next, and whether the feed is well, while there are no figures yet."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

import cast
from houselights.connections.models import Connection
from houselights.feeds.models import Finding, SyncRun
from houselights.organisations.models import Organisation, User
from houselights.web.feed_state import state_of
from houselights.web.overview.first_steps import steps_of
from houselights.web.tasks import tasks_of

WHOLE = {"event_type": "Performance", "is_funded": True, "sub_discipline": "Drama", "distribution_type": "In person"}


def following(organisation: Organisation) -> str:
    return next(step.heading for step in steps_of(organisation) if step.is_next)


def ended(connection: Connection, state: str, **fields) -> SyncRun:
    now = timezone.now()
    return SyncRun.objects.create(
        connection=connection, state=state, started_at=now, finished_at=now, data_as_of=now, **fields
    )


def test_an_organisation_with_nothing_sees_the_first_step(client: Client, ada: User):
    client.force_login(ada)

    text = client.get("/o/lyric/").text

    assert "Four steps to your audience" in text
    assert 'class="button" href="/o/lyric/box-office/connect/"' in text


def test_each_step_that_is_done_is_ticked_and_the_next_is_offered(lyric: Organisation):
    assert following(lyric) == "Connect the box office"
    connection = cast.make_connection(lyric)
    assert following(lyric) == "Connect the box office"  # connected, and not read yet

    found = cast.make_box_office_event(connection)
    assert following(lyric) == "Choose what is on the register"

    event = cast.make_event(lyric)
    cast.make_link(event, found)
    assert following(lyric) == "Check the blanks"

    lyric.events.update(**WHOLE)
    assert following(lyric) == "See your audience"
    assert [step.is_done for step in steps_of(lyric)] == [True, True, True, False]


def test_a_run_that_failed_at_once_has_read_nothing(lyric: Organisation):
    ended(cast.make_connection(lyric), "failed", failure="The key is refused.")

    assert following(lyric) == "Connect the box office"


def test_an_error_of_the_last_check_is_a_task(lyric: Organisation):
    run = ended(cast.make_connection(lyric), "complete")
    Finding.objects.create(run=run, code="made-up", severity="error", message="Something is wrong.", remedy="Mend it.")

    (task,) = tasks_of(lyric)

    assert (task.text, task.why) == ("thing is wrong with the feed", "Something is wrong.")


def test_nothing_to_do_is_said_as_well(lyric: Organisation):
    cast.make_event(lyric, **WHOLE)

    assert tasks_of(lyric) == []


@pytest.mark.parametrize(
    ("state", "text", "says"),
    [
        ("complete", "up to date", "Box office read just now."),
        ("failed", "failed", "The last attempt failed: The key is refused. Last read never."),
        ("incomplete", "incomplete", "what arrived counts"),
        ("cancelled", "cancelled", "what arrived counts"),
    ],
)
def test_whether_the_feed_is_well_is_one_sentence_and_one_tag(lyric: Organisation, state, text, says):
    connection = cast.make_connection(lyric)
    ended(connection, state, failure="The key is refused." if state == "failed" else "")

    told = state_of(connection)

    assert told.text == text
    assert says in told.says


def test_a_feed_that_nobody_read_since_yesterday_is_not_up_to_date(lyric: Organisation):
    connection = cast.make_connection(lyric)
    run = ended(connection, "complete")
    SyncRun.objects.filter(pk=run.pk).update(data_as_of=timezone.now() - timedelta(days=2))

    assert state_of(connection).text == "not up to date"


def test_no_connection_and_a_new_one_are_told_apart(lyric: Organisation):
    assert state_of(None).text == "not connected"
    assert state_of(cast.make_connection(lyric)).text == "not read yet"


def test_a_funder_with_nobody_yet_is_told_how_they_come(client: Client, ola: User, db: None):
    funder = cast.make_funder()
    dee = cast.make_person("Dee", funder, "funder")
    client.force_login(dee)

    assert "The portfolio is empty" in client.get("/f/funder/").text
