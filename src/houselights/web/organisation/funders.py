"""What our funder sees: an organisation says it for each funder, and looks at it as the funder does."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from houselights.errors import NotFound
from houselights.organisations.models import Listing, Organisation
from houselights.organisations.portfolio.actions import grant_funder
from houselights.organisations.portfolio.models import Grant
from houselights.organisations.portfolio.queries import funders_of, grant_in_force, grants_so_far
from houselights.organisations.portfolio.rules import funding_band
from houselights.periods import quarter_of
from houselights.submissions.console.queries import Row, row_of
from houselights.submissions.drafting import quarter_before
from houselights.submissions.queries import today_at
from houselights.web.access import enter, person


@dataclass(frozen=True)
class Shown:
    """One funder: what its list says of us, what we let it see, and our row in its console as it stands there."""

    listing: Listing
    band: str
    grant: Grant | None
    row: Row


@require_http_methods(["GET", "HEAD", "POST"])
def our_funders(request: HttpRequest, slug: str) -> HttpResponse:
    """The page, and saying it for one funder."""
    organisation = enter(request, slug, "grant_funder" if request.method == "POST" else "see")
    if request.method == "POST":
        _grant(request, organisation)
        return redirect("our_funders", slug)
    today = today_at(organisation, timezone.now())
    quarter = quarter_before(quarter_of(today))
    shown = [
        Shown(
            each,
            funding_band(each.funding_pounds),
            grant_in_force(each.funder, organisation),
            row_of(each, quarter, today),
        )
        for each in funders_of(organisation)
    ]
    context = {"shown": shown, "so_far": grants_so_far(organisation), "quarter": quarter}
    return render(request, "organisation/templates/funders.html", context)


def _grant(request: HttpRequest, organisation: Organisation) -> None:
    funder = _funder(organisation, request.POST.get("funder", ""))
    grant = grant_funder(
        organisation=organisation,
        funder=funder,
        return_lines="return_lines" in request.POST,
        audience="audience" in request.POST,
        by=person(request),
    )
    seen = f"sees what you ticked from now on (version {grant.version})" if grant else "sees nothing of yours now"
    messages.success(request, f"{funder.name} {seen}.")


def _funder(organisation: Organisation, number: str) -> Organisation:
    listing = funders_of(organisation).filter(pk=int(number)).first() if number.isascii() and number.isdigit() else None
    if listing is None:
        raise NotFound("There is no such funder here.", remedy="Look through the list of your funders.")
    return listing.funder
