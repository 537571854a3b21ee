"""Read a funder's console: every organisation of the portfolio with its state, in as many questions as for one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from houselights.audit.models import Entry
from houselights.errors import NotFound
from houselights.organisations.models import Listing, Organisation
from houselights.organisations.portfolio.queries import (
    deadlines_of,
    exemptions_of,
    grant_in_force,
    letting_see_returns,
    listings_of,
)
from houselights.organisations.portfolio.rules import exemptions, funding_band
from houselights.submissions.console.models import Readiness
from houselights.submissions.console.rules import State, reasons, state_of
from houselights.submissions.document import Document
from houselights.submissions.models import Version
from houselights.submissions.moves import WITH_FUNDER
from houselights.submissions.owing import day_set
from houselights.submissions.queries import document_in

_SENT_OR_NOT = ("return submitted", "return amended", "return withdrawn")


@dataclass(frozen=True)
class Row:
    """One organisation: by what the funder's list says of it, and what it lets the funder see."""

    listing: Listing
    name: str
    band: str
    state: State
    submitted_at: datetime | None
    version: int | None
    reasons: Sequence[tuple[str, int]]
    looked_at: datetime | None
    exemption: str


@dataclass(frozen=True)
class Console:
    """A funder's portfolio in one quarter."""

    quarter: str
    due_on: date
    rows: Sequence[Row]

    @property
    def counts(self) -> Counter[str]:
        return Counter(row.state.name for row in self.rows)


def console_of(funder: Organisation, quarter: str, today: date) -> Console:
    """Everybody on the list, by name."""
    known = _Known(funder, quarter, today)
    return Console(quarter, known.due_on, [known.row(listing) for listing in listings_of(funder).select_related(None)])


def row_of(listing: Listing, quarter: str, today: date) -> Row:
    """One organisation as its funder sees it: for the organisation itself to look at."""
    return _Known(listing.funder, quarter, today, only=listing.organisation_id).row(listing)


class _Known:
    """What the rows are made of, looked up once for all of them."""

    def __init__(self, funder: Organisation, quarter: str, today: date, only: int | None = None) -> None:
        self.due_on, self._today = due_on_of(funder, quarter), today
        self._exempt = exemptions_of(funder, quarter)
        self._seen = {each for each in letting_see_returns(funder) if only in (None, each)}
        self._sent = _sent(quarter, list(self._seen))
        looked = Readiness.objects.filter(quarter=quarter, organisation__in=self._seen)
        self._looked = {row[0]: row[1:] for row in looked.values_list("organisation_id", "lacks", "looked_at")}

    def row(self, listing: Listing) -> Row:
        number = listing.organisation_id
        state, sent, exempt = self._state(number), self._sent.get(number), self._exempt.get(number)
        is_owed = state.name in ("late", "incomplete")
        lacks, looked_at = self._looked.get(number, ({}, None)) if is_owed else ({}, None)
        return Row(
            listing=listing,
            name=listing.called,
            band=funding_band(listing.funding_pounds),
            state=state,
            submitted_at=sent.submitted_at if sent else None,
            version=sent.number if sent else None,
            reasons=reasons(lacks),
            looked_at=looked_at,
            exemption=exemptions().get(exempt.why, "") if exempt else "",
        )

    def _state(self, number: int) -> State:
        return state_of(
            is_granted=number in self._seen,
            is_exempt=number in self._exempt,
            is_in=number in self._sent,
            today=self._today,
            due_on=self.due_on,
        )


def due_on_of(funder: Organisation, quarter: str) -> date:
    """The funder's deadline; where it has set none, that of the usual form."""
    found = deadlines_of(funder).get(quarter)
    return day_set(found.due_on if found else None, quarter)


def submitted_document(funder: Organisation, organisation: Organisation, quarter: str) -> Document:
    """The statement of an organisation, as it signed it; NotFound without its grant, and before it is submitted."""
    grant = grant_in_force(funder, organisation)
    sent = _sent(quarter, [organisation.pk]).get(organisation.pk) if grant and grant.return_lines else None
    if sent is None:
        raise NotFound("There is no such page.")
    return document_in(Version.objects.get(pk=sent.version))


def documents_in(funder: Organisation, quarter: str) -> Iterator[tuple[Listing, Document]]:
    """Every statement that is in, of those on the list whose grant is in force; one at a time, there may be many."""
    sent = _sent(quarter, list(letting_see_returns(funder)))
    for listing in listings_of(funder):
        if found := sent.get(listing.organisation_id):
            yield listing, document_in(Version.objects.get(pk=found.version))


class Sent(NamedTuple):
    """The version that is with the funder; its bytes are not read for a list."""

    version: int
    number: int
    submitted_at: datetime


def _sent(quarter: str, organisations: Sequence[int]) -> dict[int, Sent]:
    """The newest that was sent, by organisation.

    While a return is amended the version before stays in; one that was withdrawn does not, until another is submitted.
    """
    found = Version.objects.filter(of__quarter=quarter, of__organisation__in=organisations).order_by("number")
    about = ("of__organisation_id", "of__state", "of__organisation__slug", "pk", "number", "submitted_at")
    newest = {row[0]: (*row[1:3], Sent(*row[3:])) for row in found.values_list(*about)}
    # Most are in as they were sent; only of the others does the trail know what was said last.
    withdrawn = _withdrawn(quarter, [slug for state, slug, _ in newest.values() if state not in WITH_FUNDER])
    return {number: sent for number, (_, slug, sent) in newest.items() if slug not in withdrawn}


def _withdrawn(quarter: str, slugs: Sequence[str]) -> set[str]:
    """Whose last word on the quarter was to withdraw it; the return itself forgets that once another is begun."""
    entries = Entry.objects.filter(organisation__in=slugs, action__in=_SENT_OR_NOT, subject=f"return {quarter}")
    last = dict(entries.order_by("id").values_list("organisation", "action"))
    return {slug for slug, action in last.items() if action == "return withdrawn"}
