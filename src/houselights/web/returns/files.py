"""A submitted return as a file, made from what was frozen: the same bytes each time, which `verify` proves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from houselights.periods import quarter_named
from houselights.submissions.exports.formats import Format, format_named
from houselights.submissions.models import Version
from houselights.submissions.papers.shelf import paper_of
from houselights.submissions.papers.tasks import ask_for_paper
from houselights.submissions.queries import document_in, version_of
from houselights.web.access import enter
from houselights.web.returns.views import crumbs


@require_safe
def return_file(request: HttpRequest, slug: str, quarter: str, version: int, form: str) -> HttpResponse:
    """At once, but for the PDF, which is made in the background: until then the page that waits for it."""
    organisation = enter(request, slug, "see")
    found, kind = version_of(organisation, quarter, version), format_named(form)
    if kind.ending == "pdf":
        return _paper(request, found, kind)
    return _file(found, kind, kind.write(document_in(found)))


def _paper(request: HttpRequest, version: Version, kind: Format) -> HttpResponse:
    paper = paper_of(version)
    content, problem = paper.content(), paper.failure()
    asks_from_page = "HX-Request" in request.headers
    if asks_from_page and (content or problem):  # the page that waited goes there: neither is a part of it
        return HttpResponse(headers={"HX-Redirect": request.path})
    if content:
        return _file(version, kind, content)
    if problem:
        paper.forgive()
        raise problem
    ask_for_paper(version)
    return _being_made(request, version, asks_from_page=asks_from_page)


def _being_made(request: HttpRequest, version: Version, *, asks_from_page: bool) -> HttpResponse:
    of = version.of
    about = [of.organisation.slug, of.quarter]
    title = quarter_named(of.quarter).title
    context = {
        "title": title,
        "receipt": reverse("return_receipt", args=[*about, version.number]),
        "crumbs": crumbs(
            of.organisation,
            (title, reverse("return", args=about)),
            (f"Version {version.number}", reverse("return_receipt", args=[*about, version.number])),
        ),
    }
    template = "waiting_for_pdf.html" if asks_from_page else "being_made.html"
    return render(request, f"returns/templates/{template}", context, status=202 if not asks_from_page else 200)


def _file(version: Version, kind: Format, content: bytes) -> HttpResponse:
    response = HttpResponse(content, content_type=kind.content_type)
    response["Content-Disposition"] = f'attachment; filename="{kind.file_name(document_in(version))}"'
    return response
