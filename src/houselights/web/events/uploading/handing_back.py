"""Workbooks handed out: the template, the box-office report, and a person's own workbook with its problems marked."""

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from houselights.errors import NotFound
from houselights.register.report import report
from houselights.register.template import template
from houselights.register.uploads.copies import annotated_copy, copy_name, fixed_copy
from houselights.register.uploads.queries import upload_of
from houselights.web.access import enter

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COPIES = {"annotated": annotated_copy, "fixed": fixed_copy}


@require_safe
def events_template(request: HttpRequest, slug: str) -> HttpResponse:
    """Blank, with this organisation's own lists and places."""
    return workbook(template(enter(request, slug, "edit_register")), f"{slug} events template.xlsx")


@require_safe
def events_report(request: HttpRequest, slug: str) -> HttpResponse:
    """Every box-office event in the template's columns."""
    return workbook(report(enter(request, slug, "edit_register")), f"{slug} box-office report.xlsx")


@require_safe
def copy(request: HttpRequest, slug: str, number: int, copy: str) -> HttpResponse:
    """`annotated` has every problem in its cell; `fixed` has the safe fixes made as well."""
    organisation = enter(request, slug, "edit_register")
    upload = upload_of(organisation, number)
    if copy not in COPIES:
        raise NotFound("There is no such copy.")
    return workbook(COPIES[copy](upload), copy_name(upload, copy))


def workbook(content: bytes, name: str) -> HttpResponse:
    """A download; the name may be a person's own, and is written so that no header can be made of it."""
    response = HttpResponse(content, content_type=WORKBOOK)
    response.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
