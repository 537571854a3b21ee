"""One publication: what stands in its way, and the step that comes next, by whom it may be taken."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from houselights.errors import HouselightsError, NotReleasable, WrongUsage
from houselights.organisations.models import User
from houselights.submissions.publishing.actions import (
    ask_for_release,
    drop_publication,
    release_publication,
    send_back,
    withdraw_publication,
)
from houselights.submissions.publishing.models import Publication
from houselights.submissions.publishing.moves import MOVES, can, is_another
from houselights.submissions.publishing.names import Hit
from houselights.submissions.publishing.queries import hits_of, publication_of
from houselights.web.access import enter, permissions_here, person
from houselights.web.public.drawing import drawn
from houselights.web.publishing.forms import ReasonForm, StepForm
from houselights.web.publishing.views import LOOK, TAGS, crumbs, document_now

_DONE = {
    "ask": "Asked. Another person of yours looks at it now, and releases it or sends it back.",
    "send back": "Sent back, with your reason.",
    "drop": "Dropped.",
    "release": "Released: everybody can read it now.",
    "withdraw": "Withdrawn: its address says so, and why.",
}
_WITH_REASON: dict[str, Callable[..., Publication]] = {"send back": send_back, "withdraw": withdraw_publication}
_PLAIN: dict[str, Callable[..., Publication]] = {"ask": ask_for_release, "drop": drop_publication}


@require_http_methods(["GET", "HEAD", "POST"])
def publication(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The page; a POST takes a step."""
    found = publication_of(enter(request, slug, *LOOK), number)
    if request.method != "POST":
        return _page(request, found)
    do = request.POST.get("do", "")
    form = (ReasonForm if do in _WITH_REASON else StepForm)(request.POST, label_suffix="", auto_id=f"{do[:4]}_%s")
    if form.is_valid():
        try:
            _take(found, do, form.cleaned_data, person(request))
        except WrongUsage as problem:
            form.add_error(None, f"{problem.message} {problem.remedy}".strip())
        else:
            messages.success(request, _DONE[do])
            return redirect("publications", slug) if do == "drop" else redirect("publication", slug, number)
    return _page(request, publication_of(found.funder, number), form)


def _take(publication: Publication, do: str, given: dict[str, Any], by: User) -> None:
    to = {"publication": publication, "seen": given["edition"], "by": by}
    if do in _WITH_REASON:
        _WITH_REASON[do](reason=given["reason"], **to)
    elif do in _PLAIN:
        _PLAIN[do](**to)
    elif do == "release":
        release_publication(draw=drawn, **to)
    else:
        raise WrongUsage("There is no such step.", remedy="Use one of the buttons.")


def _page(request: HttpRequest, found: Publication, form: StepForm | None = None) -> HttpResponse:
    problem, hits = _in_the_way(found)
    may = permissions_here(request)
    steps = {each.verb.replace(" ", "_") for each in MOVES if can(found.state, each.verb) and each.permission in may}
    context = {
        "publication": found,
        "tag": TAGS[found.state],
        "problem": problem,
        "hits": hits,
        "steps": steps,
        "is_another": is_another(person(request).pk, found.worked_on),
        "form": form,
        "sending_back": _reasons(form, found, "send back"),
        "withdrawing": _reasons(form, found, "withdraw"),
        "digests": [(each.name, each.digest) for each in found.files.only("name", "digest", "of")],
        "crumbs": crumbs(found.funder),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "publishing/templates/publication.html", context, status=status)


def _reasons(form: StepForm | None, found: Publication, do: str) -> StepForm:
    """The form as it was sent, where it is this one; else an empty one."""
    if isinstance(form, ReasonForm) and form.data.get("do") == do:
        return form
    return ReasonForm(label_suffix="", auto_id=f"{do[:4]}_%s", initial={"do": do, "edition": found.edition})


def _in_the_way(found: Publication) -> tuple[HouselightsError | None, list[Hit]]:
    """Why it could not be released as it is; what is released or gone is asked nothing any more."""
    if found.state not in ("draft", "asked"):
        return None, []
    try:
        return None, hits_of(found, document_now(found))
    except NotReleasable as problem:
        return problem, []
