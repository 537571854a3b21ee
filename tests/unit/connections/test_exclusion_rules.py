"""Exclusion rules: whole words in any capitals, and only those that are switched on."""

import pytest

from houselights.connections.exclusions.rules import fitting, shipped

ALL = [rule.name for rule in shipped()]


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("TEST EVENT do not use", "test"),
        ("Staff Party", "hospitality"),
        ("Private Hire – Rotary Club", "hire"),
        ("Interval Drinks: Cinderella", "merchandise"),
        ("Car-Park, evening", "car-park"),
    ],
)
def test_a_name_fits_its_rule(name, rule):
    assert fitting(name, ALL) == rule


@pytest.mark.parametrize("name", ["", "The Testament of Mary", "Hired Man", "Staffordshire Blues", "Central Parkside"])
def test_a_part_of_a_word_is_no_word(name):
    assert fitting(name, ALL) == ""


def test_a_rule_that_is_off_takes_nothing_out():
    assert fitting("TEST EVENT", ["hire"]) == ""
