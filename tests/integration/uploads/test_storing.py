"""Is an upload stored as it was shown: created, updated, linked, nothing twice, all accounted for?"""

import os
from datetime import date, timedelta

import pytest
from django.utils import timezone

from cast import make_box_office_event, make_event, make_link
from houselights.audit.queries import first_broken_link, trail
from houselights.connectors.registry import read_id
from houselights.errors import NotFound, WrongUsage
from houselights.register.actions import add_location, change_event, remove_event
from houselights.register.models import Event, Link, Location
from houselights.register.uploads.actions import (
    abandon_upload,
    choose,
    confirm_upload,
    forget_old_workbooks,
    leave_old_previews,
    map_heading,
    undo_upload,
)
from houselights.register.uploads.copies import annotated_copy
from houselights.register.uploads.models import Upload
from houselights.register.uploads.queries import upload_json, upload_of
from houselights.register.uploads.waiting import complete_links

from .books import actions, book, codes, previewed, stored
from .conftest import FULL

pytestmark = pytest.mark.django_db

WHOLE = {
    "EventName": "Spring Gala",
    "StartDate": date(2026, 5, 1),
    "EndDate": "03/05/2026",
    "LocationName": "Main House",
    "LocationPostcode": "ln21qn",
    "SpektrixEventId": " 70401 ",
    "EventType": "performance",
    "IsFunded": "Y",
    "SubDiscipline": "DRAMA",
    "DistributionType": "In person",
    "NumberOfPerformances": 4,
    "IsTicketed": "Yes",
    "Attendance": 950,
    "AttendanceIsEstimated": "no",
    "Description": "In the square, if dry.",
}
KEPT = {
    "name": "Spring Gala",
    "starts_on": date(2026, 5, 1),
    "ends_on": date(2026, 5, 3),
    "event_type": "Performance",
    "is_funded": True,
    "sub_discipline": "Drama",
    "distribution_type": "In person",
    "number_of_performances": 4,
    "is_ticketed": True,
    "attendance": 950,
    "attendance_is_estimated": False,
    "description": "In the square, if dry.",
    "is_draft": False,
}


def test_a_whole_row_becomes_a_whole_event_with_its_place_and_its_link(lyric, ada, gala):
    upload = stored(lyric, book(WHOLE), by=ada)

    event = lyric.events.get()
    assert {name: getattr(event, name) for name in KEPT} == KEPT
    assert (event.location.name, event.location.postcode) == ("Main House", "LN2 1QN")
    assert list(event.links.values_list("box_office_id", flat=True)) == [FULL]
    assert upload.state == "stored"
    done = list(trail("lyric").values_list("action", flat=True))
    assert done[:5] == ["upload stored", "event linked", "event added", "place added", "upload previewed"]
    assert trail("lyric").first().by_id == ada.pk
    assert first_broken_link() is None


def test_a_preview_stores_nothing_and_shows_the_box_offices_title(lyric, gala):
    shown = upload_json(previewed(lyric, book(WHOLE)), dry_run=True)

    (event,) = shown["events"]
    assert (Event.objects.count(), Link.objects.count(), Location.objects.count()) == (0, 0, 0)
    assert (event["row"], event["id"], event["action"], event["link"]) == (2, None, "created", "linked")
    assert (event["box_office_id"], event["box_office_name"]) == (FULL, "Gala night")
    assert (shown["rows_read"], shown["rows_stored"], shown["dry_run"]) == (1, 1, True)


def test_uploading_the_same_again_leaves_everything_unchanged(lyric, gala):
    rows = [WHOLE, {"EventName": "Parade", "StartDate": "2026-06-01"}]
    stored(lyric, book(*rows))
    before = list(lyric.events.values())

    again = stored(lyric, book(*rows))

    assert actions(again) == ["unchanged", "unchanged"]
    assert list(lyric.events.values()) == before
    assert (again.rows_read, again.rows_stored, again.rows_unchanged) == (2, 0, 2)


def test_an_overlapping_file_updates_and_never_duplicates(lyric, gala):
    stored(lyric, book(WHOLE))

    second = stored(lyric, book({**WHOLE, "Attendance": 1000}, {"EventName": "Parade", "StartDate": "2026-06-01"}))

    (event, _) = upload_json(second)["events"]
    assert actions(second) == ["updated", "created"]
    assert event["changes"] == {"attendance": [950, 1000]}
    assert lyric.events.count() == 2


def test_good_rows_go_in_when_others_are_refused(lyric):
    upload = stored(
        lyric,
        book(
            {"EventName": "Good", "StartDate": "2026-06-01"},
            {"EventName": "Bad", "StartDate": "2026-06-01", "EventType": "Performanse", "IsFunded": "perhaps"},
        ),
    )

    shown = upload_json(upload)
    assert actions(upload) == ["created", "refused"]
    assert list(lyric.events.values_list("name", flat=True)) == ["Good"]
    assert [(each["cell"], each["code"], each["severity"]) for each in shown["problems"]] == [
        ("G3", "not-on-list", "error"),
        ("H3", "not-yes-or-no", "error"),
    ]
    assert shown["problems"][0]["suggestion"] == "Performance"
    assert shown["rows_read"] == shown["rows_stored"] + shown["rows_unchanged"] + shown["rows_refused"] == 2


def test_all_or_nothing_stores_none_when_one_is_refused(lyric):
    rows = ({"EventName": "Good", "StartDate": "2026-06-01"}, {"EventName": "Bad", "StartDate": "soon"})

    upload = stored(lyric, book(*rows), all_or_nothing=True)

    assert (lyric.events.count(), upload.rows_stored, upload.rows_refused) == (0, 0, 2)
    assert codes(upload) == ["not-saved-alone", "not-a-date"]
    assert stored(lyric, book(rows[0]), all_or_nothing=True).rows_stored == 1


def test_a_place_is_added_once_and_met_again_in_any_capitals(lyric):
    add_location(organisation=lyric, name="Main House", by=None)

    stored(
        lyric,
        book(
            {"EventName": "A", "StartDate": "2026-06-01", "LocationName": "MAIN house"},
            {"EventName": "B", "StartDate": "2026-06-01", "LocationName": "The Square"},
            {"EventName": "C", "StartDate": "2026-06-01", "LocationName": "the square"},
        ),
    )

    assert sorted(lyric.locations.values_list("name", flat=True)) == ["Main House", "The Square"]


def test_an_id_that_the_box_office_does_not_have_is_stored_as_a_link_that_waits(lyric, connection):
    upload = stored(lyric, book({**WHOLE, "SpektrixEventId": FULL}))

    assert (upload_json(upload)["events"][0]["link"], codes(upload)) == ("not-found", ["id-not-found"])
    assert Link.objects.get().box_office_id == FULL


def test_without_a_box_office_the_row_is_stored_and_the_id_is_said_to_link_to_nothing(lyric):
    upload = stored(lyric, book(WHOLE))

    assert (actions(upload), codes(upload), Link.objects.count()) == (["created"], ["no-box-office"], 0)


def test_a_box_office_event_said_not_to_be_ours_is_ours_once_it_is_uploaded(lyric, gala):
    gala.is_ignored = gala.was_unlinked = True
    gala.save()

    stored(lyric, book(WHOLE))

    gala.refresh_from_db()
    assert (gala.is_ignored, gala.was_unlinked) == (False, False)


def test_what_changed_since_the_preview_is_never_overwritten_unseen(lyric):
    event = make_event(lyric, attendance=1)
    upload = previewed(lyric, book({"EventName": "Spring Gala", "StartDate": "2026-05-01", "Attendance": 3}))
    change_event(event=event, attendance=2, by=None)

    with pytest.raises(WrongUsage, match="changed since this preview"):
        confirm_upload(upload=upload, by=None, read_id=read_id)

    event.refresh_from_db()
    assert event.attendance == 2
    assert upload_json(upload)["events"][0]["changes"] == {"attendance": [2, 3]}
    assert confirm_upload(upload=upload, by=None, read_id=read_id).rows_updated == 1


def test_an_upload_is_saved_once_however_often_it_is_confirmed(lyric):
    upload = stored(lyric, book({"EventName": "Parade", "StartDate": "2026-06-01"}))

    with pytest.raises(WrongUsage, match="on the register already"):
        confirm_upload(upload=upload, by=None, read_id=read_id)

    assert lyric.events.count() == 1


def test_two_previews_of_one_file_do_not_make_its_events_twice(lyric):
    content = book({"EventName": "Parade", "StartDate": "2026-06-01"})
    first, second = previewed(lyric, content), previewed(lyric, content)

    confirm_upload(upload=first, by=None, read_id=read_id)
    with pytest.raises(WrongUsage, match="changed since"):
        confirm_upload(upload=second, by=None, read_id=read_id)

    assert actions(confirm_upload(upload=second, by=None, read_id=read_id)) == ["unchanged"]
    assert lyric.events.count() == 1


def test_a_row_refused_until_chosen_goes_in_as_it_was_chosen(lyric, gala):
    emma = make_event(lyric, name="Emma", starts_on=date(2026, 1, 1))
    make_link(emma, gala)
    make_event(lyric)
    upload = previewed(lyric, book({"EventName": "Spring Gala", "StartDate": "2026-05-01", "SpektrixEventId": FULL}))
    row = upload.rows.get()
    assert actions(upload) == ["refused"]

    with pytest.raises(WrongUsage):
        choose(upload=upload, row=row.pk, event=emma.pk + 1000, by=None, read_id=read_id)
    choose(upload=upload, row=row.pk, event=emma.pk, by=None, read_id=read_id)
    confirm_upload(upload=upload_of(lyric, upload.pk), by=None, read_id=read_id)

    emma.refresh_from_db()
    assert emma.name == "Spring Gala"


def test_a_choice_can_be_taken_back(lyric):
    rows = [{"EventName": "Parade", "StartDate": "2026-06-01"}] * 2
    upload = previewed(lyric, book(*rows))
    first = upload.rows.first()

    choose(upload=upload, row=first.pk, event="new", by=None, read_id=read_id)
    assert actions(upload) == ["created", "refused"]
    choose(upload=upload, row=upload.rows.first().pk, event="", by=None, read_id=read_id)

    assert actions(upload) == ["refused", "refused"]


def test_a_heading_told_once_is_understood_and_remembered_for_the_organisation(lyric, grand):
    row = {"EventName": "A", "StartDate": "2026-06-01", "Wo": "Square"}
    upload = previewed(lyric, book(row, headings=list(row)))
    assert codes(upload) == ["heading-unknown"]

    mapped = map_heading(upload=upload, heading="Wo", column="LocationName", by=None, read_id=read_id)

    assert codes(mapped) == []
    assert mapped.rows.get().changes["location"] == ["", "Square"]
    again = book({"EventName": "B", "StartDate": "2026-06-01", "WO_": "x"}, headings=["EventName", "StartDate", "WO_"])
    assert codes(previewed(lyric, again)) == []
    assert codes(previewed(grand, again)) == ["heading-unknown"]
    with pytest.raises(WrongUsage):
        map_heading(upload=upload, heading="Wo", column="Nonsense", by=None, read_id=read_id)


def test_even_the_column_of_names_can_be_told(lyric):
    row = {"What it is": "Parade", "StartDate": "2026-06-01", "Attendance": 3}
    upload = previewed(lyric, book(row, headings=list(row)))
    assert (actions(upload), set(codes(upload))) == (["refused"], {"heading-unknown", "name-missing"})

    upload = map_heading(upload=upload, heading="What it is", column="EventName", by=None, read_id=read_id)

    assert (actions(upload), codes(upload)) == (["created"], [])


def test_a_workbook_without_the_templates_headings_is_refused_with_what_to_do(lyric):
    with pytest.raises(WrongUsage, match="headings of the template") as refused:
        previewed(lyric, book({"Colour": "red"}, headings=["Colour", "Size"]))

    assert "template" in refused.value.remedy


def test_headings_without_events_are_refused_and_nothing_is_kept(lyric):
    with pytest.raises(WrongUsage, match="no events below them"):
        previewed(lyric, book())

    assert not lyric.uploads.exists()


def test_a_preview_that_is_left_keeps_nothing_of_the_workbook(lyric, home):
    upload = previewed(lyric, book({"EventName": "Parade", "StartDate": "2026-06-01"}))
    file = home.organisation("lyric") / "uploads" / str(upload.pk)
    assert file.exists()

    abandon_upload(upload=upload, by=None)

    assert not file.exists()
    with pytest.raises(WrongUsage, match="no longer kept"):
        confirm_upload(upload=upload, by=None, read_id=read_id)


def test_another_organisations_upload_is_not_found(lyric, grand):
    upload = previewed(lyric, book({"EventName": "Parade", "StartDate": "2026-06-01"}))

    for number in (upload.pk, str(upload.pk), "x", "9" * 30, "-1", ""):
        with pytest.raises(NotFound):
            upload_of(grand, number)
    assert upload_of(lyric, f" {upload.pk} ") == upload


def test_a_number_that_two_box_offices_have_is_never_guessed(lyric, gala):
    from cast import make_connection

    second = make_connection(lyric, client="lyric-studio")
    make_box_office_event(second, 70401, name="Other")
    upload = previewed(lyric, book(WHOLE))
    whole = previewed(lyric, book({**WHOLE, "SpektrixEventId": FULL}))

    assert (actions(upload), codes(upload)) == (["refused"], ["id-in-two-box-offices"])
    assert (actions(whole), codes(whole)) == (["created"], [])


def test_an_event_taken_off_the_register_meanwhile_is_not_updated(lyric):
    event = make_event(lyric)
    upload = previewed(lyric, book({"EventName": "Spring Gala", "StartDate": "2026-05-01", "Attendance": 3}))
    remove_event(event=event, by=None)

    with pytest.raises(WrongUsage, match="changed since"):
        confirm_upload(upload=upload, by=None, read_id=read_id)

    assert actions(upload) == ["created"]


def test_a_link_to_a_bare_number_becomes_whole_once_the_box_office_has_the_event(lyric, connection):
    upload = stored(lyric, book({**WHOLE, "SpektrixEventId": 70401}))
    assert Link.objects.get().box_office_id == "70401"
    make_box_office_event(connection, 70401, box_office_id=FULL, name="Gala night")

    assert complete_links(connection=connection) == 1

    assert Link.objects.get().box_office_id == FULL
    assert actions(previewed(lyric, book({**WHOLE, "SpektrixEventId": 70401}))) == ["unchanged"]
    undo_upload(upload=upload, by=None)
    assert Event.objects.count() == 0


def test_old_previews_are_swept_and_saved_uploads_stay(lyric, home):
    content = book({"EventName": "Parade", "StartDate": "2026-06-01"})
    old, kept, new = previewed(lyric, content), stored(lyric, content), previewed(lyric, content)
    Upload.objects.filter(pk__in=[old.pk, kept.pk]).update(given_at=timezone.now() - timedelta(days=8))

    assert leave_old_previews() == 1

    folder = home.organisation("lyric") / "uploads"
    assert not (folder / str(old.pk)).exists()
    assert (folder / str(kept.pk)).exists()
    assert (folder / str(new.pk)).exists()


def test_workbooks_are_forgotten_after_a_year_and_can_still_be_taken_back(lyric, home):
    upload = stored(lyric, book({"EventName": "Parade", "StartDate": "2026-06-01"}))
    Upload.objects.update(given_at=timezone.now() - timedelta(days=366))
    folder = home.organisation("lyric") / "uploads"
    (folder / "999999").write_bytes(b"stray")
    os.utime(folder / "999999", (0, 0))

    assert forget_old_workbooks() == 1

    assert not {"999999", str(upload.pk)} & {path.name for path in folder.iterdir()}
    with pytest.raises(WrongUsage, match="no longer kept"):
        annotated_copy(upload_of(lyric, upload.pk))
    undo_upload(upload=upload, by=None)
    assert not lyric.events.exists()
