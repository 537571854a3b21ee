"""Is a box-office event shared out performance by performance, so that nothing counts twice and nothing is lost?"""

from datetime import date, datetime

import pytest

from cast import make_box_office_event, make_connection, make_event, make_link
from houselights.audit.models import Entry
from houselights.connections.models import BoxOfficePerformance
from houselights.connections.performances import Held, performances_meant, update_performances
from houselights.errors import NotFound, WrongUsage
from houselights.feeds.checks import performances_left_out
from houselights.feeds.queries import waiting
from houselights.register.actions import ignore_box_office_event, unlink_event
from houselights.register.models import Link
from houselights.register.narrowing.actions import share_performances
from houselights.register.narrowing.queries import left_out, links_to, offered_to, shares_of

pytestmark = pytest.mark.django_db

NIGHTS = ("1ONE", "2TWO", "3THREE")


@pytest.fixture
def found(connection):
    """Three performances with 10, 20 and 30 tickets."""
    event = make_box_office_event(connection, 70401, name="Double bill", tickets=60, pence=60_000, performances=3)
    held = [
        Held(event.box_office_id, name, datetime(2026, 11, 5 + night, 19, 30), False, True, 10 * night, 10_000 * night)
        for night, name in enumerate(NIGHTS, 1)
    ]
    update_performances(connection=connection, held=held)
    return event


@pytest.fixture
def matinees(lyric):
    return make_event(lyric, "Matinees", starts_on=date(2026, 11, 6), ends_on=date(2026, 11, 7))


@pytest.fixture
def evenings(lyric):
    return make_event(lyric, "Evenings", starts_on=date(2026, 11, 8), ends_on=None)


def owners(found):
    return {share.performance.performance_id: share.event for share in shares_of(found)}


def test_a_link_to_all_leaves_nothing_out(lyric, found, matinees):
    make_link(matinees, found)

    assert left_out(lyric) == []
    assert waiting(lyric).tickets == 0


def test_performances_left_out_of_every_link_wait_counted(lyric, found, matinees):
    make_link(matinees, found, performance_ids=["1ONE"])

    (rest,) = left_out(lyric)
    assert (rest.event, rest.performances, rest.tickets, rest.pence) == (found, 2, 50, 50_000)
    assert (waiting(lyric).events, waiting(lyric).tickets, waiting(lyric).pence) == (1, 50, 50_000)


def test_what_is_left_out_is_noticed_with_its_remedy(connection, found, matinees):
    make_link(matinees, found, performance_ids=["1ONE"])

    (noticed,) = performances_left_out(connection)

    assert (noticed.code, noticed.subject) == ("performances-left-out", found.box_office_id)
    assert "2 performances of “Double bill”" in noticed.message
    assert "50 tickets, £500.00" in noticed.message
    assert "Share its performances out" in noticed.remedy


def test_a_performance_without_tickets_does_not_wait(lyric, connection, found, matinees):
    BoxOfficePerformance.objects.update(tickets=0, pence=0)
    make_link(matinees, found, performance_ids=["1ONE"])

    assert left_out(lyric) == []
    assert list(performances_left_out(connection)) == []


def test_the_rest_can_be_said_to_be_somebody_elses(lyric, found, matinees):
    make_link(matinees, found, performance_ids=["1ONE"])
    ignore_box_office_event(box_office_event=found, ignored=True, by=None)

    assert (left_out(lyric), waiting(lyric).tickets) == ([], 0)
    assert owners(found)["1ONE"] == matinees.pk


def test_what_a_link_takes_whole_is_ours(found, matinees):
    make_link(matinees, found)

    with pytest.raises(WrongUsage, match="is linked"):
        ignore_box_office_event(box_office_event=found, ignored=True, by=None)


def test_taking_the_last_link_away_makes_all_of_it_wait_again(lyric, connection, found, matinees):
    make_link(matinees, found, performance_ids=["1ONE"])
    ignore_box_office_event(box_office_event=found, ignored=True, by=None)

    unlink_event(event=matinees, connection=connection, box_office_id=found.box_office_id, by=None)

    assert waiting(lyric).tickets == 60


def test_sharing_out_gives_each_performance_to_one_event(lyric, ada, found, matinees, evenings):
    make_link(matinees, found)

    share_performances(
        box_office_event=found, shares={"1ONE": matinees.pk, "2TWO": evenings.pk, "3THREE": evenings.pk}, by=ada
    )

    assert owners(found) == {"1ONE": matinees.pk, "2TWO": evenings.pk, "3THREE": evenings.pk}
    assert sorted(link.performance_ids for link in links_to(found)) == [["1ONE"], ["2TWO", "3THREE"]]
    assert (left_out(lyric), Entry.objects.latest("pk").by_id) == ([], ada.pk)


def test_two_events_can_change_places(found, matinees, evenings):
    make_link(matinees, found, performance_ids=["1ONE"])
    make_link(evenings, found, performance_ids=["2TWO"])

    share_performances(box_office_event=found, shares={"1ONE": evenings.pk, "2TWO": matinees.pk}, by=None)

    assert owners(found) == {"1ONE": evenings.pk, "2TWO": matinees.pk, "3THREE": None}


def test_one_event_given_all_is_linked_whole_and_takes_new_performances(connection, found, matinees, evenings):
    make_link(matinees, found, performance_ids=["1ONE"])
    make_link(evenings, found, performance_ids=["2TWO"])

    share_performances(box_office_event=found, shares=dict.fromkeys(NIGHTS, evenings.pk), by=None)

    (link,) = links_to(found)
    assert (link.event, link.performance_ids) == (evenings, None)
    found.refresh_from_db()
    assert not found.was_unlinked


def test_what_did_not_change_leaves_no_trace(found, matinees, evenings):
    shares = {"1ONE": matinees.pk, "2TWO": evenings.pk, "3THREE": None}
    share_performances(box_office_event=found, shares=shares, by=None)
    before = Entry.objects.count()

    share_performances(box_office_event=found, shares=shares, by=None)

    assert Entry.objects.count() == before


def test_nothing_wrong_is_shared_out_and_nothing_changes(lyric, grand, found, matinees):
    make_link(matinees, found)
    theirs = make_event(grand, "Theirs")

    for shares, error in (
        ({"1ONE": theirs.pk}, NotFound),
        ({"1ONE": 999_999}, NotFound),
        ({"NOSUCH": matinees.pk}, WrongUsage),
        ({"1ONE": None}, WrongUsage),
        ({}, WrongUsage),
    ):
        with pytest.raises(error):
            share_performances(box_office_event=found, shares=shares, by=None)

    assert [link.performance_ids for link in Link.objects.all()] == [None]


def test_performances_are_meant_by_id_number_or_day(found):
    assert performances_meant(found, ["2TWO"]) == performances_meant(found, [" 2 "]) == ["2TWO"]
    assert performances_meant(found, ["2026-11-06", "3"]) == ["1ONE", "3THREE"]
    for wrong in ("4", "", "2026-11-20", "two"):
        with pytest.raises(WrongUsage, match="has no performance"):
            performances_meant(found, [wrong])


def test_performances_follow_the_landing(connection, found):
    before = dict(found.performance_rows.values_list("performance_id", "pk"))

    update_performances(
        connection=connection,
        held=[
            Held(found.box_office_id, "1ONE", datetime(2026, 11, 6, 19, 30), True, True, 0, 0),
            Held(found.box_office_id, "4FOUR", None, False, False, 1, 500),
            Held("elsewhere", "1ONE", None, False, False, 1, 500),
        ],
    )

    rows = {row.performance_id: row for row in found.performance_rows.all()}
    assert rows.keys() == {"1ONE", "4FOUR"}
    assert (rows["1ONE"].pk, rows["1ONE"].is_cancelled, rows["1ONE"].tickets) == (before["1ONE"], True, 0)
    assert (rows["4FOUR"].performed_on, rows["4FOUR"].pence) == (None, 500)


def test_the_same_ids_at_another_box_office_are_other_performances(lyric, grand, found, matinees):
    theirs = make_connection(grand)
    elsewhere = make_box_office_event(theirs, 70401)
    update_performances(connection=theirs, held=[Held(elsewhere.box_office_id, "1ONE", None, False, True, 7, 700)])
    make_link(make_event(grand, "Theirs"), elsewhere, performance_ids=[])

    assert [rest.tickets for rest in left_out(grand)] == [7]
    assert left_out(lyric) == []


def offered(event, found):
    return {row.performance_id for row in offered_to(event, shares_of(found), links_to(found))}


def test_an_event_is_offered_the_performances_within_its_days(lyric, found, matinees, evenings):
    make_link(make_event(lyric, "The season"), found)

    assert offered(matinees, found) == {"1ONE", "2TWO"}
    assert offered(evenings, found) == {"3THREE"}
    assert offered(make_event(lyric, "No days", starts_on=None), found) == set()


def test_what_a_link_was_narrowed_to_is_offered_to_nobody_else(found, matinees, evenings):
    make_link(evenings, found, performance_ids=["2TWO"])

    assert offered(matinees, found) == {"1ONE"}


def test_an_event_is_not_offered_all_that_another_has(lyric, found, matinees):
    whole = make_event(lyric, "The whole run", starts_on=date(2026, 11, 1), ends_on=date(2026, 11, 30))
    assert offered(whole, found) == set(NIGHTS)

    make_link(matinees, found)

    assert offered(whole, found) == set()
