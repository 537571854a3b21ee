"""The part of the audience that a page is about: what can be chosen, and each choice with the address without it."""

from collections.abc import Iterable, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from houselights.feeds.reference import authorities
from houselights.measures.catalogue import DIMENSIONS, MEASURES, can_be_narrowed_by
from houselights.measures.cells import UNKNOWN
from houselights.measures.narrowing import write_where
from houselights.measures.question import Where
from houselights.organisations.models import Organisation
from houselights.vocabularies.price_classes import price_classes
from houselights.web.gate import part_of
from houselights.web.insights.asking import Asked
from houselights.web.templatetags.words import days

OFFERED = ("event_type", "sub_discipline", "event", "location", "price_class", "area_local_authority")
_OF_EVENTS = ("event", "event_type", "sub_discipline", "location")  # that performances have too

Options = list[tuple[str, str]]  # what stands in the address, and what a person reads


class _Event(NamedTuple):
    """What there is to choose from of one event."""

    pk: int
    name: str
    starts_on: date | None
    ends_on: date | None
    event_type: str
    sub_discipline: str
    location__name: str | None


class Filter(NamedTuple):
    """A dimension to choose from: its name, its label, its values."""

    name: str
    label: str
    options: Options


class Chip(NamedTuple):
    """One choice in words, and the address without it."""

    text: str
    href: str


def chips(asked: Asked) -> list[Chip]:
    """Every value that is chosen."""
    every = [(name, value) for name, values in asked.where for value in values]
    return [_chip(asked, name, value) for name, value in every]


def filters(asked: Asked, organisation: Organisation, measures: Iterable[str]) -> list[Filter]:
    """What one of these measures can be told of a part of, and there is something to choose from."""
    possible = {name for measure in measures for name in can_be_narrowed_by(MEASURES[measure])}
    chosen = set(write_where(asked.where))
    rows = organisation.events.order_by("name", "pk").values_list(*_Event._fields)
    events = [_Event(*row) for row in rows]
    found = []
    for name in OFFERED:
        if name in possible:
            named = ((f"{name}={value}", label) for value, label in _options(name, events, asked))
            left = [each for each in named if each[0] not in chosen]
            found.append(Filter(name, DIMENSIONS[name].title, left))
    return [each for each in found if each.options]


def of_performances(where: Where) -> Where:
    """What of it performances have: they are of no price class, and live nowhere."""
    return tuple(each for each in where if each[0] in _OF_EVENTS)


def _chip(asked: Asked, name: str, value: str) -> Chip:
    rest = ((each, tuple(one for one in values if (each, one) != (name, value))) for each, values in asked.where)
    said = part_of(((name, (value,)),), asked.organisation).removeprefix("of ").removeprefix("the ")
    return Chip(said[:1].upper() + said[1:], asked.but(where=tuple(each for each in rest if each[1])))


def _options(name: str, events: Sequence[_Event], asked: Asked) -> Options:
    if name == "price_class":
        return [(each.name, each.title) for each in price_classes()]
    if name == "area_local_authority":
        return sorted(((code, row["name"]) for code, row in authorities().items()), key=lambda each: each[1])
    if name == "event":
        return [(str(event.pk), _called(event)) for event in events if _is_in(event, asked)]
    told = attrgetter("location__name" if name == "location" else name)
    return [(label, label) for label in sorted({told(event) or UNKNOWN for event in events})]


def _called(event: _Event) -> str:
    """With its days: two events may have the same name."""
    return ", ".join(filter(None, (event.name, days(event.starts_on, event.ends_on))))


def _is_in(event: _Event, asked: Asked) -> bool:
    """On in the period; by date of sale any event may be sold in it."""
    start, end = asked.period.start, asked.period.end
    if asked.dated == "sale" or start is None or end is None or event.starts_on is None:
        return True
    return event.starts_on <= end and (event.ends_on or event.starts_on) >= start
