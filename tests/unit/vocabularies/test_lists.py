"""Are the shipped lists whole, and does a term know when it could be chosen?"""

from datetime import date

import pytest

from houselights.vocabularies import LISTS, Term, Vocabulary, discipline_of, shipped
from houselights.vocabularies.matching import key

RETIRED = Vocabulary(
    "event_type",
    "Event Type",
    "v1",
    (Term("Always"), Term("Once", valid_until=date(2026, 3, 31)), Term("Soon", valid_from=date(2026, 4, 1))),
)


@pytest.mark.parametrize("name", LISTS)
def test_no_two_terms_of_a_list_can_be_taken_for_each_other(name):
    keys = [key(label) for label in shipped(name).labels()]

    assert len(keys) == len(set(keys)) > 0


def test_a_list_says_which_version_it_is_and_that_it_is_ours():
    assert shipped("event_type").version == "Starter vocabulary v0"


def test_every_sub_discipline_belongs_to_one_of_nine_disciplines():
    disciplines = {discipline_of(label) for label in shipped("sub_discipline").labels()}

    assert len(disciplines) == 9
    assert None not in disciplines
    assert discipline_of("Ballet") == "Dance"


def test_what_is_on_no_list_has_no_discipline():
    assert discipline_of("Origami") is None


@pytest.mark.parametrize(
    ("day", "labels"),
    [
        (date(2026, 3, 31), ("Always", "Once")),
        (date(2026, 4, 1), ("Always", "Soon")),
    ],
)
def test_a_term_can_be_chosen_from_its_first_day_to_its_last(day, labels):
    assert RETIRED.labels(day) == labels


def test_without_a_day_every_term_there_ever_was_is_listed():
    assert RETIRED.labels() == ("Always", "Once", "Soon")
