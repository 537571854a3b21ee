"""Giving a workbook: its size is looked at before anything of it is read, and what it is before it is believed."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from houselights.connectors.registry import read_id
from houselights.errors import WrongUsage
from houselights.organisations.models import Organisation
from houselights.register.uploads.actions import preview_upload
from houselights.web.access import enter, person
from houselights.web.events.views import crumbs
from houselights.workbooks.limits import FILE_BYTES, MEGABYTE

AROUND = 64 * 1024  # bytes of a form beside its file
PAST_UPLOADS = 20  # shown
TOO_LARGE = (
    f"The file is larger than {FILE_BYTES // MEGABYTE} MB. A list of events is far smaller: remove pictures and sheets "
    "that are not needed, or save it as .csv."
)


class UploadForm(forms.Form):
    """One question."""

    workbook = forms.FileField(
        label="Your workbook",
        help_text=f".xlsx, .xls, .ods or .csv, up to {FILE_BYTES // MEGABYTE} MB. Nothing is saved until you have seen "
        "what it would do.",
        error_messages={"required": "Choose a file.", "empty": "The file is empty. Save it again and choose it."},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlxs,.xlsm,.xls,.ods,.csv,.txt"}),
    )

    def clean_workbook(self) -> UploadedFile:
        given: UploadedFile = self.cleaned_data["workbook"]
        if (given.size or 0) > FILE_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return given


@csrf_exempt  # the token stands in the body, which is not read where it is too large; `_given` asks for it
@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a file; what was uploaded before."""
    organisation = enter(request, slug, "edit_register")
    if int(request.META.get("CONTENT_LENGTH") or 0) > FILE_BYTES + AROUND:
        return _page(request, organisation, UploadForm(), TOO_LARGE)
    return _given(request, organisation)


@csrf_protect
def _given(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    if request.method != "POST":
        return _page(request, organisation, UploadForm(label_suffix=""))
    form = UploadForm(request.POST, request.FILES, label_suffix="")
    if form.is_valid():
        given = form.cleaned_data["workbook"]
        try:
            made = preview_upload(
                organisation=organisation,
                content=given.read(),
                name=given.name or "",
                by=person(request),
                read_id=read_id,
            )
        except WrongUsage as problem:
            form.add_error("workbook", f"{problem.message} {problem.remedy}".strip())
        else:
            return redirect("check_upload", organisation.slug, made.pk)
    return _page(request, organisation, form)


def _page(request: HttpRequest, organisation: Organisation, form: UploadForm, problem: str = "") -> HttpResponse:
    if problem:
        form = UploadForm(QueryDict(), MultiValueDict(), label_suffix="")
        form.errors.clear()
        form.add_error("workbook", problem)
    past = organisation.uploads.exclude(state="abandoned").select_related("given_by")[:PAST_UPLOADS]
    context = {"form": form, "past": past, "crumbs": crumbs(organisation)}
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "events/templates/upload.html", context, status=status)
