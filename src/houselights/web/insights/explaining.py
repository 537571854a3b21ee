"""Why two periods differ: how much of it is more performances, more tickets for each, a higher price. Adds up whole."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, permutations
from math import prod

from houselights.errors import WrongUsage
from houselights.web.gate import released
from houselights.web.insights.asking import Asked
from houselights.web.insights.filtering import of_performances
from houselights.web.insights.sentences import written
from houselights.web.templatetags.words import exact_pounds, number, percent, pounds, signed


@dataclass(frozen=True)
class Reason:
    """One line: what it is, what it was on either side, and what it adds to tickets and income."""

    what: str
    was: str
    tickets: str
    income: str


@dataclass(frozen=True)
class Explained:
    """`says` names the reason that weighs most; without reasons it says why there are none."""

    says: str
    reasons: tuple[Reason, ...] = ()
    tickets: str = ""
    income: str = ""


@dataclass(frozen=True)
class _Sums:
    """Of one side: how many performances (or orders), tickets and pence."""

    units: int
    tickets: int
    pence: int

    @property
    def factors(self) -> tuple[float, float, float]:
        return self.units, self.tickets / self.units, self.pence / self.tickets


def explained(asked: Asked) -> Explained | None:
    """None where nothing stands beside it, or the gate cannot tell one of the two."""
    if asked.other is None:
        return None
    try:
        now, before = _sums(asked), _sums(asked.other)
    except WrongUsage:
        return None  # its reason stands with the figures
    if not all((now.units, now.tickets, before.units, before.tickets)):
        return Explained("One of the two has no tickets, so there is nothing to explain.")
    return _told(asked, now, before)


def shares_of_change(now: Sequence[float], before: Sequence[float]) -> list[float]:
    """What each factor adds to the change of the product: the average of every order in which they could change."""
    totals = [0.0] * len(now)
    orders = list(permutations(range(len(now))))
    for order in orders:
        states = [before, *(_changed(now, before, order[: place + 1]) for place in range(len(order)))]
        for factor, (earlier, later) in zip(order, pairwise(states), strict=True):
            totals[factor] += prod(later) - prod(earlier)
    return [total / len(orders) for total in totals]


def _told(asked: Asked, now: _Sums, before: _Sums) -> Explained:
    tickets = _whole(shares_of_change(now.factors[:2], before.factors[:2]), now.tickets - before.tickets)
    pence = _whole(shares_of_change(now.factors, before.factors), now.pence - before.pence)
    reasons = tuple(
        Reason(what, f"{_amount(one, place)}, from {_amount(two, place)}", _signed(some), _signed_pounds(pence_of_it))
        for place, (what, one, two, some, pence_of_it) in enumerate(
            zip(_names(asked), now.factors, before.factors, [*tickets, 0], pence, strict=True)
        )
    )
    change = now.pence - before.pence
    return Explained(
        _says(asked, reasons, pence, change),
        reasons,
        _signed(now.tickets - before.tickets),
        _signed_pounds(change),
    )


def _says(asked: Asked, reasons: Sequence[Reason], pence: Sequence[int], change: int) -> str:
    assert asked.other
    if change == 0:
        return f"Income is the same as in {asked.other.within_a_sentence}."
    most = max(range(len(pence)), key=lambda place: pence[place] * change)
    direction = "more" if change > 0 else "less"
    told = f"{pounds(abs(change))} {direction} than in {asked.other.within_a_sentence}"
    share = pence[most] / change
    if share > 1:
        return f"{told}: {_against(reasons, pence, most)}."
    return f"{told}; {percent(share) if share < 1 else 'all'} of that is {reasons[most].what.lower()}."


def _against(reasons: Sequence[Reason], pence: Sequence[int], most: int) -> str:
    """More than all of it is one reason, so another made up for a part of that."""
    least = max(range(len(pence)), key=lambda place: -pence[place] * pence[most])
    one, other = (f"{reasons[place].what.lower()} {_moved(pence[place])}" for place in (most, least))
    return f"{one}, {other}"


def _moved(pence: int) -> str:
    return f"added {pounds(pence)}" if pence > 0 else f"took {pounds(-pence)} away"


def _names(asked: Asked) -> tuple[str, str, str]:
    if asked.dated == "sale":
        return "The number of orders", "Tickets in each order", "What a ticket brought"
    return "The number of performances", "Tickets for each performance", "What a ticket brought"


def _sums(asked: Asked) -> _Sums:
    """Performances are not kept as they were known earlier: theirs are today's on both sides."""
    by_sale = asked.dated == "sale"
    events = replace(asked.now, where=of_performances(asked.where))
    units = released(asked.question("orders") if by_sale else events.question("performances"))
    tickets, income = (released(asked.question(measure)) for measure in ("tickets", "income"))
    return _Sums(int(units.total or 0), int(tickets.total or 0), int(income.total or 0))


def _changed(now: Sequence[float], before: Sequence[float], those: Sequence[int]) -> list[float]:
    return [now[place] if place in those else before[place] for place in range(len(now))]


def _whole(parts: Sequence[float], total: int) -> list[int]:
    """Rounded, the last so that they add up."""
    rounded = [round(part) for part in parts[:-1]]
    return [*rounded, total - sum(rounded)]


def _amount(value: float, place: int) -> str:
    return (number(int(value)), number(round(value, 1)), written(value, "pence per ticket"))[place]


def _signed(value: int) -> str:
    return signed(value) if value else "–"


def _signed_pounds(pence: int) -> str:
    return ("+" if pence > 0 else "") + exact_pounds(pence) if pence else "–"
