"""What do our prices mean: every ticket type, the class it is of, and the one its name suggests."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from houselights.connections.ticket_types.actions import sort_ticket_types
from houselights.connections.ticket_types.queries import Sorted, ticket_types_of, unsorted
from houselights.feeds.actions import request_rebuild
from houselights.vocabularies.price_classes import price_classes
from houselights.web.access import enter, person
from houselights.web.templatetags.words import count


@dataclass(frozen=True)
class Row:
    """A ticket type and what its dropdown shows."""

    sorted: Sorted
    title: str  # of the suggested class, "" for none

    @property
    def field(self) -> str:
        return f"class-{self.sorted.ticket_type.pk}"


@require_http_methods(["GET", "HEAD", "POST"])
def ticket_types(request: HttpRequest, slug: str) -> HttpResponse:
    """Sort ticket types: one by one, or all as suggested."""
    organisation = enter(request, slug, "edit_register")
    found = ticket_types_of(organisation)
    if request.method == "POST":
        chosen = (
            suggested_classes(found) if request.POST.get("which") == "suggested" else read_classes(request.POST, found)
        )
        changed = sort_ticket_types(organisation=organisation, classes=chosen, by=person(request))
        if changed:
            request_rebuild(organisation)
        messages.success(request, f"{count(changed, 'ticket type')} sorted. The figures follow within a minute.")
        return redirect("ticket_types", slug)
    titles = {each.name: each.title for each in price_classes()}
    rows = [Row(each, titles[each.suggestion.price_class] if each.suggestion else "") for each in found]
    context = {
        "rows": rows,
        "classes": price_classes(),
        "unsorted": unsorted(organisation),
        "suggested": sum(bool(row.title) for row in rows),
        "crumbs": [("Box office", reverse("box_office", args=[slug]))],
    }
    return render(request, "box_office/templates/ticket_types.html", context)


def suggested_classes(found: list[Sorted]) -> dict[int, str]:
    """The class that each name suggests, where nobody has chosen one."""
    return {each.ticket_type.pk: each.suggestion.price_class for each in found if each.suggestion}


def read_classes(posted: QueryDict, found: list[Sorted]) -> dict[int, str]:
    """What was chosen on the page; a type that is not on it keeps its class."""
    chosen = {each.ticket_type.pk: posted.get(f"class-{each.ticket_type.pk}") for each in found}
    return {number: name for number, name in chosen.items() if name is not None}
