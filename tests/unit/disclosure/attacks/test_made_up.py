"""Nothing is given away by made-up portfolios and organisations: a few here, a thousand in `make attack`."""

from datetime import date
from math import inf

from msgspec.structs import replace

from houselights.disclosure.attacks import made_up, made_up_organisation
from houselights.disclosure.attacks.leaks import seen
from houselights.disclosure.attacks.running import attack_made_up, attack_released
from houselights.disclosure.intervals import Intervals
from houselights.disclosure.outside import answer_outside
from houselights.disclosure.rules import RULES
from houselights.measures.question import Question
from houselights.periods import parse_period


def test_fifty_portfolios_and_two_organisations_give_nothing_away():
    report = attack_made_up(50, pairs=500)

    assert report.leaks == ()
    assert report.hidden > 1000
    assert report.shown - report.hidden > 500  # hiding everything would be safe, and of no use
    assert report.releases == 62


def test_a_solver_that_lost_its_way_is_asked_again_from_the_start():
    """In this portfolio it answered "unknown" of a cell that is open: an alarm about nothing."""
    assert attack_made_up(1, pairs=1, seed=759).leaks == ()


def test_the_same_seed_makes_the_same_portfolio():
    assert made_up.portfolio(7) == made_up.portfolio(7)
    assert made_up.portfolio(7) != made_up.portfolio(8)


def test_an_organisations_year_is_released_with_its_quarters():
    releases = made_up_organisation.releases_of(3)

    assert [each.period for each in releases if each.is_final] == [
        "2025-Q1",
        "2025-Q2",
        "2025-Q3",
        "2025-Q4",
        "2025-26",
    ]
    assert [each.period for each in releases if not each.is_final] == ["2025-Q3"]
    assert attack_released(releases, [], pairs=100).leaks == ()


def test_where_nobody_took_part_there_is_nothing_to_attack():
    """A table with no row, of a total of nought."""
    ledger, rows = made_up_organisation.MemoryLedger(), made_up_organisation.rows_of(3)
    nobody = [{**row, "took_part": False} for row in rows if row["quarter"] == "2025-Q1"]

    def count(question):
        found = made_up_organisation.count(question, nobody)
        return replace(found, cells=()) if question.measure == "participants" and question.by else found

    question = Question("tickets", of="made up", period=parse_period("2025-Q1"), reader="funder")
    answer_outside(question, count, last_day=date(2026, 7, 1), ledger=ledger)

    assert all(relation.parts for relation in ledger.releases[0].relations)
    assert attack_released(ledger.releases, [], pairs=100).leaks == ()


def test_nothing_hidden_is_told_more_closely_than_if_it_were_shown():
    """By no other rule than this: between the lowest and the highest lie as many as one rounded figure may be."""
    quarter = made_up_organisation.releases_of(99)[1]
    bounds = seen([quarter])
    system = Intervals(bounds, quarter.relations)
    hidden = [key for key, (_, high) in bounds.items() if high == inf and key.measure == "tickets"]

    widths = {key: high - low for key in hidden for low, high in [system.interval(key)]}

    assert len(widths) > 20
    assert {key: width for key, width in widths.items() if width < RULES.rounded_to - 1} == {}
