"""How do we compare: own figures beside the median and the quartiles of a group, for those who contribute."""

import json
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from houselights.benchmarks.models import Contributor
from houselights.benchmarks.queries import Look, contributor_of, look_at, looks_at, peers_of
from houselights.benchmarks.rules import METHOD, ready_on
from houselights.benchmarks.told import HEADINGS, document, rows
from houselights.disclosure.benchmark import LEAST
from houselights.errors import NotFound
from houselights.periods import parse_period
from houselights.submissions.comparing import quarters_over
from houselights.web.access import enter
from houselights.web.benchmarks.asking import Asked, read
from houselights.web.benchmarks.figures import beside, lines, over_time
from houselights.workbooks.lines import csv_of
from houselights.workbooks.writing import ColumnPlan, SheetPlan, written

FORMS = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
def benchmarks(request: HttpRequest, slug: str) -> HttpResponse:
    """One page; its address holds its whole state."""
    organisation = enter(request, slug, "see")
    contributor, today = contributor_of(organisation), timezone.localdate()
    context: dict[str, Any] = {
        "contributor": contributor,
        "least": LEAST,
        "crumbs": [("Insights", reverse("insights", args=[slug]))],
    }
    if contributor:
        context |= _page(contributor, read(request.GET, peers_of(contributor), quarters_over(today)), today)
    return render(request, "benchmarks/templates/benchmarks.html", context)


@require_safe
def benchmarks_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The same figures as a file."""
    contributor, today = contributor_of(enter(request, slug, "see")), timezone.localdate()
    look = None
    if contributor and form in FORMS:
        asked = read(request.GET, peers_of(contributor), quarters_over(today))
        look = look_at(contributor, asked.peers.key, asked.quarter, today=today) if asked.peers else None
    if look is None or look.compared is None:
        raise NotFound("There is no such file.", remedy="Look at the page: it says why there is no comparison.")
    response = HttpResponse(_file(look, form), content_type=FORMS[form])
    response["Content-Disposition"] = f'attachment; filename="{slug}-benchmarks-{look.period}.{form}"'
    return response


def _page(contributor: Contributor, asked: Asked, today: date) -> dict[str, Any]:
    context: dict[str, Any] = {
        "asked": asked,
        "period": parse_period(asked.quarter),
        "ready_on": ready_on(asked.quarter),
        "is_ready": today >= ready_on(asked.quarter),
        "method": METHOD,
        "files": tuple(FORMS),
    }
    if asked.peers is None:
        return context
    look = look_at(contributor, asked.peers.key, asked.quarter, today=today)
    context["look"] = look
    if look.compared:
        trend = looks_at(contributor, asked.peers.key, quarters_over(today), today=today)
        context |= {
            "lines": lines(look.standings),
            "beside": beside(look),
            "trend": over_time(trend, asked.measure),
        }
    return context


def _file(look: Look, form: str) -> bytes | str:
    assert look.compared
    if form == "json":
        return json.dumps(document(look.compared, look.standings), indent=2, ensure_ascii=False)
    told = rows(look.standings)
    about: list[list[Any]] = [
        ["Period", look.period],
        ["Organisations", look.contributors],
        ["Data as of", look.compared.data_as_of],
        *(["Method", note] for note in METHOD),
    ]
    if form == "csv":
        return csv_of(
            [*HEADINGS, "Period", "Data as of"], [[*row, look.period, look.compared.data_as_of] for row in told]
        )
    plans = [_sheet("Benchmarks", HEADINGS, told), _sheet("About", ("What", "Says"), about)]
    return written(plans, title=f"Benchmarks {look.period}")


def _sheet(name: str, headings: tuple[str, ...], values: list[list[Any]]) -> SheetPlan:
    return SheetPlan(name, tuple(ColumnPlan(each) for each in headings), tuple(tuple(row) for row in values))
