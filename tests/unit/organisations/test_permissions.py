"""Does the table of roles say what the documentation promises of each?"""

import pytest

from houselights.organisations.permissions import PERMISSIONS, ROLE_WORDS, ROLES

# Written out again, in full: who may do what changes here or not at all.
MAY = {
    "admin": {
        "see",
        "edit_register",
        "sync",
        "connect",
        "export",
        "manage_people",
        "see_trail",
        "grant_funder",
        "sign_return",
        "contribute",
    },
    "general": {"see", "edit_register", "sync"},
    "reader": {"see"},
    "funder": {"see_portfolio", "manage_portfolio", "draft_publication", "release_publication"},
    "operator": {"connect", "sync", "manage_people", "see_trail"},
}


@pytest.mark.parametrize("role", MAY)
def test_a_role_may_do_these_and_nothing_else(role):
    assert ROLES[role] == MAY[role]


def test_every_role_is_in_the_table_and_has_words():
    assert set(ROLES) == set(MAY) == set(ROLE_WORDS)


def test_every_permission_is_somebodys_and_no_role_has_one_that_does_not_exist():
    assert set().union(*ROLES.values()) == set(PERMISSIONS)


def test_an_operator_reads_no_figures_and_takes_no_data():
    assert ROLES["operator"].isdisjoint({"see", "export", "see_portfolio", "edit_register"})
