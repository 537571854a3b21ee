"""A quarter is told once before it is over and once after: who has both cannot work out what either hides."""

from datetime import date
from unittest.mock import patch

import pytest

from houselights.disclosure import outside
from houselights.disclosure.attacks import made_up_organisation
from houselights.disclosure.attacks.made_up_organisation import MemoryLedger, count
from houselights.disclosure.attacks.margins import by_programmes
from houselights.disclosure.attacks.periods import side_by_side
from houselights.disclosure.before import before, told_before
from houselights.disclosure.cells import Exact, Guard
from houselights.disclosure.outside import answer_outside
from houselights.disclosure.suppress import NOTHING
from houselights.measures.question import Question
from houselights.periods import parse_period
from unit.disclosure.releases import TOTAL, cell, frozen

QUARTER = parse_period("2025-Q3")
DURING, AFTER = date(2025, 11, 1), date(2026, 9, 1)


def told_twice(seed):
    """The first five of six orders are in when it is first told; all of them after its end."""
    rows = [row for row in made_up_organisation.rows_of(seed) if row["quarter"] == QUARTER.name]
    orders = sorted({row["order"] for row in rows})
    by_then = [row for row in rows if row["order"] < orders[len(orders) * 5 // 6]]
    ledger = MemoryLedger()
    question = Question("tickets", of="made up", period=QUARTER, reader="funder")
    for day, sold in ((DURING, by_then), (AFTER, rows)):
        answer_outside(question, lambda each, sold=sold: count(each, sold), last_day=day, ledger=ledger)
    return ledger.releases


@pytest.mark.parametrize("seed", [2, 3])
def test_what_was_hidden_early_or_late_is_told_by_no_subtraction(seed):
    releases = told_twice(seed)

    assert [each.is_final for each in releases] == [False, True]
    assert by_programmes(side_by_side(releases)) == []
    assert any(each.state == "value" and each.value for each in releases[1].shown)


def test_the_attackers_find_what_two_releases_that_know_nothing_of_each_other_give_away():
    with patch.object(outside, "told_before", lambda *_: NOTHING):
        releases = told_twice(2)

    assert by_programmes(releases[1:]) == []  # each is safe by itself
    assert by_programmes(side_by_side(releases)) != []


def test_what_was_hidden_early_for_anothers_sake_is_guarded_too():
    """`make attack` found such a cell, of portfolio 850, that the final release told closer."""
    secret, other = Guard(cell("Dance"), 1, 7), Guard(cell("Music"), 13, 17, is_secret=False)

    early = frozen({TOTAL: 60, cell("Dance"): None, cell("Music"): None}, secret, other)

    assert len(told_before(early, {TOTAL: Exact(60)}).guards) == 2


def test_the_cells_of_the_early_release_are_kept_apart():
    early = before(frozen({TOTAL: 60, cell("Dance"): None}, Guard(cell("Dance"), 1, 7)))

    assert {each.key.period for each in early.shown} == {"before the end of 2026-Q1"}
    assert early.relations[0].whole.period == early.guards[0].key.period == "before the end of 2026-Q1"


def test_where_so_much_was_taken_back_that_it_shows_nobody_supposes_that_nothing_was():
    """60 were told; 30 are left, in one label that had none before."""
    early = frozen({TOTAL: 60, cell("Dance"): 60})

    grew = told_before(early, {TOTAL: Exact(70), cell("Dance"): Exact(70)})
    shrank = told_before(early, {TOTAL: Exact(30), cell("Dance"): Exact(70)})
    fell_apart = told_before(early, {TOTAL: Exact(90), cell("Dance"): Exact(20)})

    assert len(grew.relations) == 3  # its own sum, and that both only grew
    assert [each.whole.label for each in shrank.relations] == ["", "Dance"]
    assert len(fell_apart.relations) == 2


def test_a_quarter_that_was_never_told_early_is_protected_by_itself():
    assert told_before(None, {TOTAL: Exact(30)}) == NOTHING
