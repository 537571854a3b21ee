"""Writing a publication: its period first, then its texts and tables."""

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from houselights.errors import WrongUsage
from houselights.organisations.models import Organisation
from houselights.periods import parse_period
from houselights.submissions.publishing.actions import Said, change_publication, draft_publication
from houselights.submissions.publishing.models import Publication
from houselights.submissions.publishing.moves import move
from houselights.submissions.publishing.queries import offers_of, periods_of, publication_of
from houselights.web.access import enter, person
from houselights.web.publishing.forms import DraftForm
from houselights.web.publishing.views import crumbs


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, slug: str) -> HttpResponse:
    """A new one, of a period whose figures the ledger has."""
    funder = enter(request, slug, "draft_publication")
    period = request.GET.get("period", "")
    if not period:
        return _choose_period(request, funder)
    return _write(request, funder, period, None)


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One that is still a draft."""
    funder = enter(request, slug, "draft_publication")
    publication = publication_of(funder, number)
    move(publication.state, "change")
    return _write(request, funder, publication.period, publication)


def _choose_period(request: HttpRequest, funder: Organisation) -> HttpResponse:
    periods = [parse_period(name) for name in periods_of(funder)]
    context = {"periods": periods, "crumbs": crumbs(funder)}
    status = 422 if request.method == "POST" else 200
    return render(request, "publishing/templates/period.html", context, status=status)


def _write(request: HttpRequest, funder: Organisation, period: str, kept: Publication | None) -> HttpResponse:
    offers = offers_of(funder, period)
    form = DraftForm(offers, request.POST if request.method == "POST" else None, initial=_initial(kept))
    if form.is_valid():
        try:
            saved = _saved(request, funder, period, kept, form)
        except WrongUsage as problem:
            form.add_error(None, f"{problem.message} {problem.remedy}".strip())
        else:
            messages.success(request, "Saved. Look at the preview, then ask for its release.")
            return redirect("publication", funder.slug, saved.pk)
    here = [(kept.title, reverse("publication", args=[funder.slug, kept.pk]))] if kept else []
    context = {
        "form": form,
        "period": parse_period(period),
        "kept": kept,
        "left_out": [each for each in offers if each.why_not],
        "crumbs": crumbs(funder, *here),
    }
    return render(request, "publishing/templates/write.html", context, status=422 if form.errors else 200)


def _saved(
    request: HttpRequest, funder: Organisation, period: str, kept: Publication | None, form: DraftForm
) -> Publication:
    said, by = form.said(), person(request)
    if kept is None:
        return draft_publication(funder=funder, period=period, said=said, by=by)
    return change_publication(publication=kept, said=said, seen=form.cleaned_data["edition"], by=by)


def _initial(kept: Publication | None) -> dict[str, object]:
    if kept is None:
        return {}
    return {**asdict(Said(kept.title, kept.summary, kept.note, kept.tables)), "edition": kept.edition}
