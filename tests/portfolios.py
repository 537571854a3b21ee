"""Portfolios for tests: a made-up list imported, granted, and with what each organisation contributes."""

from typing import Any

from django.utils import timezone

from funder_lists import as_csv, made_up
from houselights.disclosure.contributions import Contributed, as_bytes
from houselights.disclosure.contributions import Contribution as Figures
from houselights.organisations.models import Listing, Organisation
from houselights.organisations.portfolio.importing import import_list
from houselights.organisations.portfolio.models import Grant
from houselights.submissions.console.figures import MEASURES
from houselights.submissions.console.models import Contribution


def imported(funder: Organisation, count: int) -> list[Listing]:
    """So many made-up organisations on the funder's list."""
    import_list(funder=funder, content=as_csv(made_up(count)), name="list.csv", by=None)
    return list(Listing.objects.filter(funder=funder, made_here=True).select_related("organisation").order_by("pk"))


def grant_all(listings: list[Listing], **changes: Any) -> None:
    """Each lets its funder see; many at once, as only tests may."""
    facts = {"version": 1, "return_lines": True, "audience": True, "granted_at": timezone.now(), **changes}
    Grant.objects.bulk_create(Grant(funder=each.funder, organisation=each.organisation, **facts) for each in listings)


def contribute(listings: list[Listing], quarter: str) -> None:
    """Tickets and the rest for each, of nearly one size: none dominates."""
    for number, listing in enumerate(listings):
        Contribution.objects.create(
            organisation=listing.organisation,
            quarter=quarter,
            content=as_bytes(_figures(listing.organisation.slug, quarter, 1000 + 37 * number)),
            made_at=timezone.now(),
        )


def _figures(slug: str, quarter: str, tickets: int) -> Figures:
    values = {"tickets": tickets, "orders": tickets // 2, "customers": tickets // 3, "bookers": tickets // 4}
    figures = tuple(
        Contributed(name, "", "", values.get(name, tickets * 1200), values["bookers"], name == "income")
        for name in MEASURES
    )
    return Figures(slug, quarter, True, "2027-01-05T06:00:00+00:00", 1, figures)
