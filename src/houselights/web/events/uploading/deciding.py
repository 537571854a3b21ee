"""What a person decides about an upload: what a heading means, which event a row is; save, leave or undo it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from houselights.connectors.registry import read_id
from houselights.errors import NotFound, WrongUsage
from houselights.feeds.actions import request_rebuild
from houselights.organisations.models import User
from houselights.register.uploads.actions import abandon_upload, choose, confirm_upload, map_heading, undo_upload
from houselights.register.uploads.models import Upload
from houselights.register.uploads.queries import upload_of
from houselights.web.access import enter, person
from houselights.web.templatetags.words import count


@require_POST
def heading(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Said once, and remembered for the organisation."""
    given, column = request.POST.get("heading", ""), request.POST.get("column", "")

    def act(upload: Upload, by: User) -> str:
        map_heading(upload=upload, heading=given, column=column, by=by, read_id=read_id)
        if not column:
            return f"“{given}” is not read."
        return f"“{given}” is read as {column}, also in the next workbook."

    return _decided(request, slug, number, act)


@require_POST
def choose_event(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Which event a row is, where more than one fits."""

    def act(upload: Upload, by: User) -> str:
        row, event = request.POST.get("row", ""), request.POST.get("event", "")
        if not _is_number(row) or not (event in ("", "new") or _is_number(event)):
            raise WrongUsage("That event is not among those to choose from.", remedy="Choose one that is shown.")
        chosen = int(event) if event not in ("", "new") else event
        choose(upload=upload, row=int(row), event=chosen, by=by, read_id=read_id)  # type: ignore[arg-type]
        return "Chosen." if event else "The choice was taken back."

    return _decided(request, slug, number, act)


@require_POST
def save(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Store every good row."""

    def act(upload: Upload, by: User) -> str:
        stored = confirm_upload(upload=upload, by=by, read_id=read_id)
        request_rebuild(upload.organisation)
        return f"{count(stored.rows_stored, 'event')} saved. The figures follow within a minute."

    return _decided(request, slug, number, act)


@require_POST
def leave(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Store nothing, and forget the workbook."""
    organisation = enter(request, slug, "edit_register")
    upload = upload_of(organisation, number)
    abandon_upload(upload=upload, by=person(request))
    messages.success(request, f"Nothing of “{upload.file_name}” was saved.")
    return redirect("upload", slug)


@require_POST
def undo(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Take the whole upload back."""

    def act(upload: Upload, by: User) -> str:
        undo_upload(upload=upload, by=by)
        request_rebuild(upload.organisation)
        return f"Taken back: the register is as it was before “{upload.file_name}”."

    return _decided(request, slug, number, act)


def _decided(request: HttpRequest, slug: str, number: int, act: Callable[[Upload, User], str]) -> HttpResponse:
    """Do it and go back to the rows that were looked at; what cannot be done is said there."""
    organisation = enter(request, slug, "edit_register")
    upload = upload_of(organisation, number)
    try:
        messages.success(request, act(upload, person(request)))
    except NotFound:
        raise
    except WrongUsage as problem:
        messages.error(request, f"{problem.message} {problem.remedy}".strip())
    shown = request.POST.get("show", "")
    return redirect(reverse("check_upload", args=[slug, number]) + (f"?show={shown}" if shown.isalpha() else ""))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 19
