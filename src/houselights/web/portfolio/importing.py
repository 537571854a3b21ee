"""A funder gives its list: what became of each row is said at once, and the same list may be given again."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from houselights.errors import WrongUsage
from houselights.organisations.models import Organisation
from houselights.organisations.portfolio.importing import Imported, import_list
from houselights.organisations.portfolio.inviting import to_invite
from houselights.web.access import enter, person
from houselights.web.events.uploading.giving import AROUND, TOO_LARGE, UploadForm
from houselights.workbooks.limits import FILE_BYTES, MEGABYTE

_HINT = f".xlsx, .xls, .ods or .csv, up to {FILE_BYTES // MEGABYTE} MB. One organisation in each row, headings above."
PROBLEMS = 200  # shown; the command line prints them all


class ListForm(UploadForm):
    """The file, and whether it is only to be looked at."""

    only_check = forms.BooleanField(label="Only check it: change nothing", required=False)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["workbook"].label = "Your list of organisations"
        self.fields["workbook"].help_text = _HINT


@csrf_exempt  # the token stands in the body, which is not read where it is too large; `_given` asks for it
@require_http_methods(["GET", "HEAD", "POST"])
def import_portfolio(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the file; afterwards what became of it."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > FILE_BYTES + AROUND:
        funder = enter(request, slug, "manage_portfolio")
        return _page(request, funder, ListForm(label_suffix=""), too_large=TOO_LARGE)
    return _given(request, slug)


@csrf_protect
def _given(request: HttpRequest, slug: str) -> HttpResponse:
    funder = enter(request, slug, "manage_portfolio")
    if request.method != "POST":
        return _page(request, funder, ListForm(label_suffix=""))
    form = ListForm(request.POST, request.FILES, label_suffix="")
    if form.is_valid():
        given = form.cleaned_data["workbook"]
        try:
            done = import_list(
                funder=funder,
                content=given.read(),
                name=given.name or "",
                by=person(request),
                dry_run=form.cleaned_data["only_check"],
            )
        except WrongUsage as problem:
            form.add_error("workbook", f"{problem.message} {problem.remedy}".strip())
        else:
            return _page(request, funder, ListForm(label_suffix=""), done)
    return _page(request, funder, form)


def _page(
    request: HttpRequest, funder: Organisation, form: ListForm, done: Imported | None = None, too_large: str = ""
) -> HttpResponse:
    context = {
        "form": form,
        "done": done,
        "problems": done.problems[:PROBLEMS] if done else (),
        "too_large": too_large,
        "to_invite": to_invite(funder).count(),
        "crumbs": [("Portfolio", reverse("portfolio", args=[funder.slug]))],
    }
    status = 422 if too_large or (form.is_bound and form.errors) else 200
    return render(request, "portfolio/templates/import.html", context, status=status)
