"""Do pairs become people, the surest first, and never against what a person decided?"""

from hypothesis import given
from hypothesis import strategies as st

from houselights.warehouse.identity.clusters import people

SURE, WEAK, AGAINST = 9.0, 2.0, -9.0


def test_what_is_sure_is_one_person():
    assert people([(SURE, 1, 2)]) == {1: 1, 2: 1}


def test_what_is_not_sure_enough_is_two():
    assert people([(WEAK, 1, 2)]) == {}


def test_records_that_share_nothing_are_joined_by_one_that_shares_with_both():
    assert people([(SURE, 1, 2), (SURE, 2, 3)]) == {1: 1, 2: 1, 3: 1}


def test_a_father_and_a_son_are_not_joined_by_the_one_pair_that_looks_right():
    father_and_son = [(12, 1, 2), (12, 3, 4), (4, 2, 3), (AGAINST, 1, 3), (AGAINST, 1, 4), (AGAINST, 2, 4)]

    assert people(father_and_son) == {1: 1, 2: 1, 3: 3, 4: 3}


def test_what_was_parted_stays_parted_however_sure_it_looks():
    assert people([(12.0, 1, 2)], parted=[(2, 1)]) == {}


def test_what_was_parted_is_not_joined_through_a_third_record_either():
    joined = people([(12.0, 2, 3), (11.0, 1, 3)], parted=[(1, 2)])

    assert joined == {2: 2, 3: 2}


def test_two_groups_are_parted_by_any_pair_of_them():
    pairs = [(12.0, 1, 2), (11.5, 3, 4), (11.0, 2, 3)]

    assert people(pairs, parted=[(1, 4)]) == {1: 1, 2: 1, 3: 3, 4: 3}
    assert set(people(pairs).values()) == {1}


def test_somebody_of_no_pair_is_in_no_way_mentioned():
    assert people([]) == {}
    assert people([], parted=[(1, 2)]) == {}


NUMBERS = st.integers(1, 9)
PAIRS = st.dictionaries(
    st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] < pair[1]), st.floats(-15, 15), max_size=30
).map(lambda found: sorted(((weight, *pair) for pair, weight in found.items()), key=lambda each: (-each[0], each[1:])))


@given(PAIRS, st.lists(st.tuples(NUMBERS, NUMBERS).filter(lambda pair: pair[0] != pair[1]), max_size=6))
def test_whatever_the_pairs_the_parted_are_apart_and_a_person_is_named_by_their_first_record(pairs, parted):
    joined = people(pairs, parted)

    assert all(joined.get(one, one) != joined.get(other, other) for one, other in parted)
    assert all(first <= record and joined[first] == first for record, first in joined.items())
