"""Made-up portfolios to attack: sizes, shapes and small cells vary with the seed; the same seed makes the same one."""

from collections import defaultdict
from collections.abc import Iterator
from random import Random

from msgspec import Struct

from houselights.disclosure.contributions import Contributed, Contribution
from houselights.disclosure.portfolio import PortfolioPlan

PERIOD = "2026-Q1"
_REGIONS = ("North", "South", "East", "West")
_KINDS = ("theatre", "gallery", "festival")
_DISCIPLINES = ("Combined arts", "Dance", "Literature", "Music", "Theatre", "Visual arts")
_BANDS = ("0-2 km", "2-5 km", "5-10 km", "10-20 km", "20-50 km", "50+ km", "unknown")


class MadeUp(Struct, frozen=True):
    """A portfolio, all that is true of it."""

    contributions: tuple[Contribution, ...]
    attributes: dict[str, dict[str, str]]
    plan: PortfolioPlan


def portfolio(seed: int) -> MadeUp:
    """10 to 60 organisations; some tiny, some that dominate, some in a cell nobody else is in."""
    chance = Random(seed)  # noqa: S311  (made up, not secret)
    names = [f"organisation-{number}" for number in range(chance.choice((10, 11, 14, 25, 40, 60)))]
    regions, kinds = _some(_REGIONS, chance), _some(_KINDS, chance)
    attributes = {name: {"region": chance.choice(regions), "kind": chance.choice(kinds)} for name in names}
    spread = chance.choice((0.3, 0.8, 1.5))
    contributions = tuple(_contribution(name, chance, int(chance.lognormvariate(5, spread)) + 1) for name in names)
    crossed = chance.choice(((("region", "discipline"),), (("kind", "discipline"),), ()))
    plan = PortfolioPlan(
        f"made up {seed}",
        ("bookers", "tickets", "income"),
        ("region", "kind"),
        ("discipline", "distance_band"),
        crossed,
    )
    return MadeUp(contributions, attributes, plan)


def parts_of(made_up: MadeUp) -> dict[tuple[str, str, str], dict[str, int]]:
    """Who adds what to (measure, dimension, label)."""
    found: dict[tuple[str, str, str], dict[str, int]] = defaultdict(dict)
    for each in made_up.contributions:
        for figure in each.figures:
            found[figure.measure, figure.by, figure.label][each.of] = figure.value
    return found


def _some(terms: tuple[str, ...], chance: Random) -> list[str]:
    return chance.sample(terms, chance.randint(1, len(terms)))


def _contribution(name: str, chance: Random, people: int) -> Contribution:
    """Everybody books once, some tickets at some price: bookers add up like tickets, which is the harder case."""
    disciplines = _some(_DISCIPLINES, chance)
    weights = [chance.random() ** 3 for _ in disciplines]
    bands = [chance.random() ** 2 for _ in _BANDS]
    counted: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for _ in range(people):
        tickets, price = chance.choice((1, 2, 2, 2, 4, 12)), chance.choice((0, 500, 1250, 2400))
        here = (("", ""), ("discipline", chance.choices(disciplines, weights)[0]), _band(bands, chance))
        for place in here:
            counted[place][0] += 1
            counted[place][1] += tickets
            counted[place][2] += tickets * price
    return Contribution(name, PERIOD, True, "2026-07-01T09:00:00+00:00", 1, tuple(_figures(counted)))


def _band(weights: list[float], chance: Random) -> tuple[str, str]:
    return "distance_band", chance.choices(_BANDS, weights)[0]


def _figures(counted: dict[tuple[str, str], list[int]]) -> Iterator[Contributed]:
    for (by, label), (people, tickets, pence) in counted.items():
        yield Contributed("bookers", by, label, people, people)
        yield Contributed("tickets", by, label, tickets, people)
        yield Contributed("income", by, label, pence, people, is_money=True)
