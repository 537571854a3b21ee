"""What the map is asked, read from the address: of which measure, of which part, which area is looked at."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict

from houselights.errors import NotFound, WrongUsage
from houselights.feeds.reference import authorities
from houselights.measures.catalogue import MEASURES
from houselights.web.insights.asking import Asked

OF = ("bookers", "first_time_bookers", "returning_bookers", "tickets", "income", "penetration")


@dataclass(frozen=True)
class Mapped:
    """The state of the map beside that of the page."""

    asked: Asked
    of: str = OF[0]
    is_whole: bool = False
    area: str = ""
    against: str = ""  # the nation, region or authority whose people stand beside the audience

    def to(self, **changes: object) -> str:
        """The address of the same page with something changed."""
        given = {"of": self.of, "map": "whole" if self.is_whole else "", "area": self.area, "against": self.against}
        parts = {name: value for name, value in {**given, **changes}.items() if value}
        return f"?{self.asked.query}&{urlencode(parts)}"

    @property
    def here(self) -> str:
        """The address's own part, as it is."""
        return self.to()

    @property
    def kept(self) -> list[tuple[str, str]]:
        """All but what a form chooses to hold the audience against."""
        given = [("of", self.of), ("map", "whole" if self.is_whole else ""), ("area", self.area)]
        return [*self.asked.kept, *((name, value) for name, value in given if value)]


def read(query: QueryDict, asked: Asked) -> Mapped:
    """WrongUsage or NotFound for what does not exist: a page never guesses."""
    of, area, against = query.get("of", OF[0]), query.get("area", ""), query.get("against", "")
    if of not in OF:
        raise WrongUsage(f"“{of}” is not on this map.", remedy=f"Choose one of {', '.join(OF)}.")
    places = authorities()
    if area and area not in places:
        raise NotFound("There is no such local authority.", remedy="Choose one in the list beside the map.")
    if against and against not in {
        name for row in places.values() for name in (row["code"], row["region"], row["country"])
    }:
        raise NotFound("There is no such nation, region or local authority.", remedy="Choose one in the list.")
    return Mapped(asked, of, query.get("map") == "whole", area, against)


def choices(mapped: Mapped) -> list[tuple[str, str, bool]]:
    """The measures that a map can be of: label, address, whether it is shown."""
    return [(MEASURES[name].title, mapped.to(of=name), name == mapped.of) for name in OF]


def is_code(text: str) -> bool:
    """An authority's code, and not the name of a region or nation."""
    return bool(re.fullmatch(r"[A-Z]\d{8}", text))
