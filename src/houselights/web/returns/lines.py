"""One line of a return: every value, where it is from, what counts it, and a value in its place with the reason."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from houselights.errors import NotFound, WrongUsage
from houselights.measures.mark import rules_mark
from houselights.organisations.models import Organisation
from houselights.submissions.actions import set_value, take_value_back
from houselights.submissions.document import Line
from houselights.submissions.drafting import Draft, draft_of
from houselights.submissions.errors import ChangedMeanwhile
from houselights.submissions.fields import FIELDS, Field
from houselights.submissions.freezing import runs_behind
from houselights.submissions.moves import can
from houselights.web.access import enter, permissions_here, person
from houselights.web.returns.forms import ValueForm
from houselights.web.returns.views import crumbs
from houselights.web.returns.words import source_words, written

RUNS_SHOWN = 3


@dataclass(frozen=True)
class Value:
    """One value of the line as the page shows it."""

    field: Field
    text: str
    source: str
    is_set: bool
    is_needed: bool


@require_http_methods(["GET", "HEAD", "POST"])
def line(request: HttpRequest, slug: str, quarter: str, number: int) -> HttpResponse:
    """A POST puts a value in the place of one that is filled in."""
    organisation = enter(request, slug, "see")
    if request.method == "POST":
        enter(request, slug, "edit_register")
    draft = draft_of(organisation, quarter)
    found = _line(draft, number)
    if request.method != "POST":
        first = {"edition": draft.row.edition, "field": request.GET.get("field", "attendance")}
        return _shown(request, draft, found, ValueForm(draft, initial=first))
    form = ValueForm(draft, request.POST)
    if form.is_valid() and _is_set(request, organisation, quarter, number, form):
        messages.success(request, f"{FIELDS[form.cleaned_data['field']].title} is set.")
        return redirect("return_line", slug, quarter, number)
    draft = draft_of(organisation, quarter)
    return _shown(request, draft, _line(draft, number), form, status=422)


@require_POST
def take_back(request: HttpRequest, slug: str, quarter: str, number: int) -> HttpResponse:
    """Let the register, the feed or the quarter before say it again."""
    organisation = enter(request, slug, "edit_register")
    edition = request.POST.get("edition", "")
    try:
        take_value_back(
            organisation=organisation,
            quarter=quarter,
            event=number,
            field=request.POST.get("field", ""),
            seen=int(edition) if edition.isascii() and edition.isdecimal() and len(edition) < 10 else -1,
            by=person(request),
        )
    except ChangedMeanwhile as problem:
        messages.error(request, f"{problem.message} {problem.remedy}")
    else:
        messages.success(request, "Taken back.")
    return redirect("return_line", slug, quarter, number)


def _is_set(request: HttpRequest, organisation: Organisation, quarter: str, number: int, form: ValueForm) -> bool:
    """What is refused is said above the form, which keeps what the person gave; the next try is on today's edition."""
    given = form.cleaned_data
    try:
        set_value(
            organisation=organisation,
            quarter=quarter,
            event=number,
            field=given["field"],
            text=given["text"],
            reason=given["reason"],
            seen=given["edition"],
            by=person(request),
        )
    except NotFound:
        raise
    except WrongUsage as problem:
        form.add_error(None if isinstance(problem, ChangedMeanwhile) else "text", f"{problem.message} {problem.remedy}")
        form.data = {**request.POST.dict(), "edition": draft_of(organisation, quarter).row.edition}
        return False
    return True


def _shown(request: HttpRequest, draft: Draft, found: Line, form: ValueForm, status: int = 200) -> HttpResponse:
    slug, quarter = draft.organisation.slug, draft.row.quarter
    back = reverse("return", args=[slug, quarter])
    context = {
        "draft": draft,
        "line": found,
        "values": _values(draft, found),
        "form": form,
        "rules": rules_mark(),
        "runs": runs_behind(draft.organisation)[:RUNS_SHOWN],
        "may_change": can(draft.row.state, "change") and "edit_register" in permissions_here(request),
        "crumbs": crumbs(draft.organisation, (draft.period.title, back)),
        "back": back,
    }
    return render(request, "returns/templates/line.html", context, status=status)


def _line(draft: Draft, number: int) -> Line:
    if (found := draft.line(number)) is None:
        raise NotFound("The return has no such event.", remedy="It lists the events with a performance in the quarter.")
    return found


def _values(draft: Draft, found: Line) -> list[Value]:
    """Those that the form asks for."""
    return [
        Value(
            field=each.field,
            text=written(each.field, getattr(found, each.field.name)),
            source=source_words(each.field, found.sources[each.field.name]),
            is_set=found.sources[each.field.name].kind == "person",
            is_needed=each.is_required,
        )
        for each in draft.form.asked
    ]
