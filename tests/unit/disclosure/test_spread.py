"""The spread of a group: is no contributor's own figure told, and can none of them work another's out?"""

import random

import pytest

from houselights.disclosure.attacks.made_up_organisation import MemoryLedger
from houselights.disclosure.benchmark import release_benchmark
from houselights.disclosure.bounds import bounds_of
from houselights.disclosure.cells import Key, Relation, Shown
from houselights.disclosure.contributions import Contribution
from houselights.disclosure.intervals import Intervals
from houselights.disclosure.spread import Spread, figures_of, spread_of
from houselights.errors import NotReleasable
from peers import figures, size_of

PERIOD = "2026-Q1"
P = 15


def group(many: int, of: str = "organisation") -> list[Contribution]:
    return [figures(f"{of} {number}", tickets=size_of(number)) for number in range(many)]


def released(contributions: list[Contribution], name: str = "one", ledger: MemoryLedger | None = None) -> list[Spread]:
    return list(release_benchmark(contributions, name, period=PERIOD, p_percent=P, ledger=ledger or MemoryLedger()))


def test_the_median_and_the_quartiles_are_means_of_several_and_nobodys_own() -> None:
    values = [size_of(number) for number in range(12)]

    spread = spread_of("tickets", values, P)

    assert spread.median == 5 * round(sum(values[4:8]) / 4 / 5)
    assert spread.lower == 5 * round(sum(values[1:6]) / 5 / 5)
    assert spread.upper == 5 * round(sum(values[6:11]) / 5 / 5)
    assert not {spread.lower, spread.median, spread.upper} & set(values)


def test_an_odd_group_has_a_median_of_five() -> None:
    values = [1, 1, 1, 100, 150, 200, 250, 300, 350, 400, 450]

    assert spread_of("tickets", [value * 100 for value in values], P).median == 20_000  # of 100 to 300


def test_nine_tell_nothing_and_zeros_do_not_make_ten() -> None:
    assert spread_of("tickets", [100] * 9, P).median is None
    with pytest.raises(NotReleasable, match="9 organisations contribute; a comparison needs at least 10"):
        released(group(9))
    idle = [*group(9), figures("organisation 9", tickets=0)]
    assert [each.median for each in released(idle)] == [None] * 5


@pytest.mark.parametrize("largest", [60_000, 500_000])
def test_a_group_that_one_organisation_makes_up_is_told_nothing_of(largest: int) -> None:
    contributions = [
        *(figures(f"organisation {n}", tickets=1000 + 100 * n) for n in range(11)),
        figures("big", tickets=largest),
    ]

    tickets = next(each for each in released(contributions) if each.measure == "tickets")

    assert (tickets.lower, tickets.median, tickets.upper) == (None, None, None)


def test_quartiles_that_would_tell_half_of_the_figures_are_hidden_and_the_median_stays() -> None:
    alike = spread_of("tickets", [1000 + 5 * number for number in range(12)], P)

    assert (alike.lower, alike.upper) == (None, None)
    assert alike.median == 1030


def test_a_group_that_differs_by_a_few_from_one_compared_before_is_told_nothing_of() -> None:
    """With and without one organisation: subtracting one from the other would tell it."""
    ledger = MemoryLedger()

    whole = released(group(14), "whole", ledger)
    without_one = released(group(13), "without one", ledger)
    apart = released(group(14, of="other"), "apart", ledger)

    assert all(each.median for each in whole)
    assert [each.median for each in without_one] == [None] * 5
    assert all(each.median for each in apart)


def test_what_an_organisation_is_compared_by_is_what_it_contributed_and_the_quotient_of_it() -> None:
    found = figures_of(figures("lyric", tickets=1000))

    assert found == {"bookers": 335, "orders": 500, "tickets": 1000, "income": 2_500_000, "yield": 2500}


@pytest.mark.parametrize("spread_out", [0.05, 0.2, 0.5, 1.0])
def test_no_contributor_can_work_out_another(spread_out: float) -> None:
    """It knows its own figure exactly, and who stands behind which of the three means: linear programmes over that."""
    told = 0
    for seed in range(10):
        draw = random.Random(seed)
        values = sorted(5 * round(draw.lognormvariate(7, spread_out) / 5) for _ in range(draw.randint(10, 16)))
        spread = spread_of("tickets", values, P)
        told += spread.median is not None
        assert worked_out(values, spread) == [], seed
    assert told >= 5


def test_the_attacker_works_out_what_a_plain_median_and_plain_quartiles_would_tell() -> None:
    """The proof that the attacker above is one: where a single figure is shown, it has it."""
    values = [size_of(number) for number in range(12)]
    plain = Spread("tickets", 12, is_money=False, median=values[5])

    assert worked_out(values, plain, windows=([], [5], [])) != []


def worked_out(
    values: list[int], spread: Spread, windows: tuple[list[int], ...] | None = None
) -> list[tuple[int, int]]:
    """Pairs of who knows and whom, to within p per cent."""
    many = len(values)
    bounds = {key(number): (0.0, float("inf")) for number in range(many)}
    relations = []
    for name, members, value in zip(
        "lmu", windows or behind(many), (spread.lower, spread.median, spread.upper), strict=True
    ):
        if value is not None:
            low, high = bounds_of(Shown(key(name), "value", value))
            bounds[key(name)] = len(members) * (low - 0.5), len(members) * (high + 0.5)
            relations.append(Relation(key(name), tuple(key(number) for number in members)))
    found = []
    for who in range(many):
        system = Intervals(bounds | {key(who): (values[who], values[who])}, relations)
        for whom in set(range(many)) - {who}:
            low, high = system.interval(key(whom))
            if 100 * max(high - values[whom], values[whom] - low) < P * values[whom]:
                found.append((who, whom))
    return found


def behind(many: int) -> tuple[list[int], ...]:
    """Who stands behind the lower quartile, the median and the upper quartile, as the method says it."""
    first, width = max(0, round((many - 1) / 4) - 2), 4 + many % 2
    start = (many - width) // 2
    return (
        list(range(first, first + 5)),
        list(range(start, start + width)),
        list(range(many - first - 5, many - first)),
    )


def key(name: object) -> Key:
    return Key(PERIOD, "tickets", "", str(name))
