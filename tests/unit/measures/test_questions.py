"""What may be asked: each refusal says what is possible instead."""

from datetime import UTC, datetime
from importlib.resources import files

import pytest

from houselights.errors import WrongUsage
from houselights.measures.catalogue import DIMENSIONS, check_can_be_asked
from houselights.measures.definitions import MEASURES
from houselights.measures.people.segments import segments
from houselights.measures.question import Question

PROGRAMME = {
    "month", "quarter", "financial_year", "weekday", "hour", "event", "performance", "event_type", "discipline",
    "sub_discipline", "distribution_type", "is_funded", "location",
}  # fmt: skip
PLACES = {"area_region", "area_local_authority", "area_lsoa", "imd_decile", "rural_urban"}
OF_TICKETS = PROGRAMME | PLACES | {
    "channel", "price_class", "lead_band", "distance_band", "new_or_returning", "frequency", "recency",
    "priority_place",
}  # fmt: skip
BY_GRAIN = {
    "tickets": OF_TICKETS,
    "returns": OF_TICKETS - {"lead_band", "new_or_returning", "frequency", "recency"},
    "performances": PROGRAMME,
    "houses": PROGRAMME,
    "attendance": PROGRAMME - {"weekday", "hour", "performance"} | {"attendance_method"},
    "stages": PROGRAMME,
    "people": PLACES | {"frequency", "recency", "rfm_segment"},
    "cohorts": PLACES | {"month", "quarter", "financial_year", "within", "first_event"},
    "pairs": {
        f"{also}{kind}" for also in ("", "also_") for kind in ("event", "event_type", "sub_discipline", "location")
    },
}
UNLIKE_THEIR_GRAIN = {
    "booking_curve": OF_TICKETS | {"days_before"},
    "average_curve": PROGRAMME | {"days_before"},
    "usual_curve": PROGRAMME | {"days_before"},
    "first_time_share": OF_TICKETS - {"new_or_returning"},
    "first_time_bookers": OF_TICKETS - {"new_or_returning"},
    "returning_bookers": OF_TICKETS - {"new_or_returning"},
    "penetration": OF_TICKETS - {"area_lsoa", "imd_decile", "rural_urban", "distance_band"},
    "lapsed_bookers": PLACES,
    "frequency": BY_GRAIN["people"] - {"rfm_segment"},
    "recency": BY_GRAIN["people"] - {"rfm_segment"},
}


@pytest.mark.parametrize("name", MEASURES)
def test_each_measure_is_a_pair_of_files(name):
    here = {path.name for path in files("houselights.measures").joinpath("definitions").iterdir()}

    assert {f"{name}.sql", f"{name}.toml"} <= here


def test_no_definition_is_forgotten():
    here = {path.name for path in files("houselights.measures").joinpath("definitions").iterdir()}

    assert {name.removesuffix(".toml") for name in here if name.endswith(".toml")} == set(MEASURES)


@pytest.mark.parametrize("name", MEASURES)
def test_each_measure_can_be_split_by_all_that_its_grain_can_and_no_more(name):
    assert set(MEASURES[name].by) == UNLIKE_THEIR_GRAIN.get(name, BY_GRAIN[MEASURES[name].grain])


def test_every_dimension_splits_something():
    assert {each for measure in MEASURES.values() for each in measure.by} == set(DIMENSIONS) - {
        "households",
        "ticket",
    }  # what rates need


def test_segments_stand_in_the_order_in_which_their_rules_are_tried():
    assert DIMENSIONS["rfm_segment"].values == tuple(each.name for each in segments())


@pytest.mark.parametrize("name", [name for name, measure in MEASURES.items() if measure.grain == "tickets"])
def test_measures_of_tickets_can_be_dated_both_ways(name):
    assert MEASURES[name].dated == ("performance", "sale")


def test_what_was_returned_is_dated_by_that_alone():
    with pytest.raises(WrongUsage, match="cannot be dated by “performance”") as refused:
        check_can_be_asked(Question("returned_tickets", of="lyric"))

    assert refused.value.remedy == "Use return."


def test_events_are_not_paired_with_places():
    with pytest.raises(WrongUsage, match="pairs like with like"):
        check_can_be_asked(Question("crossover", of="lyric", by=("event", "also_location")))


@pytest.mark.parametrize(
    ("name", "adds_up"),
    [("tickets", True), ("income", True), ("comps", True), ("performances", True)]
    + [(name, False) for name in ("orders", "customers", "yield", "postcode_coverage", "events")],
)
def test_only_what_is_counted_once_adds_up(name, adds_up):
    assert MEASURES[name].adds_up is adds_up


def test_a_question_that_can_be_asked_gives_its_definition():
    assert (
        check_can_be_asked(Question("tickets", of="lyric", by=("month", "event"), dated="sale")) is MEASURES["tickets"]
    )


def test_an_unknown_measure_is_refused_with_those_there_are():
    with pytest.raises(WrongUsage, match="no measure “visits”") as refused:
        check_can_be_asked(Question("visits", of="lyric"))

    assert refused.value.remedy == f"There are: {', '.join(MEASURES)}."


def test_an_unknown_dimension_is_refused_with_those_there_are():
    with pytest.raises(WrongUsage, match="no dimension “colour”") as refused:
        check_can_be_asked(Question("tickets", of="lyric", by=("colour",)))

    assert all(name in refused.value.remedy for name in OF_TICKETS)


def test_what_is_nearly_the_name_of_one_is_suggested():
    for question, meant in (
        (Question("tikets", of="lyric"), "tickets"),
        (Question("tickets", of="lyric", by=("mnth",)), "month"),
    ):
        with pytest.raises(WrongUsage) as refused:
            check_can_be_asked(question)

        assert refused.value.remedy.startswith(f"Did you mean {meant}? ")


def test_a_measure_is_not_split_by_what_it_cannot_be_and_says_by_what_it_can():
    with pytest.raises(WrongUsage, match="Events cannot be split by local authority") as refused:
        check_can_be_asked(Question("events", of="lyric", by=("month", "area_local_authority")))

    assert refused.value.remedy == f"It can be split by: {', '.join(MEASURES['events'].by)}."


def test_a_dimension_given_twice_is_refused():
    with pytest.raises(WrongUsage, match="twice"):
        check_can_be_asked(Question("tickets", of="lyric", by=("month", "month")))


@pytest.mark.parametrize("name", ["events", "performances"])
def test_a_programme_has_no_day_of_sale(name):
    with pytest.raises(WrongUsage, match="cannot be dated by “sale”") as refused:
        check_can_be_asked(Question(name, of="lyric", dated="sale"))

    assert refused.value.remedy == "Use performance."


@pytest.mark.parametrize("name", ["events", "performances"])
def test_only_tickets_are_known_as_at_an_earlier_time(name):
    with pytest.raises(WrongUsage, match="as at an earlier time") as refused:
        check_can_be_asked(Question(name, of="lyric", as_at=datetime(2026, 1, 1, tzinfo=UTC)))

    assert "tickets, orders, customers" in refused.value.remedy


@pytest.mark.parametrize(
    ("question", "says"),
    [
        (Question("pace", of="lyric", by=("days_before",)), "Pace cannot be split by days before the performance"),
        (Question("pace", of="lyric", by=("price_class",)), "Pace cannot be split by price class"),
        (Question("usual_curve", of="lyric", dated="sale"), "cannot be dated by “sale”"),
        (Question("average_curve", of="lyric", as_at=datetime(2026, 11, 1, tzinfo=UTC)), "as at an earlier time"),
        (Question("tickets", of="lyric", by=("first_event",)), "Tickets cannot be split by first event"),
        (Question("first_time_share", of="lyric", by=("new_or_returning",)), "cannot be split by new or returning"),
        (Question("retention", of="lyric", by=("event",)), "Retention cannot be split by event"),
    ],
)
def test_what_makes_no_sense_together_is_refused_with_what_does(question, says):
    with pytest.raises(WrongUsage, match=says) as refused:
        check_can_be_asked(question)

    assert refused.value.remedy
