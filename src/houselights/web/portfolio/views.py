"""A funder's portfolio: names, and whether each feed is connected. No figures, no rows."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from houselights.organisations.models import Organisation
from houselights.web.access import enter


@dataclass(frozen=True)
class Row:
    """One organisation of the portfolio."""

    organisation: Organisation
    is_connected: bool
    since: datetime


@require_safe
def portfolio(request: HttpRequest, slug: str) -> HttpResponse:
    funder = enter(request, slug, "see_portfolio")
    grants = funder.grants_held.select_related("organisation").order_by("organisation__name")
    rows = [
        Row(each.organisation, each.organisation.connections.exclude(sealed_secret="").exists(), each.granted_at)
        for each in grants
    ]
    return render(request, "portfolio/templates/portfolio.html", {"rows": rows})
