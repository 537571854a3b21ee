"""Is a pair suggested for reasons that add up, and only where it should be?"""

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from houselights.register.suggestions.entries import Registered, Sold
from houselights.register.suggestions.rules import LINE, suggestions

from .labelled import made_theatre

MAY = date(2026, 5, 3)
HAMLET = Registered(1, "Hamlet", MAY, MAY + timedelta(days=11), "Main House", "LN2 1QN", 12)
SOLD = Sold(7, "70401", "HAMLET (14+)", MAY, MAY + timedelta(days=11), "Main House", "LN2 1QN", 12)


def score(event: Registered, sold: Sold) -> int:
    found = suggestions([event], [sold])
    return found[0].score if found else 0


def test_the_same_in_everything_scores_a_hundred_with_a_reason_for_each_point() -> None:
    (found,) = suggestions([HAMLET], [SOLD])

    assert (found.event, found.row, found.score) == (1, 7, 100)
    assert [(reason.what, reason.points) for reason in found.reasons] == [
        ("title", 50), ("dates", 30), ("place", 5), ("performances", 5), ("alone", 10),
    ]  # fmt: skip
    assert found.reasons[1].detail == "Both are on 3 May 2026 to 14 May 2026."
    assert all(reason.detail.endswith((".", "”.")) for reason in found.reasons)


def test_what_the_register_does_not_say_lowers_nothing() -> None:
    assert score(replace(HAMLET, place="", postcode="", performances=None, last_on=None), SOLD) == 100


@pytest.mark.parametrize(
    "changed",
    [
        replace(HAMLET, first_on=None, last_on=None),
        replace(HAMLET, first_on=MAY + timedelta(days=20), last_on=MAY + timedelta(days=31)),
        replace(HAMLET, place="Corn Exchange", postcode="YO1 7HH"),
        replace(HAMLET, name="Hamlet Workshop"),
    ],
)
def test_without_title_days_and_place_a_pair_is_asked_and_never_taken(changed: Registered) -> None:
    assert 42 <= score(changed, SOLD) <= LINE


def test_a_run_of_last_year_is_another_run() -> None:
    last_year = replace(HAMLET, first_on=MAY - timedelta(days=365), last_on=MAY - timedelta(days=354))

    assert suggestions([last_year], [SOLD]) == []


def test_an_id_that_somebody_wrote_down_finds_it_under_any_title() -> None:
    named = replace(HAMLET, name="Something else", ids=frozenset({"70401"}))

    (found,) = suggestions([named], [SOLD])
    assert found.reasons[0].what == "id"
    assert found.reasons[0].points == 60
    assert found.score > 60


def test_two_that_fit_as_well_are_both_asked_and_neither_taken() -> None:
    found = suggestions([HAMLET, replace(HAMLET, id=2)], [SOLD])

    assert [each.event for each in found] == [1, 2]
    assert all(each.score <= LINE for each in found)
    assert all(each.reasons[-1].points == 0 for each in found)


def test_one_event_takes_several_box_office_events() -> None:
    relaxed = Sold(8, "70402", "Relaxed: Hamlet", MAY + timedelta(days=5), MAY + timedelta(days=5), "Main House", "", 1)

    found = suggestions([HAMLET], [SOLD, relaxed])

    assert {each.row for each in found if each.score > LINE} == {7, 8}


def test_a_refused_pair_is_not_thought_of_and_leaves_the_next_alone() -> None:
    other = replace(HAMLET, id=2)

    found = suggestions([HAMLET, other], [SOLD], refused={(1, 7)})

    assert [(each.event, each.score) for each in found] == [(2, 100)]


def test_a_renamed_event_is_asked_about_where_only_the_days_speak() -> None:
    renamed = replace(SOLD, name="The Prince of Elsinore")

    assert 42 <= score(HAMLET, renamed) < 60
    assert suggestions([HAMLET], [renamed], linked={1}) == []  # what has its data needs no guess


def test_the_days_alone_never_speak_against_a_better_match() -> None:
    found = suggestions([HAMLET], [SOLD, replace(SOLD, row=8, number="70402", name="Staff Party")])

    assert [each.row for each in found] == [7]


def test_the_order_of_the_lists_changes_nothing() -> None:
    theatre = made_theatre(3)

    assert suggestions(theatre.registered, theatre.sold) == suggestions(theatre.registered[::-1], theatre.sold[::-1])


def test_nothing_is_suggested_out_of_nothing() -> None:
    assert suggestions([], [SOLD]) == suggestions([HAMLET], []) == []


def test_five_hundred_events_on_either_side_take_a_moment() -> None:
    theatres = [made_theatre(seed) for seed in (1, 2, 3)]
    registered = [replace(each, id=each.id + 1000 * at) for at, made in enumerate(theatres) for each in made.registered]
    sold = [replace(each, row=each.row + 1000 * at) for at, made in enumerate(theatres) for each in made.sold]
    began = time.process_time()

    suggestions(registered, sold)

    assert min(len(registered), len(sold)) > 450
    assert time.process_time() - began < 5  # half a second on a quiet machine
