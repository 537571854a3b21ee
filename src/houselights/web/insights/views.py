"""Insights: the figures in short, and a page for each question: who, where from, what sells, what goes together."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from houselights.feeds.queries import latest_build
from houselights.organisations.models import Organisation
from houselights.web.access import enter
from houselights.web.gate import part_of, released
from houselights.web.insights import asking, downloads
from houselights.web.insights.answering import answered, sides, tables
from houselights.web.insights.cards import cards, cards_of
from houselights.web.insights.explaining import explained
from houselights.web.insights.figures import Figure, Unanswered, together
from houselights.web.insights.filtering import chips, filters
from houselights.web.insights.knowing import at_the_same_point, known_later
from houselights.web.insights.movers import movers
from houselights.web.insights.pages import pages
from houselights.web.insights.preparing import prepare_page, prepare_short
from houselights.web.insights.short import in_short
from houselights.web.insights.where import files
from houselights.web.insights.where.asked import read as read_map
from houselights.web.insights.where.page import placed


@require_safe
def insights(request: HttpRequest, slug: str) -> HttpResponse:
    """One page; its address holds its whole state."""
    organisation = enter(request, slug, "see")
    asked = _asked(request, organisation)
    context = _around(organisation, asked, asking.MEASURES)
    if context["build"]:
        prepare_short(asked)
        context |= {"cards": cards(asked), **_parted(in_short(asked))}
    return render(request, "insights/templates/insights.html", context)


@require_safe
def page(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """One question and its figures; the address holds the whole state."""
    organisation = enter(request, slug, "see")
    asked = _asked(request, organisation)
    shown = pages()[name]
    measures = {*shown.cards, *(wanted.measure for wanted in shown.figures)}
    context = {**_around(organisation, asked, measures), "page": shown}
    if context["build"]:
        prepare_page(asked, shown.cards, shown.figures)
        context |= {"cards": cards_of(asked, shown.cards), **_parted(answered(asked, shown))}
    if context["build"] and name == "where":
        return render(request, "insights/templates/where.html", placed(context, organisation, request.GET))
    return render(request, "insights/templates/page.html", context)


@require_safe
def one_file(request: HttpRequest, slug: str, name: str, form: str) -> HttpResponseBase:
    """The figures of one of the pages as a file."""
    asked = _asked(request, enter(request, slug, "see"))
    return downloads.answer(tables(asked, pages()[name]), form, f"{slug}-{name}-{asked.file_name}")


@require_safe
def beside_file(request: HttpRequest, slug: str, name: str, form: str) -> HttpResponse:
    """What is held beside an area's people as a file: deprivation, or ages."""
    asked = _asked(request, enter(request, slug, "see"))
    return files.answer(name, form, read_map(request.GET, asked), settings.HOME)


@require_safe
def page_file(request: HttpRequest, slug: str, form: str) -> HttpResponseBase:
    """The figures of the insights page as a file."""
    asked = _asked(request, enter(request, slug, "see"))
    found = [
        released(side.question(measure, by))
        for side in sides(asked)
        for by in asking.BREAKDOWNS
        for measure in asking.MEASURES
    ]
    return downloads.answer(found, form, f"{slug}-insights-{asked.file_name}")


@require_safe
def measure_file(request: HttpRequest, slug: str, measure: str, form: str) -> HttpResponseBase:
    """One measure as a file: what `houselights measure` answers, for the same question."""
    zone = enter(request, slug, "see").time_zone
    questions = asking.read_questions(
        request.GET, organisation=slug, measure=measure, today=timezone.localdate(), time_zone=zone
    )
    periods = "-beside-".join(question.period.name for question in questions)
    return downloads.answer(list(map(released, questions)), form, f"{slug}-{measure}-{periods}")


def _asked(request: HttpRequest, organisation: Organisation) -> asking.Asked:
    asked = asking.read(
        request.GET, organisation=organisation.slug, today=timezone.localdate(), time_zone=organisation.time_zone
    )
    is_told = asked.where and latest_build(organisation)
    return replace(asked, part=part_of(asked.where, organisation.slug)) if is_told else asked


def _parted(found: list[Figure | Unanswered]) -> dict[str, Any]:
    """What cannot be told stands together, after what can."""
    return {
        "figures": [each for each in found if isinstance(each, Figure)],
        "untold": together(each for each in found if isinstance(each, Unanswered)),
    }


def _around(organisation: Organisation, asked: asking.Asked, measures: Iterable[str]) -> dict[str, Any]:
    """What every page of figures shows beside them: the menu, the periods, the files to take away."""
    today, build = timezone.localdate(), latest_build(organisation)
    return {
        "asked": asked,
        "build": build,
        "periods": asking.choices(asked, today),
        "besides": asking.beside_choices(asked, at_the_same_point(asked, today) if build else None),
        "chips": chips(asked) if build else [],
        "filters": filters(asked, organisation, measures) if build else [],
        "bases": [("date of performance", "performance"), ("date of sale", "sale")],
        "files": ("xlsx", "csv", "json"),
        "pages": pages().values(),
        **(_compared(asked) if build and asked.beside else {}),
    }


def _compared(asked: asking.Asked) -> dict[str, Any]:
    """Why the two periods differ."""
    today = timezone.localdate()
    return {"explained": explained(asked), "later": known_later(asked, today), "movers": movers(asked, today)}
