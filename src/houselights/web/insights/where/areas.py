"""Nations, regions and local authorities that an audience can be held beside, and what lies in which."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Literal

from houselights.feeds.reference import authorities
from houselights.web.insights.where.asked import is_code

Level = Literal["country", "region", "code"]
_TOP = 8  # authorities to choose from: those with most


def is_in(authority: str | None, area: str) -> bool:
    """Does an authority lie in a nation, a region, or is it the one? Never for a code that there is not."""
    place = authorities().get(authority or "")
    return place is not None and area in (place["code"], place["region"], place["country"])


def name_of(area: str) -> str:
    """A nation and a region are called by their names already."""
    return authorities()[area]["name"] if is_code(area) else area


def most_of(by_authority: Mapping[str, int], level: Level) -> str:
    """The nation, region or authority with most; "" where there is nothing."""
    return next(iter(_totals(by_authority, level)), "")


def choices_of(by_authority: Mapping[str, int], chosen: str) -> list[tuple[str, str, bool]]:
    """What a form offers, the most first: value, label, whether it is chosen."""
    places = authorities()
    areas = {
        **{name: name for name in (*_totals(by_authority, "country"), *_totals(by_authority, "region"))},
        **{code: places[code]["name"] for code in list(_totals(by_authority, "code"))[:_TOP]},
    }
    if chosen and chosen not in areas:
        areas[chosen] = name_of(chosen)
    return [(value, label, value == chosen) for value, label in areas.items()]


def _totals(by_authority: Mapping[str, int], level: Level) -> dict[str, int]:
    places, found = authorities(), defaultdict[str, int](int)
    for code, value in by_authority.items():
        found[places[code][level]] += value
    return dict(sorted(found.items(), key=lambda each: (-each[1], each[0])))
