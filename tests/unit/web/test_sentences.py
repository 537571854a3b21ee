"""Does the sentence above a chart say what the chart shows, and nothing that is not so?"""

import pytest

from houselights.web.insights.figures import Unanswered, together
from houselights.web.insights.sentences import about_months, about_parts, about_places, month_name, written


def test_the_strongest_month_is_named_with_its_part_of_the_whole():
    said = about_months([("2026-10", 300), ("2026-11", 100)], 400, "tickets", "tickets")

    assert said == ("October 2026 was the strongest month, with 300 tickets (75%).", ("2026-10",))


def test_customers_of_a_month_are_no_part_of_a_whole():
    """One customer comes in two months."""
    said = about_months([("2026-10", 300), ("2026-11", 200)], 400, "customers", "records")

    assert said.text == "October 2026 was the strongest month, with 300 customers."


def test_a_single_month_has_everything():
    said = about_months([("2026-09", 0), ("2026-10", 31_248_000)], 31_248_000, "income", "pence")

    assert said.text == "Everything fell in October 2026: £312,480."


@pytest.mark.parametrize(
    ("measure", "text"),
    [
        ("tickets", "There are no tickets in this period yet."),
        ("customers", "There are no customers in this period yet."),
        ("income", "There is no income in this period yet."),
    ],
)
def test_nothing_is_said_to_be_nothing(measure, text):
    assert about_months([], 0, measure, "tickets") == (text, ())
    assert about_parts([], 0, measure, "tickets", "event") == (text, ())
    assert about_places([], 0, measure, "tickets") == (text, ())


def test_one_event_that_brings_half_is_named_alone():
    said = about_parts([("Cinderella", 60), ("Emma", 40)], 100, "tickets", "tickets", "event")

    assert said == ("Cinderella alone brought 60% of the tickets.", ("Cinderella",))


def test_two_or_three_that_bring_half_are_all_named():
    parts = [("Cinderella", 30), ("Emma", 20), ("Jazz", 15), ("Folk", 15), ("Poetry", 20)]

    said = about_parts(sorted(parts, key=lambda part: -part[1]), 100, "income", "pence", "event")

    assert said == ("Cinderella and Emma brought half of the income.", ("Cinderella", "Emma"))


def test_many_that_bring_half_are_counted():
    parts = [(f"Event {number}", 10) for number in range(10)]

    said = about_parts(parts, 100, "tickets", "tickets", "event")

    assert said == ("Half of the tickets came from five of 10 events; Event 0 leads.", ("Event 0",))


def test_what_has_no_type_is_never_the_subject_of_the_sentence():
    said = about_parts([("Performance", 20), ("unknown", 80)], 100, "tickets", "tickets", "event types")

    assert said == ("Performance alone brought 20% of the tickets.", ("Performance",))


def test_customers_are_compared_and_never_added_up():
    said = about_parts([("Cinderella", 60), ("Emma", 50)], 80, "customers", "records", "event")

    assert said.text == "Cinderella reached the most customers: 60 of 80."


def test_a_share_of_places_is_of_what_can_be_placed():
    said = about_places([("Lincoln", 30), ("Boston", 30), ("unknown", 40)], 100, "tickets", "tickets")

    assert said == ("50% of the tickets that can be placed came from Lincoln: 30 tickets.", ("Lincoln",))


def test_nothing_is_placed_while_no_postcode_is_known():
    said = about_places([("unknown", 40), ("not read yet", 60)], 100, "tickets", "tickets")

    assert said == ("No postcode is known yet, so nothing can be placed on the map.", ())


@pytest.mark.parametrize(
    ("code", "long", "short"), [("2026-10", "October 2026", "Oct 26"), ("unknown", "unknown", "unknown")]
)
def test_a_month_is_written_out(code, long, short):
    assert month_name(code) == long
    assert month_name(code, short=True) == short


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(31_248_000, "pence", "£312,480"), (0.71, "share", "71%"), (18_240, "tickets", "18,240"), (None, "tickets", "–")],
)
def test_a_value_is_written_as_its_unit_is(value, unit, text):
    assert written(value, unit) == text


def test_a_single_one_is_no_plural():
    said = about_places([("Lincoln", 1)], 1, "tickets", "tickets")

    assert said.text == "100% of the tickets that can be placed came from Lincoln: 1 ticket."


def test_where_no_part_is_known_that_is_said_and_not_that_there_is_nothing():
    assert about_parts([("unknown", 6)], 6, "tickets", "tickets", "event type").text == (
        "None of the tickets has an event type that is known."
    )


def test_a_reason_that_several_figures_share_is_said_once_sentence_by_sentence():
    first = "Too short. People as they were at the end of May."
    found = [Unanswered("Segments", first), Unanswered("Lapsed", f"{first} Champions: 5. Others: 1.")]

    (untold,) = together(found)

    assert untold.rest == "People as they were at the end of May. Champions: 5. Others: 1."
