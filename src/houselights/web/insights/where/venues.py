"""The organisation's own places on the map: a dot each, with its name, and the same in a sentence below."""

from collections import defaultdict
from html import escape

from houselights.feeds.reference import points_of
from houselights.home import Home
from houselights.organisations.models import Organisation
from houselights.web.insights.where.view import Box

Venues = dict[tuple[int, int], str]  # the names of those that stand there, across and down the map

_SIZE = 70  # as many dots would fit across


def venues_of(organisation: Organisation, home: Home) -> Venues:
    """Every location whose postcode has a point; two in one square kilometre share a dot."""
    postcodes = {each.name: each.postcode.upper().replace(" ", "") for each in organisation.locations.all()}
    found = points_of(home, frozenset(filter(None, postcodes.values())))
    names: dict[tuple[int, int], list[str]] = defaultdict(list)
    for name, postcode in postcodes.items():
        if postcode in found:
            names[found[postcode]].append(name)
    return {point: " and ".join(sorted(some)) for point, some in names.items()}


def seen(venues: Venues, box: Box) -> Venues:
    """Those on this part of the map."""
    return {
        (across, down): name
        for (across, down), name in venues.items()
        if box.west < across < box.east and box.north < down < box.south
    }


def dots(venues: Venues, box: Box) -> str:
    """As SVG, to stand above the areas."""
    size = (box.east - box.west) / _SIZE
    return "".join(
        f'<circle class="venue" role="img" aria-label="{escape(name)}" cx="{across}" cy="{down}" '
        f'r="{size:.0f}"><title>{escape(name)}</title></circle>'
        for (across, down), name in seen(venues, box).items()
    )
