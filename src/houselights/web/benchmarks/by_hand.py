"""Peers on other servers: the own file to give away, the files that they gave, and what all say together."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from houselights.benchmarks.carrying.actions import take_in
from houselights.benchmarks.carrying.queries import Quarter, own_file, own_key, quarters_by_hand
from houselights.benchmarks.models import Contributor
from houselights.benchmarks.queries import contributor_of
from houselights.benchmarks.rules import METHOD
from houselights.disclosure.benchmark import LEAST
from houselights.disclosure.spread import COMPARED
from houselights.errors import NotFound, WrongUsage
from houselights.organisations.models import Organisation
from houselights.periods import parse_period, quarter_named
from houselights.web.access import enter, person
from houselights.web.benchmarks.asking import Asked
from houselights.web.benchmarks.figures import beside, lines, over_time
from houselights.web.benchmarks.files_given import LARGEST, TOO_LARGE, FilesForm, contents_of, refused, said_of
from houselights.web.benchmarks.views import FORMS, file_answer


@csrf_exempt  # the token stands in the body, which is not read where it is too large; `_given` asks for it
@require_http_methods(["GET", "HEAD", "POST"])
def by_hand(request: HttpRequest, slug: str) -> HttpResponse:
    """What there is, and taking more in."""
    organisation = enter(request, slug, "contribute" if request.method == "POST" else "see")
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return _page(request, organisation, refused([TOO_LARGE]))
    return _given(request, organisation)


@csrf_protect
def _given(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    if request.method != "POST":
        return _page(request, organisation, FilesForm(label_suffix=""))
    contributor = _contributor(organisation)
    form = FilesForm(request.POST, request.FILES, label_suffix="")
    if not form.is_valid():
        return _page(request, organisation, form)
    done = take_in(
        contributor=contributor,
        files=contents_of(form.cleaned_data["given"]),
        own_key=own_key(organisation),
        by=person(request),
    )
    if said := said_of(done):
        messages.success(request, said)
    if done.refused:
        return _page(request, organisation, refused([f"{name}: {why}." for name, why in sorted(done.refused.items())]))
    return redirect("by_hand", organisation.slug)


@require_safe
def by_hand_file(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The same comparison as a file."""
    contributor = contributor_of(enter(request, slug, "see"))
    if contributor and form in FORMS:
        quarters = quarters_by_hand(contributor)
        quarter = quarters.get(_asked(request.GET, quarters).quarter)
        if quarter and quarter.compared:
            return file_answer(slug, form, quarter.compared, quarter.standings, _told(quarters))
    raise NotFound("There is no such file.", remedy="Look at the page: it says why there is no comparison.")


@require_safe
def own(request: HttpRequest, slug: str, quarter: str) -> HttpResponse:
    """The organisation's own file, for those whom its admin gives it to."""
    organisation = enter(request, slug, "contribute")
    contributor = contributor_of(organisation)
    if contributor is None:
        raise NotFound("There is no such file.", remedy="It is there once the organisation contributes.")
    content = own_file(contributor, quarter_named(quarter).name)
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="contribution-{quarter}-{own_key(organisation)[:8]}.json"'
    return response


def _page(request: HttpRequest, organisation: Organisation, form: FilesForm) -> HttpResponse:
    contributor = contributor_of(organisation)
    context = {
        "form": form,
        "contributor": contributor,
        "least": LEAST,
        "method": METHOD,
        "crumbs": [
            ("Insights", reverse("insights", args=[organisation.slug])),
            ("Benchmarks", reverse("benchmarks", args=[organisation.slug])),
        ],
    }
    if contributor:
        context |= _compared(request, contributor)
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "benchmarks/templates/by_hand.html", context, status=status)


def _compared(request: HttpRequest, contributor: Contributor) -> dict[str, Any]:
    quarters = quarters_by_hand(contributor)
    asked = _asked(request.GET, quarters)
    found = quarters.get(asked.quarter)
    context: dict[str, Any] = {
        "asked": asked,
        "period": parse_period(asked.quarter) if asked.quarter else None,
        "found": found,
        "own_key": own_key(contributor.organisation),
        "own_quarters": [(each.period, parse_period(each.period).title) for each in _own(contributor)],
        "keys": [
            (key, [parse_period(each.period).title for each in key.files.all()])
            for key in contributor.peer_keys.prefetch_related("files")
        ],
        "files": tuple(FORMS),
    }
    if found and found.compared:
        context |= {
            "lines": lines(found.standings),
            "beside": beside(found.standings, found.contributors),
            "trend": over_time(_told(quarters), asked.measure),
        }
    return context


def _own(contributor: Contributor) -> Any:
    return contributor.contributions.order_by("-period")


def _told(quarters: Mapping[str, Quarter]) -> dict[str, Any]:
    return {period: each.standings for period, each in quarters.items() if each.compared}


def _asked(given: QueryDict, quarters: Mapping[str, Quarter]) -> Asked:
    """Without a word the newest that is compared, else the newest that somebody gave a file of."""
    newest = next((period for period, each in quarters.items() if each.compared), next(iter(quarters), ""))
    measure, quarter = given.get("measure", ""), given.get("quarter", "")
    if quarter and quarter not in quarters:
        raise NotFound("There are no files of that quarter.", remedy="Look at the quarters on the page.")
    return Asked(None, quarter or newest, measure if measure in COMPARED else "tickets", (), tuple(quarters))


def _contributor(organisation: Organisation) -> Contributor:
    contributor = contributor_of(organisation)
    if contributor is None:
        raise WrongUsage("The organisation does not contribute.", remedy="Say first that it does.")
    return contributor
