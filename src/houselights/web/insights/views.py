"""Insights: the figures in short, and a page for each question: who, where from, what sells, what goes together."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from houselights.feeds.queries import latest_build
from houselights.organisations.models import Organisation
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
    context = _around(organisation, asked)
    if context["build"]:
        context |= {"cards": cards(asked), "figures": [figure(asked, by) for by in asking.BREAKDOWNS]}
    return render(request, "insights/templates/insights.html", context)


@require_safe
def page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One question and its figures; the address holds the whole state."""
    organisation = enter(request, slug, "see")
    asked = asking.read(request.GET, organisation=slug, today=timezone.localdate())
    shown = pages()[name]
    context = {**_around(organisation, asked), "page": shown}
    if context["build"]:
        context |= {"cards": cards_of(asked, shown.cards), "figures": answered(asked, shown)}
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


def _around(organisation: Organisation, asked: asking.Asked) -> dict[str, Any]:
    """What every page of figures shows beside them: the menu, the periods, the files to take away."""
    return {
        "asked": asked,
        "build": latest_build(organisation),
        "periods": asking.choices(asked, timezone.localdate()),
        "bases": [("date of performance", "performance"), ("date of sale", "sale")],
        "files": ("xlsx", "csv", "json"),
        "pages": pages().values(),
    }
