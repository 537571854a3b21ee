"""Does the catalogue follow what a run has seen, and find an event by its id in any form?"""

from datetime import UTC, date, datetime

import pytest

from cast import SEEN_AT, make_box_office_event, make_connection
from houselights.connections.actions import update_catalogue
from houselights.connections.queries import box_office_event_of, find_box_office_events
from houselights.connectors.base import BoxOfficeId
from houselights.errors import NotFound
from houselights.rows import Event

pytestmark = pytest.mark.django_db

LATER = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def seen(number, name="Giselle", **attributes):
    return Event(f"{number}FULL", name, date(2026, 11, 6), date(2026, 11, 7), is_on_sale=True, attributes=attributes)


def update(connection, *events, held=None, venues=None, performances=None, at=SEEN_AT):
    update_catalogue(
        connection=connection,
        events=events,
        venues=venues or {},
        performances=performances or {},
        held=held or {},
        numbers={event.id: event.id.removesuffix("FULL") for event in events},
        seen_at=at,
    )


@pytest.fixture
def connection(lyric):
    return make_connection(lyric)


def test_what_a_run_sees_is_in_the_catalogue(connection):
    update(
        connection,
        seen(1, IlluminateEventType="Performance"),
        held={"1FULL": (12, 14_400)},
        venues={"1FULL": ("Main House", "LN2 1QN")},
        performances={"1FULL": 3},
    )

    row = connection.catalogue.get()
    assert (row.box_office_id, row.number, row.name) == ("1FULL", "1", "Giselle")
    assert (row.first_on, row.last_on, row.performances) == (date(2026, 11, 6), date(2026, 11, 7), 3)
    assert (row.tickets, row.pence) == (12, 14_400)
    assert (row.venue_name, row.venue_postcode) == ("Main House", "LN2 1QN")
    assert row.attributes == {"IlluminateEventType": "Performance"}
    assert (row.first_seen_at, row.last_seen_at) == (SEEN_AT, SEEN_AT)


def test_an_event_seen_again_is_changed_and_not_doubled(connection):
    update(connection, seen(1), venues={"1FULL": ("Main House", "")})

    update(connection, seen(1, name="Giselle (returns)"), at=LATER)

    row = connection.catalogue.get()
    assert (row.name, row.first_seen_at, row.last_seen_at) == ("Giselle (returns)", SEEN_AT, LATER)
    assert row.venue_name == "Main House"


def test_an_event_that_was_not_seen_keeps_what_was_known_but_its_tickets_follow(connection):
    update(connection, seen(1), seen(2), held={"1FULL": (5, 500), "2FULL": (7, 700)})

    update(connection, seen(2), held={"2FULL": (8, 800)}, at=LATER)

    old = connection.catalogue.get(number="1")
    assert (old.name, old.last_seen_at) == ("Giselle", SEEN_AT)
    assert (old.tickets, old.pence) == (0, 0)
    assert connection.catalogue.get(number="2").tickets == 8


def test_what_people_decided_survives_a_run(connection):
    row = make_box_office_event(connection, box_office_id="1FULL", is_ignored=True, was_unlinked=True)

    update(connection, seen(1))

    row.refresh_from_db()
    assert row.name == "Giselle"
    assert row.is_ignored
    assert row.was_unlinked


def test_an_event_is_found_by_its_full_id_and_by_its_number(connection):
    row = make_box_office_event(connection, 101)
    make_box_office_event(connection, 102)

    assert find_box_office_events(connection, BoxOfficeId(row.box_office_id, "101")) == [row]
    assert find_box_office_events(connection, BoxOfficeId(None, "101")) == [row]
    assert find_box_office_events(connection, BoxOfficeId(None, "103")) == []
    assert find_box_office_events(connection, BoxOfficeId(None, None)) == []


def test_the_same_number_elsewhere_is_another_event(connection, grand):
    make_box_office_event(make_connection(grand), 101)

    assert find_box_office_events(connection, BoxOfficeId(None, "101")) == []


def test_a_row_of_anothers_catalogue_is_not_found(connection, lyric, grand):
    row = make_box_office_event(connection)

    assert box_office_event_of(lyric, str(row.pk)) == row
    for organisation, number in ((grand, row.pk), (lyric, row.pk + 1), (lyric, ""), (lyric, "x"), (lyric, "²")):
        with pytest.raises(NotFound):
            box_office_event_of(organisation, number)
