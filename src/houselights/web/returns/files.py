"""A submitted return as a file, made again from what was frozen each time: the same bytes, which `verify` proves."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from houselights.submissions.exports.formats import format_named
from houselights.submissions.queries import document_in, version_of
from houselights.web.access import enter


@require_safe
def return_file(request: HttpRequest, slug: str, quarter: str, version: int, form: str) -> HttpResponse:
    organisation = enter(request, slug, "see")
    document, kind = document_in(version_of(organisation, quarter, version)), format_named(form)
    response = HttpResponse(kind.write(document), content_type=kind.content_type)
    response["Content-Disposition"] = f'attachment; filename="{kind.file_name(document)}"'
    return response
