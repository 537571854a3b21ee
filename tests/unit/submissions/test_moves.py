"""The allowed moves of a return: every state is reached and left, and what is frozen is only ever amended."""

import pytest

from houselights.errors import WrongUsage
from houselights.organisations.permissions import PERMISSIONS, ROLES
from houselights.submissions.moves import MOVES, STATES, WITH_FUNDER, can, move


def test_every_state_can_be_reached_and_left_again():
    assert {each.after for each in MOVES} == set(STATES)
    assert {each.before for each in MOVES} == set(STATES)


def test_every_move_needs_a_permission_that_some_role_has():
    assert {each.permission for each in MOVES} <= set(PERMISSIONS)
    assert all(any(each.permission in may for may in ROLES.values()) for each in MOVES)


def test_who_only_edits_cannot_sign_submit_amend_or_withdraw():
    needs = {each.verb: each.permission for each in MOVES}

    for verb in ("sign", "submit", "submit again", "amend", "withdraw"):
        assert needs[verb] not in ROLES["general"]


def test_what_is_with_the_funder_is_never_changed_but_by_amending():
    for state in WITH_FUNDER:
        assert not can(state, "change")
        assert not can(state, "check")
        assert can(state, "amend")


def test_nothing_is_submitted_that_nobody_signed():
    assert {each.before for each in MOVES if each.verb.startswith("submit")} == {"signed"}
    assert {each.before for each in MOVES if each.verb == "sign"} == {"checked"}


@pytest.mark.parametrize(("state", "verb"), [("draft", "submit"), ("submitted", "sign"), ("draft", "fly")])
def test_a_move_that_is_not_in_the_table_is_refused(state, verb):
    with pytest.raises(WrongUsage, match=f"A return that is {state} cannot be") as refused:
        move(state, verb)

    assert refused.value.remedy
