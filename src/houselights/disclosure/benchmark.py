"""Release a comparison of organisations: enough of them, none that dominates, and none to be had by subtracting."""

from collections.abc import Sequence

from houselights.disclosure.contributions import Contribution
from houselights.disclosure.frozen import Ledger
from houselights.disclosure.portfolio import PortfolioPlan, protected_portfolio
from houselights.disclosure.rules import RULES, refusal
from houselights.disclosure.spread import COUNTED, Spread, spreads_of

LEAST = max(RULES.contributors, RULES.contributors_floor)


def release_benchmark(
    contributions: Sequence[Contribution], name: str, *, period: str, p_percent: int, ledger: Ledger | None
) -> tuple[Spread, ...]:
    """The spread of each measure over these organisations; NotReleasable with too few.

    The group's totals are released beside it, so that the ledger knows the group: another that differs by a few
    organisations tells nothing later. `ledger` is None for files carried by hand, where whoever holds them has them.
    """
    check_enough(len(contributions))
    _check_can_be_added(contributions, period)
    others = [each for each in ledger.portfolios(period) if each.of != name] if ledger else []
    # No figure of a contribution is hidden, so what the organisations released of themselves solves nothing with it.
    release = protected_portfolio(contributions, PortfolioPlan(name, COUNTED), period, {}, p_percent, others=others)
    return spreads_of(contributions, ledger.freeze(release) if ledger else release, p_percent)


def check_enough(contributors: int) -> None:
    """Insists."""
    if contributors < LEAST:
        raise refusal(
            f"{contributors} organisations contribute; a comparison needs at least {LEAST}, so that none of them can"
            " be seen in it.",
            remedy="Wait until more have contributed, or choose a larger group.",
        )


def _check_can_be_added(contributions: Sequence[Contribution], period: str) -> None:
    if len({each.of for each in contributions}) < len(contributions):
        raise AssertionError("Each organisation contributes once.")
    if not all(each.is_protected and each.is_final and each.period == period for each in contributions):
        raise AssertionError("Contributions are protected, final, and of the period asked for.")
