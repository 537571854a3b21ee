"""Is the term found that a person meant, and a near one suggested but never taken?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from houselights.vocabularies import LISTS, match, shipped, yes_no

LABELS = [(name, label) for name in LISTS for label in shipped(name).labels()]


@given(st.sampled_from(LABELS), st.sampled_from([str.upper, str.lower, str.title, str.swapcase]))
def test_every_term_is_found_in_any_capitals_and_spaces(listed, change):
    name, label = listed

    found = match(shipped(name), f"  {change(label).replace(' ', '   ')} ")

    assert found.label == label


@given(st.sampled_from(LABELS))
def test_every_term_is_found_without_its_spaces_and_punctuation(listed):
    name, label = listed

    assert match(shipped(name), "".join(each for each in label if each.isalnum())).label == label


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Perfomance", "Performance"),
        ("Exhibitions", "Exhibition"),
        ("Talk reading and discussion", "Talk, reading or discussion"),
    ],
)
def test_a_near_miss_is_suggested_and_not_taken(text, nearest):
    found = match(shipped("event_type"), text)

    assert found.label is None
    assert found.near[0][0] == nearest


def test_what_is_like_nothing_gets_no_suggestion():
    assert match(shipped("event_type"), "Xylophagous") == match(shipped("event_type"), "")


def test_suggestions_come_best_first():
    near = match(shipped("sub_discipline"), "Other muse").near

    assert [likeness for _, likeness in near] == sorted((likeness for _, likeness in near), reverse=True)
    assert 1 < len(near) <= 3


def test_accents_do_not_stand_between_a_person_and_a_term():
    assert match(shipped("sub_discipline"), "Bällét").label == "Ballet"


@pytest.mark.parametrize("text", ["Yes", "y", " TRUE ", "1", "Funded"])
def test_yes_has_many_spellings(text):
    assert yes_no(text) is True
    assert match(shipped("is_funded"), text).label == "Yes"


@pytest.mark.parametrize("text", ["No", "n", "False", "0", "Not funded", "un-funded"])
def test_no_has_many_spellings(text):
    assert yes_no(text) is False
    assert match(shipped("is_funded"), text).label == "No"


@pytest.mark.parametrize("text", ["", "maybe", "Yes and no", "2"])
def test_anything_else_is_neither_yes_nor_no(text):
    assert yes_no(text) is None
    assert match(shipped("is_funded"), text).label is None


@given(st.text(max_size=60))
def test_no_text_breaks_the_search_and_only_terms_come_back(text):
    for name in LISTS:
        found = match(shipped(name), text)

        assert {found.label, *(near for near, _ in found.near)} <= {None, *shipped(name).labels()}
