"""How are we doing, what next: one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from houselights.feeds.queries import latest_build
from houselights.organisations.models import Organisation
from houselights.periods import parse_period, quarter_of
from houselights.submissions.queries import quarter_due
from houselights.web.access import enter
from houselights.web.feed_state import connection_of, state_of
from houselights.web.gate import prepare
from houselights.web.overview.ahead import coming_up
from houselights.web.overview.first_steps import steps_of
from houselights.web.overview.so_far import cards_so_far, main_figure, questions_so_far
from houselights.web.recommendations.shown import questions_of_rules, shown_to
from houselights.web.tasks import tasks_of


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    organisation = enter(request, slug, "see")
    steps = steps_of(organisation)
    if not all(step.is_done for step in steps[:2]) or latest_build(organisation) is None:
        return render(request, "overview/templates/first_steps.html", {"steps": steps})
    return render(request, "overview/templates/overview.html", _shown(organisation))


def _shown(organisation: Organisation) -> dict[str, Any]:
    today = timezone.localdate()
    quarter = parse_period(quarter_of(today))
    state = state_of(connection_of(organisation))
    prepare(
        [
            *questions_so_far(organisation.slug, quarter, today),
            *questions_of_rules(organisation, today),
        ]
    )
    return {
        "quarter": quarter,
        "state": state,
        "says": f"Quarter {quarter.name[-1]} so far, beside the same days last year. {state.says}",
        "cards": cards_so_far(organisation.slug, quarter, today),
        "figure": main_figure(organisation.slug, quarter, today),
        "ahead": coming_up(organisation, today),
        "tasks": tasks_of(organisation),
        "recommended": shown_to(organisation),
        "return_href": reverse("return", args=[organisation.slug, quarter_due(organisation, today)]),
    }
