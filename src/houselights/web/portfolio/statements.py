"""One organisation's return, as it signed it, for the funder it has granted; and the whole portfolio as a file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from houselights.errors import NotFound
from houselights.organisations.models import Listing, Organisation
from houselights.periods import quarter_named
from houselights.submissions.console.files import console_csv, console_json, console_workbook
from houselights.submissions.console.lines import lines_csv, lines_workbook
from houselights.submissions.console.queries import console_of, submitted_document
from houselights.submissions.document import Document, fingerprint
from houselights.submissions.exports.cells import cell_of, written
from houselights.submissions.exports.formats import FORMATS
from houselights.submissions.exports.workbook import form_of
from houselights.submissions.fields import FIELDS
from houselights.web.access import enter
from houselights.web.portfolio.views import asked_quarter

_PEOPLE = ("attendance", "participants", "digital_views")
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LINES = {"csv": ("text/csv; charset=utf-8", lines_csv), "xlsx": (_SHEET, lines_workbook)}
_PORTFOLIO = {
    "csv": ("text/csv; charset=utf-8", console_csv),
    "xlsx": (_SHEET, console_workbook),
    "json": ("application/json", console_json),
}


@require_safe
def statement(request: HttpRequest, slug: str, quarter: str, number: int) -> HttpResponse:
    """The event lines in the form's own columns. Reasons, sources and audience tables stay with the organisation."""
    funder = enter(request, slug, "see_portfolio")
    listing, document = _found(funder, quarter, number)
    asked = form_of(document).asked
    context = {
        "listing": listing,
        "name": listing.called,
        "document": document,
        "fingerprint": fingerprint(document),
        "people": [
            (FIELDS[name].title, document.totals.known(name), document.totals.unknown.get(name, 0)) for name in _PEOPLE
        ],
        "headings": [(each.heading, each.field.kind in ("whole", "pence")) for each in asked],
        "lines": [
            [(_shown(cell_of(line, each.field)), each.field.kind in ("whole", "pence")) for each in asked]
            for line in document.lines
        ],
        "crumbs": [("Portfolio", reverse("portfolio", args=[slug]) + f"?quarter={quarter}")],
    }
    return render(request, "portfolio/templates/statement.html", context)


@require_safe
def statement_file(request: HttpRequest, slug: str, quarter: str, number: int, form: str) -> HttpResponse:
    """The same lines as a file, in the form's own columns."""
    funder = enter(request, slug, "see_portfolio")
    _, document = _found(funder, quarter, number)
    kind = FORMATS.get(f"portal-{form}")
    if kind is None:
        raise NotFound("There is no such file.")
    return _file(kind.write(document), kind.content_type, kind.file_name(document))


@require_safe
def lines_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The lines of every statement that is in, together: a thousand are not read one by one."""
    funder = enter(request, slug, "see_portfolio")
    if form not in _LINES:
        raise NotFound("There is no such file.")
    quarter = asked_quarter(request)
    content_type, write = _LINES[form]
    return _file(write(funder, quarter), content_type, f"returns-{quarter}.{form}")


@require_safe
def portfolio_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Who has sent what in a quarter."""
    funder = enter(request, slug, "see_portfolio")
    if form not in _PORTFOLIO:
        raise NotFound("There is no such file.")
    quarter = asked_quarter(request)
    content_type, write = _PORTFOLIO[form]
    console = console_of(funder, quarter, timezone.localdate())
    return _file(write(console), content_type, f"portfolio-{quarter}.{form}")


def _found(funder: Organisation, quarter: str, number: int) -> tuple[Listing, Document]:
    quarter_named(quarter)
    listing = funder.listings.filter(pk=number).select_related("organisation").first()
    if listing is None:
        raise NotFound("There is no such page.")
    return listing, submitted_document(funder, listing.organisation, quarter)


def _shown(value: object) -> str:
    return f"£{value:,.2f}" if isinstance(value, float) else written(value)


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
