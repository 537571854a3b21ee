"""Is the box office asked for what is needed, once, in its own words, and nothing more?"""

from datetime import UTC, date, datetime

import pytest

from houselights.connectors.base import BoxOffice, Window
from houselights.connectors.registry import open_box_office
from houselights.connectors.spektrix.places import NOWHERE, Place
from houselights.errors import BoxOfficeUnavailable, WrongUsage

from .bodies import EVENT, ORDER, PERFORMANCE, PRIVACY
from .conftest import answer
from .theatre import CREDENTIALS, Theatre

PLAN = {"id": "601A", "name": "Main House ", "venue": {"id": "801A"}, "capacity": 140, "seats": [{"id": "53613"}]}
VENUE = {"id": "801A", "name": "The Lyric", "address": "1 Drama Row, Lincoln LN1 2TJ"}
THERE = Place("Main House", 140, "The Lyric", "LN1 2TJ")


def places(theatre: Theatre) -> list[Place]:
    return [record.body.place for record in theatre.open().fetch("performances")]


def test_the_clock_is_the_box_offices_own_and_is_asked_for_with_the_key():
    theatre = Theatre(tags=lambda request: answer("[]", Date="Wed, 21 Oct 2020 07:28:00 GMT")())

    assert theatre.open().now() == datetime(2020, 10, 21, 7, 28, tzinfo=UTC)
    assert theatre.asked == ["tags"]


def test_orders_are_asked_for_by_window_in_one_request():
    asked = []
    theatre = Theatre(
        orders=lambda request: asked.append(dict(request.url.params)) or [ORDER, ORDER | {"id": "88401A"}]
    )

    records = list(theatre.open().fetch("orders", Window(date(2026, 6, 1), date(2026, 6, 4))))

    assert [record.id for record in records] == ["88201A", "88401A"]
    assert asked == [{"DateFrom": "2026-06-01", "DateTo": "2026-06-04"}]


def test_one_bad_record_fails_alone():
    theatre = Theatre(events=[EVENT, {"id": "401A"}, "not a record", EVENT | {"id": "601A"}])
    box_office = theatre.open()

    rows = [box_office.conform(record, PRIVACY) for record in box_office.fetch("events")]

    assert [(type(row).__name__, row.id) for row in rows] == [
        ("Event", "201A"),
        ("Quarantined", "401A"),
        ("Quarantined", ""),
        ("Event", "601A"),
    ]


def test_performances_have_their_place_and_every_list_is_asked_for_once():
    theatre = Theatre(instances=[PERFORMANCE, PERFORMANCE | {"id": "403A"}], plans=[PLAN], venues=[VENUE])

    assert places(theatre) == [THERE, THERE]
    assert theatre.asked == ["instances", "plans", "venues"]


def test_a_plan_that_no_list_holds_is_asked_for_once_by_its_id():
    theatre = Theatre(instances=[PERFORMANCE] * 3, plans=[], venues=[], plans__601A=PLAN, venues__801A=VENUE)

    assert places(theatre) == [THERE] * 3
    assert sorted(theatre.asked) == ["instances", "plans", "plans/601A", "venues", "venues/801A"]


@pytest.mark.parametrize("plan_id", [None, "", "999A", 5, "../customers"])
def test_a_performance_without_a_known_plan_is_nowhere(plan_id):
    theatre = Theatre(instances=[PERFORMANCE | {"planId": plan_id}], plans=[PLAN], venues=[VENUE])

    assert places(theatre) == [NOWHERE]
    assert "customers" not in " ".join(theatre.asked)


@pytest.mark.parametrize(
    ("plan", "venue", "place"),
    [
        ({"venue": None}, {}, Place("Main House", 140)),
        ({"capacity": 0}, {}, Place("Main House", None, "The Lyric", "LN1 2TJ")),
        ({"capacity": None, "name": None}, {"address": ""}, Place("", None, "The Lyric", "")),
        ({}, {"address": {"streetAddress": "1 Drama Row", "postalCode": "LN1 2TJ"}}, THERE),
        ({}, {"address": {}, "name": None}, Place("Main House", 140, "", "")),
        ({}, {"name": 5}, Place("Main House", 140)),
    ],
    ids=str,
)
def test_what_is_not_known_of_a_place_is_left_open(plan, venue, place):
    theatre = Theatre(instances=[PERFORMANCE], plans=[PLAN | plan], venues=[VENUE | venue])

    assert places(theatre) == [place]


def test_where_all_performances_at_once_are_too_many_they_are_read_event_by_event(slept):
    theatre = Theatre(
        instances=lambda request: answer(status=503)(),
        events=[EVENT, EVENT | {"id": "203A"}, {"name": "without an id"}],
        events__201A__instances=[PERFORMANCE],
        events__203A__instances=[PERFORMANCE | {"id": "403A"}],
        plans=[PLAN],
        venues=[VENUE],
    )

    records = list(theatre.open().fetch("performances"))

    assert [record.id for record in records] == ["401A", "403A"]
    assert [record.body.place for record in records] == [THERE, THERE]


def test_what_is_not_there_is_left_out_of_a_look_up():
    theatre = Theatre(customers__A={"id": "A"}, customers__C={"id": "C"})

    assert sorted(record.id for record in theatre.open().look_up("customers", ["A", "B", "C"])) == ["A", "C"]


def test_a_performance_looked_up_has_its_place():
    theatre = Theatre(instances__401A=PERFORMANCE, plans=[PLAN], venues=[VENUE])

    (record,) = theatre.open().look_up("performances", ["401A"])

    assert record.body.place == THERE


@pytest.mark.parametrize("odd", ["", "../orders", "a/b", "a?b=c", "a b", "é", "x" * 65])
def test_an_id_that_would_be_another_path_is_never_asked_for(odd):
    theatre = Theatre()

    assert list(theatre.open().look_up("customers", [odd])) == []
    assert theatre.asked == []


def test_a_look_up_is_given_up_whole_where_the_box_office_goes_away(slept):
    theatre = Theatre(customers__A={"id": "A"}, customers__B=lambda request: answer(status=500)())

    with pytest.raises(BoxOfficeUnavailable):
        list(theatre.open().look_up("customers", ["A", "B"] + ["C"] * 1000))

    assert len(theatre.asked) < 100


def test_a_look_up_that_nobody_reads_to_its_end_stops():
    theatre = Theatre(customers__A={"id": "A"})
    found = theatre.open().look_up("customers", ["A"] * 1000)

    next(found)
    found.close()

    assert len(theatre.asked) < 100


def test_requests_are_counted():
    box_office = Theatre(events=[]).open()

    list(box_office.fetch("events"))
    list(box_office.look_up("customers", ["A", "B"]))

    assert box_office.requests_made == 3


def test_a_registry_opens_a_box_office_by_its_kind():
    box_office: BoxOffice = open_box_office("spektrix", CREDENTIALS, budget=5)

    assert box_office.kind == "spektrix"
    box_office.close()


def test_an_unknown_kind_is_told_with_the_known_ones():
    with pytest.raises(WrongUsage) as wrong:
        open_box_office("abacus", CREDENTIALS)

    assert "spektrix" in wrong.value.remedy
