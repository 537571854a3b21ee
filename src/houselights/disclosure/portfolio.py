"""Figures about many organisations, released together: enough contributors, none that dominates, nobody to be seen."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from houselights.disclosure.before import told_before
from houselights.disclosure.cells import BESIDE, Exact, Key, Relation
from houselights.disclosure.contributions import Contributed, Contribution
from houselights.disclosure.frozen import Frozen, Ledger, as_earlier, renamed
from houselights.disclosure.overlaps import Parts, differing_by_few, groups_of
from houselights.disclosure.planned import adding_up, chain_of
from houselights.disclosure.rules import RULES, is_dominated, refusal
from houselights.disclosure.suppress import Earlier, protect, protect_from

Attributes = Mapping[str, Mapping[str, str]]  # by organisation: its region, discipline, kind, band, as terms of a list


class PortfolioPlan(Struct, frozen=True):
    """Every table of a portfolio's release. Its name is the ledger's: the same name and period, the same figures.

    `among`: attributes of the organisations to split by; `by`: dimensions of their figures; `crossed`: both at once.
    All labels must be terms of controlled lists: names are never among them.
    """

    name: str
    measures: tuple[str, ...]
    among: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    crossed: tuple[tuple[str, str], ...] = ()


def release_portfolio(
    contributions: Sequence[Contribution],
    plan: PortfolioPlan,
    *,
    period: str,
    attributes: Attributes,
    p_percent: int,
    ledger: Ledger,
) -> Frozen:
    """The portfolio's release of a period, frozen when it is first made; NotReleasable with too few contributors."""
    _check_contributors(contributions, period)
    is_final = all(each.is_final for each in contributions)
    found = next(iter(ledger.earlier(plan.name, [period])), None)
    if found and (found.is_final or not is_final):
        return found
    known = [release for each in contributions for release in ledger.earlier(each.of, [period])]
    # Its own from before the period was over is another's too: who has joined since could be told from the two.
    others = [each for each in ledger.portfolios(period) if each.of != plan.name or not each.is_final]
    return ledger.freeze(
        protected_portfolio(
            contributions,
            plan,
            period,
            attributes,
            p_percent,
            known=known,
            others=others,
            early=found,
            is_final=is_final,
        )
    )


def protected_portfolio(
    contributions: Sequence[Contribution],
    plan: PortfolioPlan,
    period: str,
    attributes: Attributes,
    p_percent: int,
    *,
    known: Sequence[Frozen] = (),
    others: Sequence[Frozen] = (),
    early: Frozen | None = None,
    is_final: bool = True,
) -> Frozen:
    """The release before it is frozen: every table of the plan, protected in one go.

    `known`: what the organisations released of themselves; `others`: other portfolios' releases of the period; `early`:
    this one's before the period was over. All could be subtracted.
    """
    found = _collected(contributions, plan, period, attributes)
    groups = groups_of(found)
    apart = differing_by_few(groups, others)
    # By label: in the order of who came first it would tell whose is the first row.
    cells = {key: _exact(found[key], p_percent, is_apart=(key.by, key.label) in apart) for key in sorted(found)}
    relations = tuple(_relations(cells))
    protected = protect(cells, relations, told_before(early, cells))
    if known:
        between = [*relations, *_sums(found, plan)]
        protected = protect_from(cells, between, first=protected, others=_known(known))
    return Frozen(
        of=plan.name,
        period=period,
        is_final=is_final,
        data_as_of=min(each.data_as_of for each in contributions),
        build=max(each.build for each in contributions),
        shown=protected.shown,
        relations=relations,
        guards=protected.guards,
        contributors=len(contributions),
        groups=tuple((by, label, tuple(sorted(group))) for (by, label), group in groups.items()),
    )


def _check_contributors(contributions: Sequence[Contribution], period: str) -> None:
    if len({each.of for each in contributions}) < len(contributions) or {each.period for each in contributions} - {
        period
    }:
        raise AssertionError("Each organisation contributes once, for the period asked for.")
    least = max(RULES.contributors, RULES.contributors_floor)
    if len(contributions) < least:
        raise refusal(
            f"{len(contributions)} organisations contribute; figures about organisations need at least {least}.",
            remedy="Wait until more have sent their figures, or choose a larger group.",
        )


def _collected(
    contributions: Sequence[Contribution], plan: PortfolioPlan, period: str, attributes: Attributes
) -> dict[Key, Parts]:
    """Which organisation adds what to which cell."""
    found: dict[Key, Parts] = defaultdict(dict)
    for contribution in contributions:
        about = attributes.get(contribution.of, {})
        for figure in contribution.figures:
            if figure.measure in plan.measures and not figure.hidden:
                for by, label in _places(figure, plan, about):
                    found[Key(period, figure.measure, by, label)][contribution.of] = figure
    return found


def _places(figure: Contributed, plan: PortfolioPlan, about: Mapping[str, str]) -> list[tuple[str, str]]:
    """The cells that this figure is a part of."""
    if not figure.by:
        return [("", ""), *((name, about.get(name, "unknown")) for name in plan.among)]
    places = [(figure.by, figure.label)] if figure.by in plan.by else []
    crossed = [one for one, by in plan.crossed if by == figure.by]
    return places + [
        (f"{one}{BESIDE}{figure.by}", f"{about.get(one, 'unknown')}{BESIDE}{figure.label}") for one in crossed
    ]


def _exact(parts: Parts, p_percent: int, *, is_apart: bool) -> Exact:
    values = sorted((each.value for each in parts.values() if each.value > 0), reverse=True)
    total = sum(each.value for each in parts.values())
    largest = (*values, 0, 0)[:2]
    people = [each.people for each in parts.values() if each.people is not None]
    dominated = is_apart or is_dominated(values, total, p_percent)
    return Exact(
        value=total,
        people=sum(people) if people else None,
        is_money=any(each.is_money for each in parts.values()),
        secret=dominated,
        contributors=len(values),
        largest=(largest[0], largest[1]),
        margin=max(RULES.rounded_to, -(-largest[0] * p_percent // 100)) if dominated else 0,
    )


def _relations(cells: dict[Key, Exact]) -> Iterator[Relation]:
    """Every split adds up to its total, and a crossed one to both its margins."""
    found: dict[tuple[Key, str], list[Key]] = defaultdict(list)
    for key in cells:
        for by, label in _margins(key):
            found[key._replace(by=by, label=label), key.by].append(key)
    for (whole, _), parts in found.items():
        if whole in cells:
            yield from adding_up(whole, tuple(parts), cells)
    yield from chain_of(cells)


def _margins(key: Key) -> list[tuple[str, str]]:
    if BESIDE in key.by:
        return list(zip(key.by.split(BESIDE), key.label.split(BESIDE), strict=True))
    return [("", "")] if key.by else []


def _known(releases: Sequence[Frozen]) -> Earlier:
    """What the organisations' own releases tell everyone; their cells keep apart by whose they are."""
    return as_earlier([renamed(each, _period_of(each.of, each.period)) for each in releases])


def _period_of(organisation: str, period: str) -> str:
    return f"{organisation} {period}"


def _sums(found: Mapping[Key, Parts], plan: PortfolioPlan) -> Iterator[Relation]:
    """A figure of all is the sum of each organisation's."""
    for key, parts in found.items():
        if key.by == "" or key.by in plan.by:
            yield Relation(key, tuple(key._replace(period=_period_of(of, key.period)) for of in parts))
