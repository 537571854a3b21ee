"""One line of a version as it was submitted: every value, where it was from, and what is behind the figures."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from houselights.errors import NotFound
from houselights.periods import quarter_named
from houselights.submissions.document import Document, Line
from houselights.submissions.fields import FIELDS, Field
from houselights.submissions.queries import document_in, version_of
from houselights.web.access import enter
from houselights.web.returns.versions import runs_kept
from houselights.web.returns.views import crumbs
from houselights.web.returns.words import source_words, written

RUNS_SHOWN = 3


@dataclass(frozen=True)
class Value:
    """One value as it was frozen."""

    field: Field
    text: str
    source: str


@require_safe
def frozen_line(request: HttpRequest, slug: str, quarter: str, version: int, number: int) -> HttpResponse:
    """Nothing here changes: it is read from the version, whatever the register says by now."""
    organisation = enter(request, slug, "see")
    document = document_in(version_of(organisation, quarter, version))
    found = _line(document, number)
    title = quarter_named(quarter).title
    receipt = reverse("return_receipt", args=[slug, quarter, version])
    context = {
        "line": found,
        "title": title,
        "document": document,
        "values": _values(found),
        "runs": runs_kept(organisation, document)[:RUNS_SHOWN],
        "data_as_of": datetime.fromisoformat(document.data_as_of) if document.data_as_of else None,
        "crumbs": crumbs(
            organisation, (title, reverse("return", args=[slug, quarter])), (f"Version {version}", receipt)
        ),
    }
    return render(request, "returns/templates/frozen_line.html", context)


def _line(document: Document, number: int) -> Line:
    found = next((line for line in document.lines if line.event == number), None)
    if found is None:
        raise NotFound("The return had no such event.", remedy="Its receipt lists the events that it had.")
    return found


def _values(found: Line) -> list[Value]:
    """Every field that the version knows a source of."""
    return [
        Value(field, written(field, getattr(found, field.name)), source_words(field, found.sources[field.name]))
        for field in FIELDS.values()
        if field.name in found.sources
    ]
