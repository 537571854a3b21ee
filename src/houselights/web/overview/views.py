"""How are we doing, what next: one page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from houselights.feeds.queries import latest_build
from houselights.periods import parse_period, quarter_of
from houselights.web.access import enter
from houselights.web.feed_state import connection_of, state_of
from houselights.web.overview import figures
from houselights.web.overview.first_steps import steps_of
from houselights.web.tasks import tasks_of


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = enter(request, slug, "see")
    today = timezone.localdate()
    steps = steps_of(organisation)
    if not all(step.is_done for step in steps[:2]) or latest_build(organisation) is None:
        return render(request, "overview/templates/first_steps.html", {"steps": steps})
    quarter = parse_period(quarter_of(today))
    state = state_of(connection_of(organisation))
    context = {
        "quarter": quarter,
        "state": state,
        "says": f"Quarter {quarter.name[-1]} so far, beside the same days last year. {state.says}",
        "cards": figures.cards_so_far(slug, quarter, today),
        "figure": figures.year_beside_last(slug, today),
        "ahead": figures.coming_up(organisation, today),
        "tasks": tasks_of(organisation),
    }
    return render(request, "overview/templates/overview.html", context)
