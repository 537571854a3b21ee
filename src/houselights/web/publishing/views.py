"""Every publication of a funder with where it stands, and each as the public will see it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from houselights.errors import NotFound
from houselights.organisations.models import Organisation
from houselights.organisations.portfolio.importing import check_is_funder
from houselights.submissions.publishing.document import PublicDocument, of_bytes
from houselights.submissions.publishing.models import Publication
from houselights.submissions.publishing.queries import document_of, publication_of, publications_of
from houselights.web.access import enter
from houselights.web.public.drawing import drawn

LOOK = ("draft_publication", "release_publication")
TAGS = {
    "draft": ("Draft", ""),
    "asked": ("Waits for release", "wait"),
    "released": ("Public", "good"),
    "withdrawn": ("Withdrawn", "bad"),
}


@require_safe
def publications(request: HttpRequest, slug: str) -> HttpResponse:
    """All but the dropped ones."""
    funder = enter(request, slug, *LOOK)
    check_is_funder(funder)
    rows = [(each, *TAGS[each.state]) for each in publications_of(funder)]
    context = {"rows": rows, "crumbs": [("Portfolio", reverse("portfolio", args=[slug]))]}
    return render(request, "publishing/templates/publications.html", context)


@require_safe
def preview(request: HttpRequest, slug: str, number: int, file: str = "") -> HttpResponse:
    """The same template, the same figures, marked as a preview; every link in it leads to the preview of its page."""
    found = publication_of(enter(request, slug, *LOOK), number)
    made = drawn(document_now(found), None, is_preview=True)
    chosen = next((each for each in made if each.name == file), None)
    if chosen is None:
        raise NotFound("There is no such page.")
    return HttpResponse(chosen.content, content_type=chosen.content_type)


def document_now(publication: Publication) -> PublicDocument:
    """As it was put forward; before, as it would be."""
    content = bytes(publication.content)
    return of_bytes(content) if content else document_of(publication)


def crumbs(funder: Organisation, *more: tuple[str, str]) -> list[tuple[str, str]]:
    """Portfolio, publications, and what lies between them and this page."""
    return [
        ("Portfolio", reverse("portfolio", args=[funder.slug])),
        ("Publications", reverse("publications", args=[funder.slug])),
        *more,
    ]
