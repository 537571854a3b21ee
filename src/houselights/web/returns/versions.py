"""What was submitted: its receipt, what moved since then and why, and amending or withdrawing it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from houselights.feeds.models import SyncRun
from houselights.organisations.models import Organisation, User
from houselights.periods import quarter_named
from houselights.submissions.actions import amend_return, withdraw_return
from houselights.submissions.document import Document, Run
from houselights.submissions.drafting import draft_of
from houselights.submissions.explaining import Moved, moved_since
from houselights.submissions.exports.formats import FORMATS
from houselights.submissions.queries import document_in, standing_of, version_of
from houselights.web.access import enter, person
from houselights.web.returns import page
from houselights.web.returns.forms import ReasonForm
from houselights.web.returns.views import crumbs
from houselights.web.returns.words import took, written


@dataclass(frozen=True)
class Row:
    """One value that moved, in words."""

    event: str
    field: str
    was: str
    is_now: str
    why: tuple[str, ...]


@require_safe
def receipt(request: HttpRequest, slug: str, quarter: str, version: int) -> HttpResponse:
    """A frozen version: when, by whom, what it says, and the fingerprint that proves it."""
    organisation = enter(request, slug, "see")
    found = version_of(organisation, quarter, version)
    document = document_in(found)
    context = {
        "version": found,
        "document": document,
        "title": quarter_named(quarter).title,
        "quarter": quarter,
        "formats": FORMATS.values(),
        "cards": page.cards_of(document.totals),
        "page": page.page_of(document, request.path, request.GET.get("page")),
        "signatures": _signatures(document),
        "runs": runs_kept(organisation, document),
        "took": took(document.seconds_taken),
        "tables": page.tables_of(document.tables),
        "data_as_of": datetime.fromisoformat(document.data_as_of) if document.data_as_of else None,
        "state": standing_of(organisation, quarter).state,
        "newest": version_of(organisation, quarter).number,
        "crumbs": crumbs(organisation, (quarter_named(quarter).title, reverse("return", args=[slug, quarter]))),
    }
    return render(request, "returns/templates/receipt.html", context)


@require_safe
def difference(request: HttpRequest, slug: str, quarter: str) -> HttpResponse:
    """What was submitted beside what would be submitted now, and why they differ."""
    organisation = enter(request, slug, "see")
    found = version_of(organisation, quarter)
    document, draft = document_in(found), draft_of(organisation, quarter)
    context = {
        "version": found,
        "quarter": quarter,
        "title": quarter_named(quarter).title,
        "rows": [_row(each) for each in moved_since(document, draft)],
        "then": datetime.fromisoformat(document.data_as_of) if document.data_as_of else found.submitted_at,
        "now": datetime.fromisoformat(draft.data_as_of) if draft.data_as_of else None,
        "form": ReasonForm(),
        "may_amend": "sign_return" in request.permissions and draft.row.state in ("submitted", "amended"),  # type: ignore[attr-defined]
        "crumbs": crumbs(organisation, (quarter_named(quarter).title, reverse("return", args=[slug, quarter]))),
    }
    return render(request, "returns/templates/difference.html", context)


@require_POST
def amend(request: HttpRequest, slug: str, quarter: str) -> HttpResponse:
    return _with_reason(request, slug, quarter, amend_return, "It is open again. What was submitted stays as it is.")


@require_POST
def withdraw(request: HttpRequest, slug: str, quarter: str) -> HttpResponse:
    return _with_reason(request, slug, quarter, withdraw_return, "Withdrawn. What was submitted is kept.")


def _with_reason(request: HttpRequest, slug: str, quarter: str, action: Callable[..., Any], says: str) -> HttpResponse:
    organisation = enter(request, slug, "sign_return")
    reason = request.POST.get("reason", "")
    action(organisation=organisation, quarter=quarter, reason=reason, by=person(request))
    messages.success(request, says)
    return redirect("return", slug, quarter)


def runs_kept(organisation: Organisation, document: Document) -> list[tuple[Run, bool]]:
    """The runs behind it, and whether each still has a page: who disconnects may have its runs removed."""
    mine = SyncRun.objects.filter(connection__organisation=organisation, pk__in=[each.number for each in document.runs])
    kept = set(mine.values_list("pk", flat=True))
    return [(each, each.number in kept) for each in document.runs]


def _signatures(document: Document) -> list[tuple[str, str, str, datetime]]:
    """The document holds numbers; names are looked up only to be shown, so that a person can be forgotten."""
    people = User.objects.in_bulk([each.by for each in document.signatures if each.by])
    return [(each.step, _name(people, each.by), each.role, each.at) for each in document.signatures]


def _name(people: dict[int, User], number: int | None) -> str:
    if number is None:
        return "the command line"
    user = people.get(number)
    return (user.name or user.email) if user else "someone who has left"


def _row(moved: Moved) -> Row:
    if moved.field is None:
        was, is_now = ("–", "in the return") if moved.was is None else ("in the return", "–")
        return Row(moved.name, "The event", was, is_now, moved.why)
    texts = [written(moved.field, value) or "blank" for value in (moved.was, moved.is_now)]
    return Row(moved.name, moved.field.title, texts[0], texts[1], moved.why)
