"""Every event at the box office, and where it stands with the register."""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from houselights.connections.models import BoxOfficeEvent
from houselights.feeds.models import SetAside
from houselights.feeds.queries import set_aside_by_event
from houselights.organisations.models import Organisation
from houselights.register.models import Event, Link
from houselights.register.narrowing.queries import LeftOut, left_out

A_PAGE = 50
FILTERS = {
    "waiting": "Waiting",
    "linked": "Linked",
    "unlinked": "Not linked",
    "ignored": "Not ours",
    "excluded": "Left out",
    "all": "All",
}


@dataclass(frozen=True)
class Row:
    """A box-office event and the registered events it is linked to."""

    event: BoxOfficeEvent
    linked: list[Event]
    rest: LeftOut | None = None  # performances that none of its links reaches
    aside: tuple[SetAside, ...] = ()  # records of it that make no sense

    @property
    def waits(self) -> bool:
        return self.tickets > 0

    @property
    def tickets(self) -> int:
        """Those that wait: all of an event without a link, or of the performances left out."""
        if self.rest:
            return self.rest.tickets
        return 0 if self.linked or self.is_left_out else self.event.tickets

    @property
    def pence(self) -> int:
        if self.rest:
            return self.rest.pence
        return 0 if self.linked or self.is_left_out else self.event.pence

    @property
    def is_left_out(self) -> bool:
        """Said to be somebody else's, or taken out by a rule."""
        return self.event.is_ignored or bool(self.event.excluded_by)

    def fits(self, only: str) -> bool:
        return {
            "all": True,
            "waiting": self.waits,
            "linked": bool(self.linked),
            "unlinked": not self.linked and not self.is_left_out,
            "ignored": self.event.is_ignored,
            "excluded": bool(self.event.excluded_by),
        }[only]


@dataclass(frozen=True)
class Choice:
    """A filter as a link with its count."""

    label: str
    href: str
    count: int
    is_shown: bool


@dataclass(frozen=True)
class Catalogue:
    """What catalogue.html shows."""

    filters: list[Choice]
    page: Page[Row]
    query: str


def catalogue_of(organisation: Organisation, query: QueryDict) -> Catalogue:
    """What waits first, where anything does."""
    rows = _rows(organisation)
    counts = {only: sum(row.fits(only) for row in rows) for only in FILTERS}
    only = query.get("only", "")
    only = only if only in FILTERS else "waiting" if counts["waiting"] else "all"
    shown = sorted((row for row in rows if row.fits(only)), key=lambda row: (not row.waits, -row.pence))
    filters = [Choice(label, f"?only={key}", counts[key], key == only) for key, label in FILTERS.items()]
    page = Paginator(shown, A_PAGE).get_page(query.get("page"))
    return Catalogue(filters, page, urlencode({"only": only}) + "&")


def _rows(organisation: Organisation) -> list[Row]:
    linked: dict[tuple[int, str], list[Event]] = defaultdict(list)
    for link in Link.objects.filter(event__organisation=organisation).select_related("event"):
        linked[link.connection_id, link.box_office_id].append(link.event)
    rest = {left.event.pk: left for left in left_out(organisation)}
    events = BoxOfficeEvent.objects.filter(connection__organisation=organisation)
    aside = {each.pk: set_aside_by_event(each.pk) for each in organisation.connections.all()}
    return [
        Row(event, linked.get(key, []), rest.get(event.pk), tuple(aside[key[0]].get(key[1], ())))
        for event in events
        for key in [(event.connection_id, event.box_office_id)]
    ]
