"""Who did what: searched by anybody's or anything's name as it is today, and taken away as a file."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from houselights.audit import queries as audit
from houselights.audit.models import Entry
from houselights.connections.models import BoxOfficeEvent
from houselights.organisations.models import Organisation, User
from houselights.web.access import enter
from houselights.web.trail import done
from houselights.workbooks.lines import csv_of

A_PAGE = 100
AT_ONCE = 500  # entries whose names are looked up together
MOST_WORDS, MOST_LETTERS = 8, 100  # of a search
MOST_THINGS = 5000  # of one kind that a word may name
HEADINGS = ("Entry", "When (UTC)", "Who", "What", "To what", "Chain")


@require_safe
def trail(request: HttpRequest, slug: str) -> HttpResponse:
    """Every change, or those that some words are about."""
    organisation, words = enter(request, slug, "see_trail"), _words(request)
    page = Paginator(found(organisation, words), A_PAGE).get_page(request.GET.get("page"))
    query = urlencode({"q": words}) + "&" if words else ""
    context = {"page": page, "rows": done(organisation, page.object_list), "words": words, "query": query}
    return render(request, "organisation/templates/trail.html", context)


@require_safe
def trail_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The same entries, each with its place in the chain, so that the trail can be held against the file."""
    organisation = enter(request, slug, "see_trail")
    content = csv_of(HEADINGS, _lines(organisation, found(organisation, _words(request))))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}-trail.csv"'
    return response


def found(organisation: Organisation, words: str) -> QuerySet[Entry]:
    """The entries that every word is about, the newest first: its date, who, what, or to what."""
    entries = audit.trail(organisation.slug)
    for word in words.split()[:MOST_WORDS]:
        entries = entries.filter(_is_about(organisation, word))
    return entries


def _is_about(organisation: Organisation, word: str) -> Q:
    """Entries hold ids alone: a name is looked up among what is here today."""
    people = _ids(User.objects.filter(memberships__organisation=organisation), word)
    events, places = _ids(organisation.events.all(), word), _ids(organisation.locations.all(), word)
    sold = BoxOfficeEvent.objects.filter(connection__organisation=organisation, name__icontains=word)
    subjects = [
        f"{kind} {pk}" for kind, pks in {"user": people, "event": events, "place": places}.items() for pk in pks
    ]
    subjects += [f"box-office event {each}" for each in sold.values_list("box_office_id", flat=True)[:MOST_THINGS]]
    about = Q(action__icontains=word) | Q(subject__icontains=word) | Q(by_id__in=people) | Q(subject__in=subjects)
    return about | Q(by_id=None) if word.casefold() == "houselights" else about


def _ids(rows: QuerySet[Any], word: str) -> list[int]:
    return list(rows.filter(name__icontains=word).values_list("pk", flat=True)[:MOST_THINGS])


def _lines(organisation: Organisation, entries: QuerySet[Entry]) -> Iterator[tuple[Any, ...]]:
    each = entries.iterator(AT_ONCE)
    while some := list(islice(each, AT_ONCE)):
        for row in done(organisation, some):
            at = f"{row.entry.at:%Y-%m-%dT%H:%M:%SZ}"
            yield row.entry.pk, at, row.who, row.what, row.thing.name, row.entry.chain


def _words(request: HttpRequest) -> str:
    return " ".join(request.GET.get("q", "")[:MOST_LETTERS].replace("\0", " ").split())
