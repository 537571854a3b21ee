"""New at the box office, a draft on the register: only where it is wanted, and never against a person's word."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from houselights.connections.actions import adopt_new_events
from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.feeds.actions import sync_now
from houselights.feeds.drafting import draft_what_is_new
from houselights.feeds.models import SyncRun
from houselights.register.actions import remove_event
from houselights.register.queries import events_linked_to

from .conftest import connected
from .test_sync import figures_by_performance

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def wanting(lyric_connection: Connection) -> Connection:
    """Read whole a week ago, and drafts are wanted."""
    then = timezone.now() - timedelta(days=7)
    SyncRun.objects.create(connection=lyric_connection, state="complete", started_at=then, finished_at=then)
    adopt_new_events(connection=lyric_connection, wanted=True, by=None)
    return lyric_connection


def seen(connection: Connection, *, days_ago: float = 1, **more) -> BoxOfficeEvent:
    when = timezone.now() - timedelta(days=days_ago)
    coming = {"first_on": date.today() + timedelta(days=9), "last_on": date.today() + timedelta(days=12)}
    given = {"box_office_id": "7", "name": "Hamlet", "first_seen_at": when, "last_seen_at": when, **coming, **more}
    return BoxOfficeEvent.objects.create(connection=connection, **given)


def test_an_event_new_at_the_box_office_becomes_a_linked_draft(wanting):
    found = seen(wanting)

    (event,) = draft_what_is_new(wanting)

    assert (event.name, event.is_draft) == ("Hamlet", True)
    assert events_linked_to(found).get() == event


def test_it_is_off_at_first(lyric_connection):
    assert lyric_connection.adopts_new is False


def test_nothing_becomes_a_draft_where_it_is_not_wanted(wanting):
    seen(wanting)
    adopt_new_events(connection=wanting, wanted=False, by=None)

    assert draft_what_is_new(wanting) == []


@pytest.mark.parametrize("said", [{"is_ignored": True}, {"was_unlinked": True}])
def test_what_a_person_ignored_or_unlinked_stays_so(wanting, said):
    seen(wanting, **said)

    assert draft_what_is_new(wanting) == []


def test_a_draft_that_a_person_removed_does_not_come_back(wanting):
    seen(wanting)
    (event,) = draft_what_is_new(wanting)

    remove_event(event=event, by=None)

    assert draft_what_is_new(wanting) == []


def test_what_was_there_when_it_was_connected_is_not_new(wanting):
    seen(wanting, days_ago=8)

    assert draft_what_is_new(wanting) == []


def test_an_old_event_that_comes_to_light_later_is_not_new(wanting):
    long_ago = date.today() - timedelta(days=900)
    seen(wanting, first_on=long_ago, last_on=long_ago)

    assert draft_what_is_new(wanting) == []


def test_what_is_linked_already_gets_no_second_event(wanting):
    seen(wanting)
    draft_what_is_new(wanting)

    assert draft_what_is_new(wanting) == []
    assert wanting.organisation.events.count() == 1


def test_another_theatres_new_events_are_not_ours(wanting, sandbox):
    grand = connected("grand", sandbox)
    seen(grand)

    assert draft_what_is_new(wanting) == []


def test_its_tickets_count_from_the_run_that_saw_it_first(sandbox, home):
    lyric = connected("lyric", sandbox)
    sync_now(connection=lyric, by=None)
    adopt_new_events(connection=lyric, wanted=True, by=None)
    new = lyric.catalogue.filter(last_on__gte=date.today(), tickets__gt=0).first()
    held, box_office_id = new.tickets, new.box_office_id
    new.delete()

    sync_now(connection=lyric, by=None)

    assert [event.links.get().box_office_id for event in lyric.organisation.events.all()] == [box_office_id]
    assert sum(tickets for tickets, _ in figures_by_performance(home, "lyric").values()) == held
