"""How big a made-up theatre is, by name."""

from dataclasses import dataclass

from houselights.errors import WrongUsage


@dataclass(frozen=True)
class Size:
    """The volumes of one theatre. `known_share` is the share of customers whose postcode can be used."""

    events: int
    performances: int
    orders: int
    tickets: int
    customers: int
    months: int  # of history
    weeks_ahead: int
    main_house: int  # seats
    known_share: float
    walk_up_share: float


SMALL = Size(40, 96, 1_700, 5_000, 900, 12, 8, 220, 0.91, 0.05)
SEASON = Size(120, 330, 17_000, 50_000, 8_200, 12, 10, 480, 0.90, 0.05)
VENUE = Size(460, 900, 80_000, 235_000, 36_000, 18, 14, 900, 0.67, 0.07)
LARGE = Size(900, 2_400, 680_000, 2_000_000, 40_000, 36, 16, 1_800, 0.88, 0.04)

# The first theatre has the size's name; at `venue` and `large` its neighbour stays small, to spare the machine.
SIZES: dict[str, tuple[Size, Size]] = {
    "small": (SMALL, SMALL),
    "season": (SEASON, SEASON),
    "venue": (VENUE, SMALL),
    "large": (LARGE, SMALL),
}


def sizes_named(name: str) -> tuple[Size, Size]:
    """The sizes of the two theatres."""
    if name not in SIZES:
        raise WrongUsage(f"There is no sandbox size {name!r}.", remedy=f"Use one of {', '.join(SIZES)}.")
    return SIZES[name]
