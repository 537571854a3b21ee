"""Figures about many organisations: enough of them, none that dominates, and nobody seen by subtracting one's own."""

import pytest

from houselights.disclosure.answered import portfolio_table
from houselights.disclosure.attacks.made_up_organisation import MemoryLedger
from houselights.disclosure.attacks.margins import by_programmes
from houselights.disclosure.attacks.periods import side_by_side
from houselights.disclosure.cells import Guard, Key, Relation, Shown
from houselights.disclosure.contributions import Contributed, Contribution, as_bytes, of_bytes, protected_contribution
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.portfolio import PortfolioPlan, protected_portfolio, release_portfolio
from houselights.errors import NotReleasable

PERIOD = "2026-Q1"
PLAN = PortfolioPlan("arts", ("tickets",), among=("region",), by=("discipline",), crossed=(("region", "discipline"),))


def contribution(of, tickets, discipline="Dance", people=None, is_final=True):
    people = tickets if people is None else people
    figures = tuple(
        Contributed("tickets", by, label, tickets, people) for by, label in (("", ""), ("discipline", discipline))
    )
    return Contribution(of, PERIOD, is_final, "2026-07-01T09:00:00+00:00", 1, figures)


def many(number, tickets=100, **about):
    return [contribution(f"organisation {n}", tickets, **about) for n in range(number)]


def regions(contributions):
    """Ten in the North, the rest in the South."""
    return {each.of: {"region": "North" if n < 10 else "South"} for n, each in enumerate(contributions)}


def released(contributions, plan=PLAN, ledger=None, **about):
    return release_portfolio(
        contributions, plan, period=PERIOD, attributes=regions(contributions), p_percent=15,
        ledger=ledger or MemoryLedger(), **about,
    )  # fmt: skip


def states(release, by=""):
    table = portfolio_table(release, "tickets", by, "funder")
    return {cell.labels: cell.value if cell.state == "value" else cell.state for cell in table.cells}


def test_nine_are_too_few_and_ten_are_enough():
    with pytest.raises(NotReleasable, match=r"9 organisations contribute; .* at least 10"):
        released(many(9))

    assert states(released(many(10))) == {(): 1000}


def test_a_split_of_which_one_part_has_too_few_hides_both():
    assert states(released(many(15)), "region") == {("North",): "hidden", ("South",): "hidden"}
    assert states(released(many(20)), "region") == {("North",): 1000, ("South",): 1000}


def test_one_that_dominates_hides_the_figure():
    assert states(released([*many(12), contribution("giant", 5000)])) == {(): "hidden"}


def test_a_figure_of_seven_people_is_hidden_however_many_organisations_it_has():
    few = [contribution(f"small {n}", 1 if n < 7 else 0, "Music") for n in range(12)]

    assert states(released([*many(12, discipline="Dance"), *few]), "discipline")["Music",] == "hidden"


def test_a_table_of_two_splits_has_a_label_of_each():
    table = portfolio_table(released(many(20)), "tickets", "region · discipline", "public")

    assert [cell.labels for cell in table.cells] == [("North", "Dance"), ("South", "Dance")]
    assert table.question.by == ("region", "discipline")
    assert any("20 organisations contribute" in note for note in table.notes)


def test_the_same_portfolio_has_the_same_figures_for_ever():
    ledger = MemoryLedger()
    first = released(many(12), ledger=ledger)

    assert released(many(12, 900), ledger=ledger) == first


def test_until_all_periods_are_over_the_figures_are_not_final():
    ledger = MemoryLedger()
    early = released(many(12, is_final=False), ledger=ledger)

    assert not early.is_final
    assert released(many(12, 300), ledger=ledger).is_final


def test_one_who_joins_after_the_early_figures_is_not_told_by_subtracting_them():
    """1,200 of twelve before the period is over and 1,300 of thirteen after: the thirteenth has 100."""
    ledger = MemoryLedger()
    early = released(many(12, is_final=False), ledger=ledger)

    assert states(early) == {(): 1200}
    assert states(released(many(13), ledger=ledger)) == {(): "hidden"}


def test_what_was_told_of_a_portfolio_early_and_late_does_not_tell_what_is_hidden_in_either():
    """Dance is few people early; Music, hidden for its sake then, would be shown late, and was no more."""
    ledger = MemoryLedger()

    def figures(dance, music, **about):
        return [
            *(contribution(f"dance {n}", dance if n == 0 else 0, "Dance", **about) for n in range(12)),
            *(contribution(f"music {n}", music, "Music", **about) for n in range(12)),
            *(contribution(f"theatre {n}", 30, "Theatre", **about) for n in range(12)),
        ]

    early = released(figures(4, 10, is_final=False), ledger=ledger)
    late = released(figures(9, 10), ledger=ledger)

    assert by_programmes(side_by_side([early, late])) == []


def test_the_order_of_the_rows_says_nothing_of_the_order_of_the_contributors():
    contributions = [*many(12, discipline="Theatre"), *(contribution(f"other {n}", 100, "Dance") for n in range(12))]

    for each in (contributions, contributions[::-1]):
        rows = [shown.key.label for shown in released(each).shown if shown.key.by == "discipline"]

        assert rows == ["Dance", "Theatre"]


def test_nobody_contributes_twice():
    with pytest.raises(AssertionError, match="contributes once"):
        released([*many(10), *many(1)])


def test_an_organisation_of_no_known_region_is_in_one_of_its_own():
    contributions = many(20)
    release = protected_portfolio(contributions, PLAN, PERIOD, {}, 15)

    assert states(release, "region") == {("unknown",): 2000}


def test_two_portfolios_that_differ_by_one_organisation_cannot_be_subtracted():
    ledger = MemoryLedger()
    released(many(12), ledger=ledger)

    assert states(released(many(13), PortfolioPlan("lottery", ("tickets",)), ledger)) == {(): "hidden"}
    assert states(released(many(21), PortfolioPlan("county", ("tickets",)), ledger)) == {(): "hidden"}


def test_portfolios_that_have_the_same_members_or_ten_others_are_released():
    ledger = MemoryLedger()
    released(many(12), ledger=ledger)

    assert states(released(many(12), PortfolioPlan("same", ("tickets",)), ledger)) == {(): 1200}
    assert states(released(many(22), PortfolioPlan("county", ("tickets",)), ledger)) == {(): 2200}


WHOLE = Key(PERIOD, "tickets", "", "")
OWN = [Frozen(f"organisation {n}", PERIOD, True, "", 1, (Shown(WHOLE, "value", 100),), (), ()) for n in range(10)]
TINY = Frozen("tiny", PERIOD, True, "", 1, (Shown(WHOLE, "hidden"),), (), (Guard(WHOLE, 1, 7),))


def test_a_total_from_which_an_organisations_hidden_figure_could_be_told_is_hidden():
    """1,023 to 1,027 less ten of 98 to 102: the tiny one would have at least 3."""
    contributions = [*many(10, 102), contribution("tiny", 3)]

    assert states(protected_portfolio(contributions, PLAN, PERIOD, {}, 15)) == {(): 1025}
    assert states(protected_portfolio(contributions, PLAN, PERIOD, {}, 15, known=[*OWN, TINY])) == {(): "hidden"}


def test_a_total_that_ten_roundings_blur_is_shown():
    contributions = [*many(10, 100), contribution("tiny", 3)]

    assert states(protected_portfolio(contributions, PLAN, PERIOD, {}, 15, known=[*OWN, TINY])) == {(): 1005}


def test_what_is_carried_by_hand_holds_what_was_released_and_nothing_else():
    key, other = Key(PERIOD, "tickets", "", ""), Key(PERIOD, "tickets", "discipline", "Dance")
    release = Frozen(
        "lyric", PERIOD, True, "", 1, (Shown(key, "value", 80), Shown(other, "hidden")),
        (Relation(key, (other,)),), (Guard(other, 1, 7),),
    )  # fmt: skip

    carried = of_bytes(as_bytes(protected_contribution(release)))

    assert carried.is_protected
    assert [(each.value, each.hidden, each.people) for each in carried.figures] == [(80, False, None), (0, True, None)]
    assert b"guard" not in as_bytes(carried)
