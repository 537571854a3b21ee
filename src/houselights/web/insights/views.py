"""Insights: the figures in short, and a page for each question: who, where from, what sells, what goes together."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from houselights.feeds.queries import latest_build
from houselights.web.access import enter
from houselights.web.gate import released
from houselights.web.insights import asking, downloads
from houselights.web.insights.answering import answered, tables
from houselights.web.insights.cards import cards, cards_of
from houselights.web.insights.figures import figure
from houselights.web.insights.pages import pages


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
        "pages": pages().values(),
    }
    return render(request, "insights/templates/insights.html", context)


@require_safe
def page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One question and its figures; the address holds the whole state."""
    organisation = enter(request, slug, "see")
    asked = asking.read(request.GET, organisation=slug, today=timezone.localdate())
    build, shown = latest_build(organisation), pages()[name]
    context = {
        "asked": asked,
        "build": build,
        "page": shown,
        "periods": asking.choices(asked, timezone.localdate()),
        "bases": [("date of performance", "performance"), ("date of sale", "sale")],
        "cards": cards_of(asked, shown.cards) if build else [],
        "figures": answered(asked, shown) if build else [],
        "files": ("xlsx", "csv", "json"),
        "pages": pages().values(),
    }
    return render(request, "insights/templates/page.html", context)


@require_safe
def one_file(request: HttpRequest, slug: str, name: str, form: str) -> HttpResponse:
    """The figures of one of the pages as a file."""
    enter(request, slug, "see")
    asked = asking.read(request.GET, organisation=slug, today=timezone.localdate())
    return downloads.answer(tables(asked, pages()[name]), form, f"{slug}-{name}-{asked.period.name}")


@require_safe
def page_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The figures of the insights page as a file."""
    enter(request, slug, "see")
    asked = asking.read(request.GET, organisation=slug, today=timezone.localdate())
    found = [released(asked.question(measure, by)) for by in asking.BREAKDOWNS for measure in asking.MEASURES]
    return downloads.answer(found, form, f"{slug}-insights-{asked.period.name}")


@require_safe
def measure_file(request: HttpRequest, slug: str, measure: str, form: str) -> HttpResponse:
    """One measure as a file: what `houselights measure` answers, for the same question."""
    enter(request, slug, "see")
    question = asking.read_question(request.GET, organisation=slug, measure=measure, today=timezone.localdate())
    return downloads.answer([released(question)], form, f"{slug}-{measure}-{question.period.name}")
