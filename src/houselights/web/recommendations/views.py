"""What the figures suggest: read it, see the rows behind it, put it away or bring it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from houselights.errors import NotFound
from houselights.feeds.queries import latest_build
from houselights.organisations.models import Organisation, User
from houselights.recommendations.actions import bring_back, dismiss
from houselights.recommendations.queries import dismissal_of, dismissals_of
from houselights.web.access import enter, permissions_here, person
from houselights.web.recommendations.shown import found_for, shown_to


@require_http_methods(["GET", "HEAD", "POST"])
def recommendations(request: HttpRequest, slug: str) -> HttpResponse:
    """All that hold now; what was put away, below."""
    organisation = enter(request, slug, "edit_register" if request.method == "POST" else "see")
    if request.method == "POST":
        messages.success(request, _decide(organisation, request.POST, person(request)))
        return redirect("recommendations", slug)
    build = latest_build(organisation)
    context = {
        "build": build,
        "found": shown_to(organisation) if build else [],
        "dismissals": dismissals_of(organisation),
        "may_decide": "edit_register" in permissions_here(request),
        "crumbs": [("Insights", reverse("insights", args=[slug]))],
    }
    return render(request, "recommendations/templates/recommendations.html", context)


def _decide(organisation: Organisation, posted: QueryDict, by: User) -> str:
    """What was decided, in words."""
    if posted.get("do") == "bring back":
        number = posted.get("number", "")
        bring_back(dismissal=dismissal_of(organisation, int(number) if number.isdecimal() else 0), by=by)
        return "Brought back: it is said again where it still holds."
    chosen = next((each for each in found_for(organisation) if each.key == posted.get("key")), None)
    if chosen is None:
        raise NotFound("That recommendation does not hold any more.", remedy="Look at the list again: it has changed.")
    dismiss(organisation=organisation, recommendation=chosen, by=by)
    return "Put away. It stands below, and can be brought back."
