"""Insights: tickets, income and customers, by month, event, event type and local authority."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from houselights.feeds.queries import latest_build
from houselights.web.access import enter
from houselights.web.gate import released
from houselights.web.insights import asking, downloads
from houselights.web.insights.cards import cards
from houselights.web.insights.figures import figure


@require_safe
def insights(request: HttpRequest, slug: str) -> HttpResponse:
    """One page; its address holds its whole state."""
    organisation = enter(request, slug, "see")
    asked = asking.read(request.GET, organisation=slug, today=timezone.localdate())
    build = latest_build(organisation)
    context = {
        "asked": asked,
        "build": build,
        "periods": asking.choices(asked, timezone.localdate()),
        "bases": [("date of performance", "performance"), ("date of sale", "sale")],
        "cards": cards(asked) if build else [],
        "figures": [figure(asked, by) for by in asking.BREAKDOWNS] if build else [],
        "files": ("xlsx", "csv", "json"),
    }
    return render(request, "insights/templates/insights.html", context)


@require_safe
def page_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The figures of the insights page as a file."""
    enter(request, slug, "see")
    asked = asking.read(request.GET, organisation=slug, today=timezone.localdate())
    tables = [released(asked.question(measure, by)) for by in asking.BREAKDOWNS for measure in asking.MEASURES]
    return downloads.answer(tables, form, f"{slug}-insights-{asked.period.name}")


@require_safe
def measure_file(request: HttpRequest, slug: str, measure: str, form: str) -> HttpResponse:
    """One measure as a file: what `houselights measure` answers, for the same question."""
    enter(request, slug, "see")
    question = asking.read_question(request.GET, organisation=slug, measure=measure, today=timezone.localdate())
    return downloads.answer([released(question)], form, f"{slug}-{measure}-{question.period.name}")
