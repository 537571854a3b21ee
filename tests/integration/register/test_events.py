"""Are events put on the register, changed and taken off as people ask, and nobody else's seen?"""

from datetime import date

import pytest

from cast import make_box_office_event, make_connection, make_event, make_link
from houselights.audit.models import Entry
from houselights.audit.queries import entries_about, trail
from houselights.errors import NotFound, WrongUsage
from houselights.periods import ALL, parse_period
from houselights.register.actions import add_event, add_location, change_event, remove_event
from houselights.register.models import Event, Link
from houselights.register.queries import adoptable, event_json, event_of, events_of, unlinked_box_office

pytestmark = pytest.mark.django_db


def test_an_event_keeps_every_field_of_the_template(lyric, ada):
    place = add_location(organisation=lyric, name="Main House", postcode="ln21qn", by=ada)
    fields = {
        "starts_on": date(2026, 5, 1),
        "ends_on": date(2026, 5, 3),
        "location": place,
        "is_funded": True,
        "number_of_performances": 4,
        "is_ticketed": False,
        "attendance": 950,
        "attendance_is_estimated": True,
        "description": "In the square, if dry.",
    }
    terms = {"event_type": "performance", "sub_discipline": "DRAMA", "distribution_type": "in person"}

    event = add_event(organisation=lyric, by=ada, name="  Spring \n Gala ", **fields, **terms)

    event.refresh_from_db()
    assert {name: getattr(event, name) for name in fields} == fields
    assert event.name == "Spring Gala"
    assert (event.event_type, event.sub_discipline, event.distribution_type) == ("Performance", "Drama", "In person")
    assert event.location.postcode == "LN2 1QN"
    assert not event.is_draft
    assert (trail("lyric").first().action, trail("lyric").first().by_id) == ("event added", ada.pk)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": " "},
        {"name": "x" * 301},
        {"event_type": "Performanse"},
        {"starts_on": date(2026, 5, 2), "ends_on": date(2026, 5, 1)},
        {"attendance": -1},
        {"number_of_performances": 2**31},
    ],
    ids=lambda fields: " ".join(fields),
)
def test_what_cannot_be_is_refused_and_leaves_no_event_and_no_entry(lyric, fields):
    before = Entry.objects.count()

    with pytest.raises(WrongUsage):
        make_event(lyric, **{"name": "Spring Gala", **fields})

    assert (Event.objects.count(), Entry.objects.count()) == (0, before)


def test_an_event_is_not_at_anothers_place(lyric, grand):
    elsewhere = add_location(organisation=grand, name="The Grand", by=None)
    event = make_event(lyric)

    with pytest.raises(NotFound):
        make_event(lyric, location=elsewhere)
    with pytest.raises(NotFound):
        change_event(event=event, location=elsewhere, by=None)


def test_a_change_is_in_the_trail_with_what_it_was_before(lyric, ada):
    event = make_event(lyric, event_type="Performance", description="Old", is_draft=True)

    changes = {"name": "Gala", "event_type": "festival", "description": "With somebody's name in it"}
    change_event(event=event, by=ada, is_draft=False, starts_on=event.starts_on, **changes)

    event.refresh_from_db()
    assert (event.name, event.event_type, event.is_draft) == ("Gala", "Festival", False)
    entry = entries_about("lyric", f"event {event.pk}").first()
    assert (entry.action, entry.by_id) == ("event changed", ada.pk)
    assert set(entry.detail["fields"]) == {"name", "event_type", "description", "is_draft"}
    assert entry.detail["changes"] == {
        "name": ["Spring Gala", "Gala"],
        "event_type": ["Performance", "Festival"],
        "is_draft": [True, False],
    }


def test_saving_what_is_there_already_is_no_change(lyric):
    event = make_event(lyric, event_type="Performance")
    before = Entry.objects.count()

    change_event(event=event, by=None, name=" Spring  Gala", event_type="performance", starts_on=event.starts_on)

    assert Entry.objects.count() == before


def test_two_people_who_change_different_fields_both_keep_their_change(lyric, ada, gus):
    event = make_event(lyric)
    adas, guss = event_of(lyric, event.pk), event_of(lyric, event.pk)

    change_event(event=adas, by=ada, name="Gala")
    change_event(event=guss, by=gus, attendance=900)

    event.refresh_from_db()
    assert (event.name, event.attendance) == ("Gala", 900)


def test_a_last_day_is_held_against_the_first_day_that_is_kept(lyric):
    event = make_event(lyric, starts_on=date(2026, 5, 2))

    with pytest.raises(WrongUsage):
        change_event(event=event, by=None, ends_on=date(2026, 5, 1))


def test_a_removed_event_takes_its_links_along_and_its_sales_wait(lyric, ada):
    found = make_box_office_event(make_connection(lyric))
    event = make_event(lyric)
    make_link(event, found)
    number = event.pk

    remove_event(event=event, by=ada)

    assert not Link.objects.exists()
    assert unlinked_box_office(lyric) == [found]
    assert adoptable(lyric) == []
    assert entries_about("lyric", f"event {number}").first().action == "event removed"


def test_another_organisations_event_is_not_there(lyric, grand):
    event = make_event(lyric)

    assert event_of(lyric, f" {event.pk} ") == event
    for organisation, number in (
        (grand, event.pk),
        (lyric, event.pk + 1),
        (lyric, "x"),
        (lyric, "²"),
        (lyric, "9" * 30),
    ):
        with pytest.raises(NotFound):
            event_of(organisation, number)
    assert list(events_of(grand)) == []


def test_a_period_has_the_events_with_a_day_in_it(lyric):
    make_event(lyric, "Long", starts_on=date(2026, 9, 1), ends_on=date(2026, 10, 1))
    make_event(lyric, "Before", starts_on=date(2026, 9, 1), ends_on=date(2026, 9, 30))
    make_event(lyric, "Last day", starts_on=date(2026, 12, 31))
    make_event(lyric, "After", starts_on=date(2027, 1, 1))
    make_event(lyric, "Some day", starts_on=None)

    assert [event.name for event in events_of(lyric, period=parse_period("2026-Q3"))] == ["Long", "Last day"]
    assert events_of(lyric, period=ALL).count() == 5


def test_scripts_see_an_event_with_its_links(lyric):
    found = make_box_office_event(make_connection(lyric))
    event = make_event(lyric, event_type="Performance", is_funded=False)
    make_link(event, found)

    assert event_json(event) == {
        "id": event.pk,
        "name": "Spring Gala",
        "start": "2026-05-01",
        "end": None,
        "location": None,
        "event_type": "Performance",
        "is_funded": False,
        "sub_discipline": "",
        "distribution_type": "",
        "is_draft": False,
        "links": [{"box_office_id": found.box_office_id, "connection": found.connection_id}],
    }
