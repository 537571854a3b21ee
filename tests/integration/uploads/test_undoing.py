"""Can a whole upload be taken back, also later, and is nothing lost that somebody did since?"""

from datetime import date

import pytest

from cast import make_event, make_link
from houselights.audit.queries import first_broken_link
from houselights.errors import WrongUsage
from houselights.register.actions import add_location, change_event, remove_event, unlink_event
from houselights.register.models import Link
from houselights.register.uploads.actions import undo_upload

from .books import book, stored
from .conftest import FULL

pytestmark = pytest.mark.django_db

PARADE = {"EventName": "Parade", "StartDate": "2026-06-01", "LocationName": "The Square", "Attendance": 10}
GALA = {
    "EventName": "Spring Gala",
    "StartDate": "2026-05-01",
    "EndDate": "2026-05-04",
    "LocationName": "The Square",
    "LocationPostcode": "LN2 1QN",
    "SpektrixEventId": FULL,
    "IsFunded": "Yes",
    "Description": "Now with words.",
}


def everything(organisation):
    """All that an upload can touch, as it stands."""
    hidden = ("updated_at",)
    events = [{name: row[name] for name in row if name not in hidden} for row in organisation.events.values()]
    links = list(Link.objects.filter(event__organisation=organisation).values_list("event", "box_office_id"))
    flags = [list(each.catalogue.values_list("is_ignored", "was_unlinked")) for each in organisation.connections.all()]
    return events, links, list(organisation.locations.values()), flags


def test_undoing_brings_back_what_was_there(lyric, ada, gala):
    gala.was_unlinked = True
    gala.save()
    add_location(organisation=lyric, name="The Square", by=None)
    make_event(lyric, is_draft=True, description="As it was.", attendance=5)
    before = everything(lyric)
    upload = stored(lyric, book(PARADE, GALA))
    assert everything(lyric) != before

    undone = undo_upload(upload=upload, by=ada)

    assert everything(lyric) == before
    assert undone.state == "undone"
    assert first_broken_link() is None


def test_places_that_an_upload_added_go_with_it_unless_somebody_uses_them(lyric):
    upload = stored(lyric, book(PARADE, {**PARADE, "EventName": "Fair", "LocationName": "The Green"}))
    green = lyric.locations.get(name="The Green")
    make_event(lyric, location=green)

    undo_upload(upload=upload, by=None)

    assert list(lyric.locations.values_list("name", flat=True)) == ["The Green"]


def test_an_edited_row_keeps_the_whole_upload_and_is_named(lyric):
    upload = stored(lyric, book(PARADE, {**PARADE, "EventName": "Fair"}))
    change_event(event=lyric.events.get(name="Fair"), attendance=99, by=None)

    with pytest.raises(WrongUsage) as refused:
        undo_upload(upload=upload, by=None)

    assert "row 3 “Fair”" in refused.value.message
    assert "Parade" not in refused.value.message
    assert lyric.events.count() == 2


def test_a_field_that_the_upload_did_not_touch_may_have_been_edited(lyric):
    event = make_event(lyric)
    upload = stored(lyric, book({"EventName": "Spring Gala", "StartDate": "2026-05-01", "Attendance": 3}))
    event.refresh_from_db()
    change_event(event=event, description="Edited since.", by=None)

    undo_upload(upload=upload, by=None)

    event.refresh_from_db()
    assert (event.attendance, event.description) == (None, "Edited since.")


@pytest.mark.parametrize("how", ["removed", "unlinked", "linked again", "narrowed"])
def test_what_was_done_to_its_events_and_links_since_counts_as_an_edit(lyric, gala, how):
    upload = stored(lyric, book(GALA))
    event = lyric.events.get()
    if how == "removed":
        remove_event(event=event, by=None)
    elif how == "unlinked":
        unlink_event(event=event, connection=gala.connection, box_office_id=FULL, by=None)
    elif how == "narrowed":
        make_link(event, gala, performance_ids=["1"])
    else:
        Link.objects.create(event=event, connection=gala.connection, box_office_id="other")

    with pytest.raises(WrongUsage, match="row 2"):
        undo_upload(upload=upload, by=None)


def test_a_later_upload_is_undone_first(lyric):
    first = stored(lyric, book(PARADE))
    second = stored(lyric, book({**PARADE, "Attendance": 20}))
    with pytest.raises(WrongUsage):
        undo_upload(upload=first, by=None)

    undo_upload(upload=second, by=None)
    assert lyric.events.get().attendance == 10
    undo_upload(upload=first, by=None)

    assert lyric.events.count() == 0


def test_an_upload_is_undone_once(lyric):
    upload = stored(lyric, book(PARADE))
    undo_upload(upload=upload, by=None)

    with pytest.raises(WrongUsage, match="taken back"):
        undo_upload(upload=upload, by=None)


def test_undoing_days_brings_back_days(lyric):
    event = make_event(lyric, ends_on=date(2026, 5, 2))
    upload = stored(lyric, book({"EventName": "Spring Gala", "StartDate": "2026-05-01", "EndDate": "2026-05-09"}))

    undo_upload(upload=upload, by=None)

    event.refresh_from_db()
    assert event.ends_on == date(2026, 5, 2)
