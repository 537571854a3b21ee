"""Check before anything is stored; afterwards what was stored, and the way back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from houselights.register.uploads.queries import upload_of
from houselights.web.access import enter
from houselights.web.events.uploading.page import page_of
from houselights.web.events.views import crumbs


@require_safe
def check(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What will happen, or what has happened, row by row."""
    organisation = enter(request, slug, "edit_register")
    upload = upload_of(organisation, number)
    shown = page_of(upload, request.GET.get("show", ""), request.GET.get("page"))
    context = {
        "upload": upload,
        "shown": shown,
        "page": shown.page,
        "query": f"show={shown.show}&",
        "crumbs": crumbs(organisation, ("Upload a workbook", reverse("upload", args=[slug]))),
    }
    return render(request, "events/templates/check_upload.html", context)
