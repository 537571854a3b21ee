"""Are links suggested for what waits, taken only when they may be, and a no remembered?"""

from datetime import date

import pytest

from cast import make_box_office_event, make_connection, make_event, make_link
from houselights.audit.queries import trail
from houselights.errors import NotFound, WrongUsage
from houselights.register.actions import ignore_box_office_event, link_event, remove_event, unlink_event
from houselights.register.models import Link, RefusedLink
from houselights.register.suggestions.actions import accept_suggestion, accept_suggestions, refuse_suggestion
from houselights.register.suggestions.queries import above, suggested

pytestmark = pytest.mark.django_db

DAYS = {"first_on": date(2026, 5, 1), "last_on": date(2026, 5, 1)}


@pytest.fixture
def event(lyric):
    return make_event(lyric, "The Salt Ledger")


@pytest.fixture
def found(connection):
    return make_box_office_event(connection, 70401, name="SALT LEDGER (14+)", tickets=12, pence=14_400, **DAYS)


def pairs(organisation):
    return [(each.event.pk, each.found.pk) for each in suggested(organisation)]


def test_what_waits_is_suggested_as_scripts_see_it(lyric, event, found):
    (one,) = suggested(lyric)

    shown = one.as_json(accepted=False)
    assert {"event", "name", "box_office_id", "box_office_name", "score", "reasons", "accepted"} <= shown.keys()
    assert (shown["event"], shown["name"], shown["box_office_id"]) == (event.pk, event.name, found.box_office_id)
    assert shown["score"] == sum(reason["points"] for reason in shown["reasons"]) == 100
    assert all(reason["detail"] and 0 <= reason["points"] <= 100 for reason in shown["reasons"])


def test_accepting_links_and_says_who(lyric, ada, event, found):
    made = accept_suggestions(chosen=above(95, suggested(lyric)), by=ada)

    assert [each.found for each in made] == [found]
    assert Link.objects.get().event == event
    assert (trail("lyric").first().action, trail("lyric").first().by_id) == ("event linked", ada.pk)
    assert suggested(lyric) == []


def test_accepting_the_same_twice_links_once(lyric, ada, event, found):
    chosen = suggested(lyric)
    accept_suggestions(chosen=chosen, by=ada)

    assert accept_suggestions(chosen=chosen, by=ada) == []
    assert Link.objects.count() == 1


def test_a_box_office_event_goes_to_one_event_only(lyric, ada, event, found):
    twin = make_event(lyric, "The Salt Ledger")

    made = accept_suggestions(chosen=suggested(lyric), by=ada)

    assert len(made) == Link.objects.count() == 1
    with pytest.raises(WrongUsage, match="linked to “The Salt Ledger” already"):
        accept_suggestion(event=twin, found=found, by=ada)


def test_a_no_is_remembered_and_in_the_trail(lyric, ada, event, found):
    refuse_suggestion(event=event, found=found, by=ada)
    refuse_suggestion(event=event, found=found, by=ada)

    assert suggested(lyric) == []
    assert RefusedLink.objects.count() == 1
    assert (trail("lyric").first().action, trail("lyric").first().by_id) == ("suggestion refused", ada.pk)


def test_linking_by_hand_takes_a_no_back(lyric, connection, event, found):
    refuse_suggestion(event=event, found=found, by=None)
    make_link(event, found)

    assert not RefusedLink.objects.exists()
    unlink_event(event=event, connection=connection, box_office_id=found.box_office_id, by=None)
    assert pairs(lyric) == [(event.pk, found.pk)]


def test_a_linked_pair_cannot_be_refused(event, found):
    make_link(event, found)

    with pytest.raises(WrongUsage, match="is linked"):
        refuse_suggestion(event=event, found=found, by=None)


def test_what_is_not_ours_is_never_suggested(lyric, event, found):
    ignore_box_office_event(box_office_event=found, ignored=True, by=None)

    assert suggested(lyric) == []


def test_what_a_person_unlinked_is_asked_about_and_never_taken(lyric, connection, event, found):
    make_link(event, found)
    unlink_event(event=event, connection=connection, box_office_id=found.box_office_id, by=None)

    assert [each.score for each in suggested(lyric)] == [100]
    assert above(0, suggested(lyric)) == []


def test_what_an_event_taken_off_the_register_left_behind_is_never_taken(lyric, event, found):
    make_link(event, found)
    remove_event(event=event, by=None)
    make_event(lyric, "The Salt Ledger")

    assert above(0, suggested(lyric)) == []


def test_another_organisations_box_office_event_is_never_suggested(lyric, grand, event):
    theirs = make_box_office_event(make_connection(grand), 70401, name="The Salt Ledger", **DAYS)

    assert suggested(lyric) == suggested(grand) == []
    with pytest.raises(NotFound):
        accept_suggestion(event=event, found=theirs, by=None)
    with pytest.raises(NotFound):
        refuse_suggestion(event=event, found=theirs, by=None)
    assert not RefusedLink.objects.exists()


def test_an_event_without_data_may_be_in_a_box_office_event_that_serves_another(lyric, event, connection):
    shared = make_box_office_event(connection, 70402, name="Salt Ledger", performances=4, **DAYS)
    make_link(make_event(lyric, "A season of plays"), shared)

    (one,) = suggested(lyric)

    assert (one.event, one.found, one.is_taken) == (event, shared, True)
    assert above(0, [one]) == []
    ignore = make_box_office_event(connection, 70403, name="Salt Ledger", performances=4, is_ignored=True, **DAYS)
    assert ignore.pk not in {row for _, row in pairs(lyric)}


def test_a_mistyped_id_finds_its_box_office_event_and_is_mended(lyric, connection, event, found):
    Link.objects.create(event=event, connection=connection, box_office_id="70401WRONG")

    (one,) = suggested(lyric)
    accept_suggestion(event=one.event, found=one.found, by=None)

    assert one.reasons[0].what == "id"
    assert [link.box_office_id for link in event.links.all()] == [found.box_office_id]


def test_another_broken_link_of_the_event_stays(lyric, connection, event, found):
    Link.objects.create(event=event, connection=connection, box_office_id="704010OTHER")

    accept_suggestion(event=event, found=found, by=None)

    assert event.links.count() == 2


def test_a_linked_event_takes_more_of_its_box_office_events(lyric, connection, event, found):
    link_event(event=event, box_office_event=found, by=None)
    relaxed = make_box_office_event(connection, 70402, name="Relaxed: The Salt Ledger", performances=1, **DAYS)

    assert [each.found for each in above(95, suggested(lyric))] == [relaxed]
