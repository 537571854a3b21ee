"""Do links tie events with box-office events, many to many, and only one's own?"""

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef

from cast import make_box_office_event, make_connection, make_event, make_link
from houselights.audit.models import Entry
from houselights.audit.queries import trail
from houselights.connections.models import BoxOfficeEvent
from houselights.errors import NotFound, WrongUsage
from houselights.register.actions import ignore_box_office_event, link_event, unlink_event
from houselights.register.models import Link
from houselights.register.queries import events_linked_to, links_json, unlinked_box_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(connection):
    return make_box_office_event(connection, tickets=12, pence=14_400)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by the size of a table")
def test_what_waits_is_looked_up_by_index_or_thousands_of_links_would_be_read_for_each_event():
    linked = Link.objects.filter(connection=OuterRef("connection"), box_office_id=OuterRef("box_office_id"))

    assert "links_by_box_office_id" in BoxOfficeEvent.objects.filter(~Exists(linked)).explain()


def test_a_linked_event_no_longer_waits(lyric, ada, found):
    event = make_event(lyric)
    assert unlinked_box_office(lyric) == [found]

    link_event(event=event, box_office_event=found, by=ada)

    assert unlinked_box_office(lyric) == []
    assert list(events_linked_to(found)) == [event]
    entry = trail("lyric").first()
    assert (entry.action, entry.subject, entry.by_id) == ("event linked", f"event {event.pk}", ada.pk)
    assert entry.detail["box_office_id"] == found.box_office_id


def test_linking_again_is_the_same_link(lyric, found):
    event = make_event(lyric)

    assert make_link(event, found).pk == make_link(event, found).pk
    assert Link.objects.count() == 1


def test_another_organisations_box_office_event_is_not_there(lyric, grand):
    event, theirs = make_event(lyric), make_box_office_event(make_connection(grand))
    before = Entry.objects.count()

    with pytest.raises(NotFound):
        make_link(event, theirs)

    assert (Link.objects.count(), Entry.objects.count()) == (0, before)


def test_the_same_id_at_two_box_offices_is_two_events(lyric, grand, found):
    elsewhere = make_box_office_event(make_connection(grand))
    assert elsewhere.box_office_id == found.box_office_id

    make_link(make_event(lyric), found)

    assert unlinked_box_office(grand) == [elsewhere]
    assert not events_linked_to(elsewhere).exists()


def test_a_festival_has_many_box_office_events(lyric, connection):
    festival = make_event(lyric, "Festival")

    for number in range(43):
        make_link(festival, make_box_office_event(connection, 200 + number))

    assert festival.links.count() == 43
    assert unlinked_box_office(lyric) == []


def test_a_box_office_event_serves_several_events_by_its_performances(lyric, found):
    matinees, evenings = make_event(lyric, "Matinees"), make_event(lyric, "Evenings")

    make_link(matinees, found, performance_ids=["p3", "p1"])
    make_link(evenings, found)

    assert set(events_linked_to(found)) == {matinees, evenings}
    assert matinees.links.get().performance_ids == ["p1", "p3"]
    assert evenings.links.get().performance_ids is None


def test_a_performance_belongs_to_one_event(lyric, found):
    first, second = make_event(lyric, "First"), make_event(lyric, "Second")
    make_link(first, found, performance_ids=["p1", "p2"])

    with pytest.raises(WrongUsage, match="p2 belongs to another event already"):
        make_link(second, found, performance_ids=["p2", "p3"])

    make_link(first, found, performance_ids=["p1"])
    make_link(second, found, performance_ids=["p2", "p3"])
    assert sorted(link.performance_ids for link in Link.objects.all()) == [["p1"], ["p2", "p3"]]


def test_an_unlinked_event_waits_again(lyric, ada, connection, found):
    event = make_event(lyric)
    make_link(event, found)

    unlink_event(event=event, connection=connection, box_office_id=found.box_office_id, by=ada)

    assert unlinked_box_office(lyric) == [found]
    assert (trail("lyric").first().action, trail("lyric").first().by_id) == ("event unlinked", ada.pk)


def test_a_link_that_is_not_there_cannot_be_taken_away(lyric, connection, found):
    with pytest.raises(NotFound):
        unlink_event(event=make_event(lyric), connection=connection, box_office_id=found.box_office_id, by=None)

    found.refresh_from_db()
    assert not found.was_unlinked


def test_linking_forgets_that_it_was_not_ours_or_was_unlinked(lyric, connection):
    found = make_box_office_event(connection, is_ignored=True, was_unlinked=True)

    make_link(make_event(lyric), found)

    found.refresh_from_db()
    assert (found.is_ignored, found.was_unlinked) == (False, False)


def test_what_is_not_ours_does_not_wait(lyric, ada, found):
    ignore_box_office_event(box_office_event=found, ignored=True, by=ada)

    assert unlinked_box_office(lyric) == []
    assert (trail("lyric").first().action, trail("lyric").first().by_id) == ("box-office event ignored", ada.pk)

    ignore_box_office_event(box_office_event=found, ignored=False, by=ada)
    assert unlinked_box_office(lyric) == [found]


def test_what_is_linked_cannot_be_said_not_to_be_ours(lyric, found):
    make_link(make_event(lyric), found)

    with pytest.raises(WrongUsage):
        ignore_box_office_event(box_office_event=found, ignored=True, by=None)

    found.refresh_from_db()
    assert not found.is_ignored


def test_scripts_see_links_and_what_is_linked_to_nothing_on_either_side(lyric, grand, connection, found):
    linked, alone = make_event(lyric, "Linked"), make_event(lyric, "Alone")
    waiting = make_box_office_event(connection, 102, tickets=3, pence=3_000)
    gone = make_box_office_event(connection, 103)
    make_link(linked, found)
    make_link(linked, gone)
    gone.delete()
    make_link(make_event(grand), make_box_office_event(make_connection(grand)))

    answered = links_json(lyric)

    where = {"event": linked.pk, "name": "Linked", "connection": connection.pk, "performances": None}
    assert answered == {
        "links": [
            {**where, "box_office_id": found.box_office_id, "box_office_name": "Event 101", "state": "linked"},
            {**where, "box_office_id": gone.box_office_id, "box_office_name": None, "state": "not-found"},
        ],
        "unlinked_events": [{"id": alone.pk, "name": "Alone"}],
        "unlinked_box_office": [
            {"box_office_id": waiting.box_office_id, "name": "Event 102", "tickets": 3, "pence": 3_000}
        ],
        "left_out": [],
    }
