"""What is held beside an area's people, as a file: the shares of the page, unrounded, with what they are of."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse

from houselights.errors import NotFound
from houselights.home import Home
from houselights.web.insights.figures import Unanswered
from houselights.web.insights.where.ages import ages
from houselights.web.insights.where.asked import Mapped
from houselights.web.insights.where.compared import Compared, Part
from houselights.web.insights.where.deprivation import deprivation
from houselights.web.templatetags.words import moment
from houselights.workbooks.lines import csv_of
from houselights.workbooks.writing import ColumnPlan, SheetPlan, written

BESIDE: dict[str, Callable[[Mapped, Home], Compared | Unanswered]] = {"deprivation": deprivation, "ages": ages}
_DIGITS = 6  # of a share
_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def answer(name: str, form: str, mapped: Mapped, home: Home) -> HttpResponse:
    """NotFound, with the reason that stands on the page, where there is nothing to take away."""
    found = BESIDE[name](mapped, home)
    if isinstance(found, Unanswered):
        raise NotFound(f"There is no such file. {found.in_short}", remedy=found.rest or "Look at the page.")
    response = HttpResponse(_written(found, form), content_type=_TYPES[form])
    if form != "json":
        file = f"{mapped.asked.organisation}-{name}-{mapped.asked.period.name}"
        response["Content-Disposition"] = f'attachment; filename="{file}.{form}"'
    return response


def _written(found: Compared, form: str) -> str | bytes:
    if form == "json":
        return json.dumps(_document(found), indent=2, ensure_ascii=False)
    rows, about = [_row(found, part) for part in found.parts], _about(found)
    if form == "csv":
        return csv_of([*found.heads, *about], [[*row, *about.values()] for row in rows])
    figures = SheetPlan(found.name.capitalize(), [ColumnPlan(head, width=30) for head in found.heads], rows)
    said = SheetPlan("About", [ColumnPlan("What"), ColumnPlan("Says", width=100)], [[*each] for each in about.items()])
    return written([figures, said], title=found.heading)


def _row(found: Compared, part: Part) -> list[Any]:
    counted = [part.counted] if found.is_counted else []
    return [part.label, *counted, round(part.share, _DIGITS), round(part.share_there, _DIGITS)]


def _about(found: Compared) -> dict[str, Any]:
    asked = found.mapped.asked
    return {
        "Beside the people of": found.area,
        "Period": asked.period.name,
        "Basis": asked.basis,
        "Only where": asked.part,
        "n": found.table.total_base,
        "Data as of": moment(datetime.fromisoformat(found.table.data_as_of)) if found.table.data_as_of else "",
        "What it says": found.sentence,
        "Notes": found.note,
    }


def _document(found: Compared) -> dict[str, Any]:
    names = ["label", *(["counted"] if found.is_counted else []), "share", "share_there"]
    return {
        "figure": found.name,
        "beside": found.area,
        "period": found.mapped.asked.period.name,
        "dated": found.table.question.dated,
        "where": found.mapped.asked.part,
        "n": found.table.total_base,
        "data_as_of": found.table.data_as_of or None,
        "says": found.sentence,
        "rows": [dict(zip(names, _row(found, part), strict=True)) for part in found.parts],
        "heads": dict(zip(names, found.heads, strict=True)),
        "notes": found.note,
        "sources": list(found.sources),
    }
