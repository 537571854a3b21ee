"""How do we compare: own figures beside the median and the quartiles of a group, for those who contribute."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from houselights.benchmarks.compared import Compared
from houselights.benchmarks.models import Contributor
from houselights.benchmarks.queries import contributor_of, look_at, looks_at, peers_of
from houselights.benchmarks.rules import METHOD, Standing, ready_on
from houselights.benchmarks.told import HEADINGS, TREND_HEADINGS, document, rows, trend_rows
from houselights.benchmarks.trend import Quarters
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
    if contributor and form in FORMS:
        asked = read(request.GET, peers_of(contributor), quarters_over(today))
        look = look_at(contributor, asked.peers.key, asked.quarter, today=today) if asked.peers else None
        if asked.peers and look and look.compared:
            quarters = _quarters(contributor, asked.peers.key, today)
            return file_answer(slug, form, look.compared, look.standings, quarters)
    raise NotFound("There is no such file.", remedy="Look at the page: it says why there is no comparison.")


def file_answer(
    slug: str, form: str, compared: Compared, standings: Sequence[Standing], quarters: Quarters
) -> HttpResponse:
    """What the page shows, to take away."""
    response = HttpResponse(_file(form, compared, standings, quarters), content_type=FORMS[form])
    response["Content-Disposition"] = f'attachment; filename="{slug}-benchmarks-{compared.period}.{form}"'
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
        quarters = _quarters(contributor, asked.peers.key, today)
        context |= {
            "lines": lines(look.standings),
            "beside": beside(look.standings, look.contributors),
            "trend": over_time(quarters, asked.measure),
        }
    return context


def _quarters(contributor: Contributor, key: str, today: date) -> Quarters:
    looks = looks_at(contributor, key, quarters_over(today), today=today)
    return {each.period: each.standings for each in looks}


def _file(form: str, compared: Compared, standings: Sequence[Standing], quarters: Quarters) -> bytes | str:
    if form == "json":
        return json.dumps(document(compared, standings, quarters), indent=2, ensure_ascii=False)
    told = rows(standings)
    if form == "csv":
        return csv_of(
            [*HEADINGS, "Period", "Data as of"], [[*row, compared.period, compared.data_as_of] for row in told]
        )
    about: list[list[Any]] = [
        ["Period", compared.period],
        ["Organisations", compared.contributors],
        ["Data as of", compared.data_as_of],
        *(["Method", note] for note in METHOD),
    ]
    plans = [
        _sheet("Benchmarks", HEADINGS, told),
        _sheet("Over time", TREND_HEADINGS, trend_rows(quarters)),
        _sheet("About", ("What", "Says"), about),
    ]
    return written(plans, title=f"Benchmarks {compared.period}")


def _sheet(name: str, headings: tuple[str, ...], values: list[list[Any]]) -> SheetPlan:
    return SheetPlan(name, tuple(ColumnPlan(each) for each in headings), tuple(tuple(row) for row in values))
