"""Read both sides of an organisation's lists, and which pairs are suggested with their names."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from houselights.connections.models import BoxOfficeEvent
from houselights.organisations.models import Organisation
from houselights.register.models import Event, Link, RefusedLink
from houselights.register.queries import unlinked_box_office
from houselights.register.suggestions.entries import Reason, Registered, Sold
from houselights.register.suggestions.rules import suggestions

_NUMBERS = re.compile(r"(?<!\d)[1-9]\d{3,17}(?!\d)")  # box-office ids begin with so many digits; days and years do not
_YEAR = re.compile(r"(?:19|20)\d\d")
SHARED = 75  # from here on a pair is worth sharing out a box-office event that is linked already

Key = tuple[int, str]  # connection and box-office id


@dataclass(frozen=True)
class Suggested:
    """A pair to ask a person about, or to accept by itself."""

    event: Event
    found: BoxOfficeEvent
    score: int
    reasons: tuple[Reason, ...]
    is_taken: bool = False  # linked to another event: its performances would have to be shared out

    @property
    def key(self) -> str:
        """How a page names the pair."""
        return f"{self.event.pk}-{self.found.pk}"

    @property
    def can_be_automatic(self) -> bool:
        """Never where a person took a link of this box-office event away, and never where it has one already."""
        return not (self.found.was_unlinked or self.is_taken)

    def is_above(self, line: int) -> bool:
        return self.can_be_automatic and self.score > line

    def as_json(self, *, accepted: bool) -> dict[str, Any]:
        """The shape that `links suggest --json` prints."""
        return {
            "event": self.event.pk,
            "name": self.event.name,
            "box_office_id": self.found.box_office_id,
            "box_office_name": self.found.name,
            "connection": self.found.connection_id,
            "score": self.score,
            "reasons": [{"what": each.what, "points": each.points, "detail": each.detail} for each in self.reasons],
            "shared": self.is_taken,
            "accepted": accepted,
        }


@dataclass(frozen=True)
class _Lists:
    """Both sides as read once: registered events, the catalogue, and what is known of their links."""

    events: dict[int, Event]
    catalogue: dict[int, BoxOfficeEvent]
    waiting: frozenset[int]  # rows of the catalogue that are linked to nothing, and ours
    linked: frozenset[int]  # events with a link that is found

    @property
    def without(self) -> list[int]:
        return [pk for pk in self.events if pk not in self.linked]

    @property
    def taken(self) -> list[int]:
        """Linked, and of several performances that could be shared out."""
        rows = (row for row in self.catalogue.values() if not row.is_ignored and not row.excluded_by)
        return [row.pk for row in rows if row.pk not in self.waiting and row.performances > 1]


def suggested(organisation: Organisation) -> list[Suggested]:
    """Every pair worth a look, the likeliest first.

    For box-office events that wait, and for registered events without data: these may be in a box-office event that
    serves another event already.
    """
    lists, refused = _lists(organisation), _refused(organisation)
    found = list(_pairs(lists, lists.events, lists.waiting, refused))
    found += [each for each in _pairs(lists, lists.without, lists.taken, refused) if each.score >= SHARED]
    return sorted(found, key=lambda each: (-each.score, each.found.pk, each.event.pk))


def above(line: int, found: Iterable[Suggested]) -> list[Suggested]:
    """Those that can be accepted by themselves."""
    return [each for each in found if each.is_above(line)]


def _lists(organisation: Organisation) -> _Lists:
    events = {event.pk: event for event in organisation.events.select_related("location").prefetch_related("links")}
    catalogue = BoxOfficeEvent.objects.filter(connection__organisation=organisation).select_related("connection")
    rows = {row.pk: row for row in catalogue}
    known = {_key(row) for row in rows.values()}
    linked = {pk for pk, event in events.items() if any(_key(link) in known for link in event.links.all())}
    waiting = {row.pk for row in unlinked_box_office(organisation)}
    return _Lists(events, rows, frozenset(waiting), frozenset(linked))


def _pairs(
    lists: _Lists, events: Iterable[int], rows: Iterable[int], refused: Collection[tuple[int, Key]]
) -> Iterator[Suggested]:
    known = {_key(row) for row in lists.catalogue.values()}
    sold = {_key(lists.catalogue[row]): lists.catalogue[row] for row in rows}
    found = suggestions(
        [_registered(lists.events[pk], known) for pk in events],
        [_sold(row) for row in sold.values()],
        refused={(event, sold[key].pk) for event, key in refused if key in sold},
        linked=lists.linked,
    )
    for each in found:
        is_taken = each.row not in lists.waiting
        yield Suggested(lists.events[each.event], lists.catalogue[each.row], each.score, each.reasons, is_taken)


def _key(row: BoxOfficeEvent | Link | RefusedLink) -> Key:
    return row.connection_id, row.box_office_id


def _registered(event: Event, known: Collection[Key]) -> Registered:
    return Registered(
        event.pk,
        event.name,
        event.starts_on,
        event.ends_on,
        place=event.location.name if event.location else "",
        postcode=event.location.postcode if event.location else "",
        performances=event.number_of_performances,
        ids=_ids(event, known),
    )


def _sold(row: BoxOfficeEvent) -> Sold:
    return Sold(
        row.pk,
        row.number,
        row.name,
        row.first_on,
        row.last_on,
        place=row.venue_name,
        postcode=row.venue_postcode,
        performances=row.performances or None,
    )


def _ids(event: Event, known: Collection[Key]) -> frozenset[str]:
    """Digits that a person gave for a box-office id: in a link that is not found, in the name or the description."""
    broken = [link.box_office_id for link in event.links.all() if _key(link) not in known]
    texts = " ".join((event.name, event.description, *broken))
    return frozenset(number for number in _NUMBERS.findall(texts) if not _YEAR.fullmatch(number))


def _refused(organisation: Organisation) -> set[tuple[int, Key]]:
    """Pairs that a person said no to."""
    return {(each.event_id, _key(each)) for each in RefusedLink.objects.filter(event__organisation=organisation)}
