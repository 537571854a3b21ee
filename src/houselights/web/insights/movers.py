"""A period as it was known on two days: the events whose tickets changed most between, each with its explanation."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from houselights.errors import WrongUsage
from houselights.web.gate import released
from houselights.web.insights.asking import Asked
from houselights.web.insights.filtering import of_performances
from houselights.web.insights.pairing import paired
from houselights.web.templatetags.words import signed

SHOWN = 5  # events


@dataclass(frozen=True)
class Mover:
    """An event, by how many tickets it changed, and where every movement is explained."""

    event: str
    change: str
    href: str


def movers(asked: Asked, today: date) -> list[Mover]:
    """None unless the same period stands on both sides, as known on two days; an event's movements are all of its."""
    other = asked.other if of_performances(asked.where) == asked.where else None
    if other is None or (other.period.start, other.period.end) != (asked.period.start, asked.period.end):
        return []
    try:
        pairs = paired(*(released(side.question("tickets", "event")) for side in (asked, other)))
    except WrongUsage:
        return []
    days = sorted([asked.as_at or today, other.as_at or today])
    found = [(cell, int(cell.value or 0) - int(before.value or 0 if before else 0)) for cell, before in pairs]
    most = sorted((each for each in found if each[1]), key=lambda each: (-abs(each[1]), each[0].labels))
    return [
        Mover(cell.labels[0], signed(change), _explanation(asked.organisation, cell.codes[0] or "", days))
        for cell, change in most[:SHOWN]
    ]


def _explanation(slug: str, event: str, days: list[date]) -> str:
    return reverse("changes", args=[slug, int(event)]) + "?" + urlencode({"since": days[0], "until": days[1]})
