"""Run every attacker: against made-up portfolios and organisations, and against all that a home has released."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from houselights.disclosure.attacks import made_up, made_up_organisation
from houselights.disclosure.attacks.contributors import by_contributors
from houselights.disclosure.attacks.leaks import Leak
from houselights.disclosure.attacks.margins import by_programmes, by_subtracting
from houselights.disclosure.attacks.periods import side_by_side
from houselights.disclosure.attacks.trackers import by_repeating, by_trackers
from houselights.disclosure.attacks.words import by_reading
from houselights.disclosure.cells import Key
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.portfolio import protected_portfolio

P_PERCENT = 15  # of made-up portfolios; an installation's own is its secret
PORTFOLIOS_TO_AN_ORGANISATION = 25


class Report(Struct, frozen=True):
    """What was attacked, and what was given away."""

    releases: int
    shown: int
    hidden: int
    pairs: int
    leaks: tuple[Leak, ...]


Progress = Callable[[int], None]


def attack_released(
    releases: Sequence[Frozen],
    names: Iterable[str],
    *,
    pairs: int,
    terms: Iterable[str] = (),
    among: Iterable[str] = (),
    seed: int = 1,
) -> Report:
    """All that has left an installation, taken together."""
    leaks = [
        *_arithmetic(releases, pairs, seed),
        *by_repeating(releases),
        *by_reading(releases, names, terms=terms, among=among),
    ]
    return _report(releases, pairs, leaks)


def attack_made_up(portfolios: int, *, pairs: int, seed: int = 1, told: Progress = lambda _: None) -> Report:
    """Portfolios with these seeds, and an organisation's quarters and year to every 25 of them."""
    reports = []
    for each in range(seed, seed + portfolios):
        reports.append(_attack_portfolio(each, pairs // max(portfolios, 1)))
        if each % PORTFOLIOS_TO_AN_ORGANISATION == 0:
            reports.append(_attack_organisation(each, pairs // max(portfolios, 1)))
        told(each - seed + 1)
    return added(reports)


def added(reports: Sequence[Report]) -> Report:
    """All of them as one."""
    return Report(
        sum(each.releases for each in reports),
        sum(each.shown for each in reports),
        sum(each.hidden for each in reports),
        sum(each.pairs for each in reports),
        tuple(leak for each in reports for leak in each.leaks),
    )


def parts_of(made: made_up.MadeUp, release: Frozen) -> Mapping[Key, Mapping[str, int]]:
    """The truth about the cells that an attacker from inside can take its own part out of."""
    amounts = made_up.parts_of(made)
    return {
        each.key: found
        for each in release.shown
        if each.key.by in ("", *made.plan.by)
        and (found := amounts.get((each.key.measure, each.key.by, each.key.label)))
    }


def _attack_portfolio(seed: int, pairs: int) -> Report:
    made = made_up.portfolio(seed)
    release = protected_portfolio(made.contributions, made.plan, made_up.PERIOD, made.attributes, P_PERCENT)
    leaks = [
        *_arithmetic([release], pairs, seed),
        *by_contributors(release, parts_of(made, release), P_PERCENT),
        *by_reading([release], made.attributes, among=made.plan.among),
    ]
    return _report([release], pairs, leaks)


def _attack_organisation(seed: int, pairs: int) -> Report:
    releases = made_up_organisation.releases_of(seed)
    leaks = [*_arithmetic(releases, pairs, seed), *by_repeating(releases), *by_reading(releases, [])]
    return _report(releases, pairs, leaks)


def _arithmetic(releases: Sequence[Frozen], pairs: int, seed: int) -> Iterator[Leak]:
    """What one organisation, or one portfolio, released is taken together over all its periods."""
    for of in sorted({each.of for each in releases}):
        mine = side_by_side([each for each in releases if each.of == of])
        yield from by_programmes(mine)
        yield from by_subtracting(mine)
        yield from by_trackers(mine, pairs=pairs, seed=seed)


def _report(releases: Sequence[Frozen], pairs: int, leaks: Sequence[Leak]) -> Report:
    shown = [each for release in releases for each in release.shown]
    return Report(len(releases), len(shown), sum(each.state == "hidden" for each in shown), pairs, tuple(leaks))
