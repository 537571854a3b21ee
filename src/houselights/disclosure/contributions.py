"""What an organisation contributes to a portfolio or a benchmark: counts already made, never a row about a person."""

from collections.abc import Iterator

import msgspec
from msgspec import Struct

from houselights.disclosure.cells import Exact
from houselights.disclosure.frozen import Frozen
from houselights.disclosure.planned import Count, Planned, planned
from houselights.disclosure.shapes import IN_TIME
from houselights.periods import parse_period


class Contributed(Struct, frozen=True):
    """One figure: its measure, the dimension it is split by ("" for all) and the label in it.

    `people` are those behind it. Inside one installation it is exact; carried by hand it is `hidden` or rounded.
    """

    measure: str
    by: str
    label: str
    value: int
    people: int | None
    is_money: bool = False
    hidden: bool = False


class Contribution(Struct, frozen=True):
    """One organisation's figures of one reporting period. `is_protected`: as readers outside have them."""

    of: str
    period: str
    is_final: bool
    data_as_of: str
    build: int
    figures: tuple[Contributed, ...]
    is_protected: bool = False


def exact_contribution(of: str, period: str, count: Count, *, is_final: bool) -> Contribution:
    """For portfolios of the same installation: it stays inside, and only what is released from many leaves."""
    plan = planned(of, parse_period(period), count)
    return Contribution(of, period, is_final, plan.data_as_of, plan.build, tuple(_figures(plan)))


def protected_contribution(release: Frozen) -> Contribution:
    """For a file that is carried by hand: this organisation's release, and nothing that is not in it."""
    figures = tuple(
        Contributed(
            each.key.measure, each.key.by, each.key.label, each.value or 0, None, each.is_money, each.state != "value"
        )
        for each in release.shown
        if each.key.by not in IN_TIME
    )
    return Contribution(
        release.of, release.period, release.is_final, release.data_as_of, release.build, figures, is_protected=True
    )


def as_bytes(contribution: Contribution) -> bytes:
    """The same for the same contribution: it can be signed."""
    return msgspec.json.encode(contribution)


def of_bytes(content: bytes) -> Contribution:
    """Read again."""
    return msgspec.json.decode(content, type=Contribution)


def _figures(plan: Planned) -> Iterator[Contributed]:
    for key, exact in plan.cells.items():
        if key.by not in IN_TIME:
            yield _figure(key.measure, key.by, key.label, exact)


def _figure(measure: str, by: str, label: str, exact: Exact) -> Contributed:
    return Contributed(measure, by, label, exact.value, exact.people, exact.is_money)
