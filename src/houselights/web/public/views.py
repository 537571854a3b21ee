"""Open to everybody, without a session: the frozen bytes, or that they were withdrawn and why."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from houselights.errors import NotFound
from houselights.organisations.models import Organisation
from houselights.submissions.publishing.models import FrozenFile, Publication
from houselights.submissions.publishing.queries import file_of, released_at, released_of

_ANYBODYS = "public, no-cache"  # kept, and asked about each time: what is withdrawn is gone at once


@require_safe
def publications(request: HttpRequest, slug: str) -> HttpResponseBase:  # noqa: ARG001  (Django's signature)
    """What this funder has published. One that has published nothing is not told from one that is not there."""
    found = list(released_of(slug))
    if not found:
        raise NotFound("There is no such page.", remedy="Check the address.")
    context = {"funder": Organisation.objects.get(slug=slug).name, "publications": found}
    return _anybodys(HttpResponse(render_to_string("public/templates/publications.html", context)))


@require_safe
def publication(request: HttpRequest, slug: str, name: str, file: str = "") -> HttpResponseBase:
    """Its page, or a file of it."""
    found = released_at(slug, name)
    kept = file_of(found, file)
    return _withdrawn(found) if found.state == "withdrawn" else _frozen(request, kept)


def _frozen(request: HttpRequest, kept: FrozenFile) -> HttpResponseBase:
    response = HttpResponse(bytes(kept.content), content_type=kept.content_type)
    response["ETag"] = quote_etag(kept.digest)
    if kept.content_type.startswith("text/csv"):
        response["Content-Disposition"] = f'attachment; filename="{kept.of.slug}.csv"'
    answer = get_conditional_response(request, etag=response["ETag"], response=response)
    assert answer is not None  # it has a response to give
    return _anybodys(answer)


def _withdrawn(found: Publication) -> HttpResponseBase:
    """Without its title: that may be why."""
    content = render_to_string("public/templates/withdrawn.html", {"publication": found})
    return _anybodys(HttpResponse(content, status=410))


def _anybodys(answer: HttpResponseBase) -> HttpResponseBase:
    answer["Cache-Control"] = _ANYBODYS
    return answer
