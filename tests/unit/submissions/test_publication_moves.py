"""Are the moves of a publication one way only, and does it always take two people?"""

import pytest

from houselights.errors import Refused, WrongUsage
from houselights.organisations.permissions import PERMISSIONS
from houselights.submissions.publishing.moves import MOVES, STATES, can, check_another, move


def test_every_move_is_between_states_there_are_and_by_a_permission_there_is():
    assert all({each.before, each.after} <= STATES.keys() and each.permission in PERMISSIONS for each in MOVES)


def test_only_what_was_asked_for_is_released():
    assert [each.before for each in MOVES if each.after == "released"] == ["asked"]


def test_nothing_is_changed_once_it_was_asked_for_or_released():
    assert not any(can(state, "change") for state in STATES if state != "draft")
    with pytest.raises(WrongUsage, match="released cannot be changed"):
        move("released", "change")


def test_from_the_public_there_is_no_way_but_withdrawal():
    assert {each.after for each in MOVES if each.before == "released"} == {"withdrawn"}
    assert not [each for each in MOVES if each.before == "withdrawn"]


def test_whoever_had_a_hand_in_it_does_not_release_it():
    check_another(3, [1, 2])
    with pytest.raises(Refused, match="somebody else"):
        check_another(2, [1, 2])
