"""How big a made-up theatre is, by name."""

from dataclasses import dataclass

from houselights.errors import WrongUsage


@dataclass(frozen=True)
class Size:
    """The volumes of one theatre. `known_share` is the share of customers whose postcode can be used."""

    events: int
    panto_performances: int
    orders: int
    tickets: int
    customers: int
    months: int  # of history
    weeks_ahead: int
    main_house: int  # seats
    known_share: float
    walk_up_share: float


TINY = Size(14, 6, 300, 900, 160, 12, 8, 140, 0.93, 0.05)  # for tests that read it again and again
SMALL = Size(40, 8, 1_700, 5_000, 900, 12, 8, 140, 0.93, 0.05)
SEASON = Size(120, 30, 17_000, 50_000, 8_200, 12, 10, 360, 0.92, 0.05)
VENUE = Size(460, 40, 80_000, 235_000, 36_000, 18, 14, 640, 0.675, 0.07)
YEARS = Size(90, 12, 4_000, 12_000, 2_000, 36, 8, 200, 0.92, 0.05)  # who is new can only be told after two years
LARGE = Size(900, 40, 680_000, 2_000_000, 40_000, 36, 16, 1_800, 0.88, 0.04)

# The first theatre has the size's name; from `venue` on its neighbour stays small, to spare the machine.
SIZES: dict[str, tuple[Size, Size]] = {
    "tiny": (TINY, TINY),
    "small": (SMALL, SMALL),
    "season": (SEASON, SEASON),
    "venue": (VENUE, SMALL),
    "years": (YEARS, SMALL),
    "large": (LARGE, SMALL),
}


def sizes_named(name: str) -> tuple[Size, Size]:
    """The sizes of the two theatres."""
    if name not in SIZES:
        raise WrongUsage(f"There is no sandbox size {name!r}.", remedy=f"Use one of {', '.join(SIZES)}.")
    return SIZES[name]
