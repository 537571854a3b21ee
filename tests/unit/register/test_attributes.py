"""Do the four attributes of a box-office event fill the register's fields, and say what fits none?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houselights.register.rules import ATTRIBUTES, register_fields
from houselights.vocabularies import LISTS, shipped

SHIPPED = {name: shipped(name) for name in LISTS}
WHOLE = {
    "IlluminateEventType": "Performance",
    "IlluminateIsFunded": "Yes",
    "IlluminateSubDiscipline": "Ballet",
    "IlluminateDistributionType": "In person",
}
FIELDS = {
    "event_type": "Performance",
    "is_funded": True,
    "sub_discipline": "Ballet",
    "distribution_type": "In person",
}


def test_the_four_attributes_fill_the_four_fields():
    assert register_fields(WHOLE, SHIPPED) == (FIELDS, [])


@pytest.mark.parametrize("spelling", [str.upper, str.lower, lambda name: f" {name[:10]} {name[10:]}_ "])
def test_their_names_match_in_any_capitals_and_spaces(spelling):
    spelt = {spelling(name): value for name, value in WHOLE.items()}

    assert register_fields(spelt, SHIPPED) == (FIELDS, [])


def test_their_values_match_in_any_capitals_and_spaces():
    spelt = {name: f" {value.upper()} " for name, value in WHOLE.items()}

    assert register_fields(spelt, SHIPPED) == (FIELDS, [])


def test_other_attributes_and_empty_ones_fill_nothing():
    assert register_fields({"Website": "Performance", "IlluminateEventType": "  "}, SHIPPED) == ({}, [])


def test_a_near_value_is_left_blank_and_its_term_suggested():
    fields, [problem] = register_fields({**WHOLE, "IlluminateEventType": "Perfomance"}, SHIPPED)

    assert "event_type" not in fields
    assert (problem.attribute, problem.value) == ("Illuminate Event Type", "Perfomance")
    assert "“Performance”" in problem.remedy


def test_a_value_like_nothing_on_the_list_points_to_the_list():
    fields, [problem] = register_fields({"IlluminateDistributionType": "Carrier pigeon"}, SHIPPED)

    assert fields == {}
    assert problem.remedy == "Use a value of the list for Illuminate Distribution Type in the box office."


def test_not_funded_is_an_answer_and_perhaps_is_not():
    assert register_fields({"IlluminateIsFunded": "No"}, SHIPPED) == ({"is_funded": False}, [])
    assert register_fields({"IlluminateIsFunded": "Perhaps"}, SHIPPED)[0] == {}


@given(st.dictionaries(st.sampled_from(sorted(WHOLE)), st.text(max_size=40)))
def test_each_value_is_taken_or_reported_or_blank(attributes):
    fields, problems = register_fields(attributes, SHIPPED)

    assert len(fields) + len(problems) == sum(bool(value.strip()) for value in attributes.values())
    assert set(fields) <= set(ATTRIBUTES)
