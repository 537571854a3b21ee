"""Every event at the box office, and where it stands with the register."""

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from houselights.connections.models import BoxOfficeEvent
from houselights.organisations.models import Organisation
from houselights.register.models import Event, Link

A_PAGE = 50
FILTERS = {"waiting": "Waiting", "linked": "Linked", "unlinked": "Not linked", "ignored": "Not ours", "all": "All"}


@dataclass(frozen=True)
class Row:
    """A box-office event and the registered events it is linked to."""

    event: BoxOfficeEvent
    linked: list[Event]

    @property
    def waits(self) -> bool:
        return not self.linked and not self.event.is_ignored and self.event.tickets > 0

    def fits(self, only: str) -> bool:
        return {
            "all": True,
            "waiting": self.waits,
            "linked": bool(self.linked),
            "unlinked": not self.linked and not self.event.is_ignored,
            "ignored": self.event.is_ignored,
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
    shown = sorted(
        (row for row in rows if row.fits(only)), key=lambda row: (not row.waits, -row.event.pence * row.waits)
    )
    filters = [Choice(label, f"?only={key}", counts[key], key == only) for key, label in FILTERS.items()]
    page = Paginator(shown, A_PAGE).get_page(query.get("page"))
    return Catalogue(filters, page, urlencode({"only": only}) + "&")


def _rows(organisation: Organisation) -> list[Row]:
    linked: dict[tuple[int, str], list[Event]] = defaultdict(list)
    for link in Link.objects.filter(event__organisation=organisation).select_related("event"):
        linked[link.connection_id, link.box_office_id].append(link.event)
    events = BoxOfficeEvent.objects.filter(connection__organisation=organisation)
    return [Row(event, linked.get((event.connection_id, event.box_office_id), [])) for event in events]
