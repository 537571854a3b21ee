"""Nothing is given away by made-up portfolios and organisations: a few here, a thousand in `make attack`."""

from houselights.disclosure.attacks import made_up, made_up_organisation
from houselights.disclosure.attacks.running import attack_made_up, attack_released


def test_fifty_portfolios_and_two_organisations_give_nothing_away():
    report = attack_made_up(50, pairs=500)

    assert report.leaks == ()
    assert report.hidden > 1000
    assert report.shown - report.hidden > 500  # hiding everything would be safe, and of no use
    assert report.releases == 60


def test_the_same_seed_makes_the_same_portfolio():
    assert made_up.portfolio(7) == made_up.portfolio(7)
    assert made_up.portfolio(7) != made_up.portfolio(8)


def test_an_organisations_year_is_released_with_its_quarters():
    releases = made_up_organisation.releases_of(3)

    assert [each.period for each in releases] == ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4", "2025-26"]
    assert attack_released(releases, [], pairs=100).leaks == ()
