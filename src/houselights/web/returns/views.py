"""The returns of an organisation, and the one of a quarter: what it says, what is open, and its signature."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from houselights.errors import WrongUsage
from houselights.organisations.models import Organisation
from houselights.periods import quarter_named
from houselights.submissions.actions import check_return, choose_form, sign_and_submit
from houselights.submissions.drafting import Draft, draft_of
from houselights.submissions.forms import forms
from houselights.submissions.models import Return, Version
from houselights.submissions.moves import WITH_FUNDER, can
from houselights.submissions.queries import document_in, quarter_due, standings_of, today_at
from houselights.web.access import enter, permissions_here, person
from houselights.web.returns import page
from houselights.web.returns.fixes import kinds_of
from houselights.web.returns.forms import ReasonForm, SubmitForm
from houselights.web.returns.opened import forget_opened, note_opened, seconds_open

_form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def returns(request: HttpRequest, slug: str) -> HttpResponse:
    """Every quarter's return, and which one is due."""
    organisation = enter(request, slug, "see")
    today = today_at(organisation, timezone.now())
    due = quarter_due(organisation, today)
    rows = [
        {
            "standing": each,
            "title": quarter_named(each.quarter).title,
            "tag": page.tag_of(each.state) if each.is_begun or each.quarter == due else page.NOT_BEGUN,
            "is_late": each.is_late(today) and (each.is_begun or each.quarter == due),
        }
        for each in standings_of(organisation, today)
    ]
    return render(
        request, "returns/templates/index.html", {"rows": rows, "due": due, "due_title": quarter_named(due).title}
    )


@_form_methods
def a_return(request: HttpRequest, slug: str, quarter: str) -> HttpResponse:
    """What will be told the funder; a POST signs it, or says that it was checked."""
    organisation = enter(request, slug, "see")
    if request.method == "POST":
        return _signed(request, organisation, quarter)
    draft = draft_of(organisation, quarter)
    note_opened(request, slug, quarter)
    return render(request, "returns/templates/return.html", _context(request, draft, SubmitForm(draft)))


@require_POST
def choose(request: HttpRequest, slug: str, quarter: str) -> HttpResponse:
    """Another form: what it does not ask for is kept all the same."""
    organisation = enter(request, slug, "edit_register")
    seen = draft_of(organisation, quarter).row.edition
    choose_form(
        organisation=organisation, quarter=quarter, name=request.POST.get("form", ""), seen=seen, by=person(request)
    )
    return redirect("return", slug, quarter)


def crumbs(organisation: Organisation, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Returns, and what lies between it and this page."""
    return [("Returns", reverse("returns", args=[organisation.slug])), *more]


def _signed(request: HttpRequest, organisation: Organisation, quarter: str) -> HttpResponse:
    """What the person gave is kept where it is refused; figures that moved meanwhile are shown beside it."""
    does_submit = request.POST.get("do") != "check"
    enter(request, organisation.slug, "sign_return" if does_submit else "edit_register")
    draft = draft_of(organisation, quarter)
    form = SubmitForm(draft, request.POST)
    if form.is_valid():
        try:
            return _step(request, organisation, quarter, form, does_submit=does_submit)
        except WrongUsage as problem:
            draft = draft_of(organisation, quarter)
            form = SubmitForm(draft, {**request.POST.dict(), "mark": draft.mark})
            form.add_error(None, f"{problem.message} {problem.remedy}")
    return render(request, "returns/templates/return.html", _context(request, draft, form), status=422)


def _step(
    request: HttpRequest, organisation: Organisation, quarter: str, form: SubmitForm, *, does_submit: bool
) -> HttpResponse:
    given = form.cleaned_data
    looked = {"left_open": given.get("left_open", ""), "has_looked": bool(given.get("has_looked"))}
    slug, by = organisation.slug, person(request)
    if not does_submit:
        check_return(organisation=organisation, quarter=quarter, mark=given["mark"], by=by, **looked)
        messages.success(request, "Checked. Somebody who may sign finds it here.")
        return redirect("return", slug, quarter)
    version: Version = sign_and_submit(
        organisation=organisation,
        quarter=quarter,
        mark=given["mark"],
        seconds_taken=seconds_open(request, slug, quarter),
        by=by,
        **looked,
    )
    forget_opened(request, slug, quarter)
    return redirect("return_receipt", slug, quarter, version.number)


def _base(row: Return, frozen: int | None) -> str:
    """Below which the lines of a return have their pages."""
    about = [row.organisation.slug, row.quarter]
    return reverse("return_receipt", args=[*about, frozen]) if frozen else reverse("return", args=about)


def _context(request: HttpRequest, draft: Draft, form: SubmitForm) -> dict[str, object]:
    row, organisation = draft.row, draft.organisation
    today = today_at(organisation, timezone.now())
    may_change = can(row.state, "change")
    versions = list(row.versions.all()) if row.pk else []
    frozen = document_in(versions[0]) if row.state in WITH_FUNDER else None
    shown, base = frozen or draft, _base(row, versions[0].number if frozen else None)
    return {
        "draft": draft,
        "is_frozen": bool(frozen),
        "form": form,
        "forms": list(forms().values()),
        "says": page.says(draft, today),
        "wanted": page.wanted(draft.owed),
        "tag": page.tag_of(row.state),
        "cards": page.cards_of(shown.totals),
        "kinds": kinds_of(draft.gaps, organisation.slug, row.quarter) if may_change else [],
        "changes": page.changes_of(draft, shown.totals),
        "page": page.page_of(shown, base, request.GET.get("page")),
        "versions": versions,
        "may_change": may_change and "edit_register" in permissions_here(request),
        "may_sign": may_change and "sign_return" in permissions_here(request),
        "amending": ReasonForm(auto_id="amend_%s"),
        "withdrawing": ReasonForm(auto_id="withdraw_%s"),
        "may_withdraw": can(row.state, "withdraw"),
        "crumbs": crumbs(organisation),
    }
