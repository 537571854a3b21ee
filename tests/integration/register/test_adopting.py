"""Do box-office events become drafts of the register, once, with all that the box office says of them?"""

from datetime import date

import pytest

from cast import make_box_office_event, make_connection, make_event, make_link
from houselights.audit.models import Entry
from houselights.audit.queries import trail
from houselights.errors import WrongUsage
from houselights.register import actions
from houselights.register.actions import (
    add_location,
    adopt_events,
    ignore_box_office_event,
    remove_event,
    unlink_event,
)
from houselights.register.models import Event, Link, Location
from houselights.register.queries import adoptable, unlinked_box_office

pytestmark = pytest.mark.django_db


def adopt(*found, by=None):
    return adopt_events(box_office_events=found, by=by)


def test_a_draft_has_what_the_box_office_says(connection, ada):
    found = make_box_office_event(
        connection,
        name=" The \n Tempest ",
        performances=8,
        venue_name="Main  House",
        venue_postcode="ln21qn",
        attributes={
            "illuminate event type": "PERFORMANCE",
            "Illuminate  Is  Funded": "yes",
            "Illuminate Sub Discipline": "Drama",
            "IlluminateDistributionType": "In person",
            "Marketing": "red",
        },
    )

    [event] = adopt(found, by=ada)

    event.refresh_from_db()
    assert (event.name, event.starts_on, event.ends_on) == ("The Tempest", date(2026, 11, 6), date(2026, 11, 7))
    assert (event.event_type, event.is_funded, event.sub_discipline) == ("Performance", True, "Drama")
    assert (event.distribution_type, event.number_of_performances) == ("In person", 8)
    assert (event.location.name, event.location.postcode) == ("Main House", "LN2 1QN")
    assert event.is_draft
    assert event.is_ticketed
    assert [link.box_office_id for link in event.links.all()] == [found.box_office_id]
    assert {entry.action for entry in trail("lyric").filter(by_id=ada.pk)} == {
        "event adopted", "event linked", "place added",
    }  # fmt: skip


def test_what_the_box_office_does_not_say_stays_blank(connection):
    [event] = adopt(make_box_office_event(connection, name="", first_on=None, last_on=None))

    assert event.name == "101ABCDEFGHIJKLMNOPQRSTUVWXYZABCDE"
    assert (event.starts_on, event.location, event.number_of_performances) == (None, None, None)
    assert (event.event_type, event.is_funded, event.sub_discipline) == ("", None, "")


def test_a_value_that_is_on_no_list_leaves_its_field_blank_and_fills_the_others(connection):
    values = {"Illuminate Event Type": "Performanse", "Illuminate Is Funded": "No"}

    [event] = adopt(make_box_office_event(connection, attributes=values))

    assert (event.event_type, event.is_funded) == ("", False)


@pytest.mark.parametrize("postcode", ["nonsense", "XX99 9XX9", "-", ""])
def test_a_building_with_a_postcode_that_is_none_does_not_stop_adopting(connection, postcode):
    [event] = adopt(make_box_office_event(connection, venue_name="Barn", venue_postcode=postcode))

    assert (event.location.name, event.location.postcode) == ("Barn", "")


def test_a_very_long_name_is_cut_to_what_can_be_kept(connection):
    [event] = adopt(make_box_office_event(connection, name="Long " * 90))

    assert 290 < len(event.name) <= 300


def test_events_in_one_building_share_its_place(connection, lyric):
    here = add_location(organisation=lyric, name="Main House", postcode="LN2 1QN", by=None)
    first = make_box_office_event(connection, 101, venue_name="MAIN HOUSE", venue_postcode="EC1A 1BB")
    second = make_box_office_event(connection, 102, venue_name="Main House")

    events = adopt(first, second)

    assert [event.location for event in events] == [here, here]
    assert Location.objects.get().postcode == "LN2 1QN"


def test_no_box_office_event_is_adopted_twice(connection):
    found = make_box_office_event(connection)

    assert len(adopt(found, found)) == 1
    assert adopt(found) == []
    assert Event.objects.count() == Link.objects.count() == 1


def test_adopting_all_takes_what_waits_and_is_ours(connection, lyric, grand):
    waiting = make_box_office_event(connection, 101)
    ignore_box_office_event(box_office_event=make_box_office_event(connection, 102), ignored=True, by=None)
    make_link(make_event(lyric), make_box_office_event(connection, 103))
    make_box_office_event(make_connection(grand), 101)

    assert adoptable(lyric) == [waiting]


def test_adopting_from_a_day_takes_what_is_still_on_then(connection, lyric):
    running = make_box_office_event(connection, 101, first_on=date(2026, 3, 1), last_on=date(2026, 4, 1))
    make_box_office_event(connection, 102, first_on=date(2026, 3, 1), last_on=date(2026, 3, 31))
    make_box_office_event(connection, 103, first_on=None, last_on=None)

    assert adoptable(lyric, since=date(2026, 4, 1)) == [running]


def test_what_somebody_unlinked_comes_back_only_when_it_is_named(connection, lyric):
    found = make_box_office_event(connection)
    [event] = adopt(found)
    unlink_event(event=event, connection=connection, box_office_id=found.box_office_id, by=None)

    assert adoptable(lyric) == []
    assert unlinked_box_office(lyric) == [found]

    found.refresh_from_db()
    [again] = adopt(found)
    remove_event(event=again, by=None)
    assert adoptable(lyric) == []


def test_what_was_not_ours_is_ours_when_it_is_named(connection):
    found = make_box_office_event(connection, is_ignored=True)

    adopt(found)

    found.refresh_from_db()
    assert not found.is_ignored


def test_adopting_is_all_or_nothing(connection, monkeypatch):
    before = Entry.objects.count()
    found = [make_box_office_event(connection, number) for number in (101, 102)]

    def no_trail(done, **given):
        raise WrongUsage("No.")

    monkeypatch.setattr(actions, "record_all", no_trail)

    with pytest.raises(WrongUsage):
        adopt(*found)

    assert (Event.objects.count(), Link.objects.count(), Entry.objects.count()) == (0, 0, before)
