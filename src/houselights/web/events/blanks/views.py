"""What is missing: see it with suggestions, fill in many at once, and say which suggestions are wanted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from houselights.feeds.actions import request_rebuild
from houselights.organisations.models import Organisation
from houselights.register.blanks.actions import Filled, accept_alike, fill_blanks, switch_rule
from houselights.register.blanks.queries import switches_of
from houselights.web.access import enter, person
from houselights.web.events.blanks.chosen import alike_in, values_in
from houselights.web.events.blanks.page import LABELS, Asked, blanks_in, read
from houselights.web.events.views import crumbs
from houselights.web.templatetags.words import count


@require_http_methods(["GET", "HEAD", "POST"])
def blanks(request: HttpRequest, slug: str) -> HttpResponse:
    """Only events with blanks; whatever button was pressed, what was chosen in the rows is stored with it."""
    organisation = enter(request, slug, "edit_register" if request.method == "POST" else "see")
    asked = read(request.GET)
    if request.method == "POST":
        _tell(request, _fill(request, organisation, asked), organisation)
        return redirect(f"{reverse('blanks', args=[slug])}?{asked.query()}page={request.GET.get('page', '1')[:6]}")
    found = blanks_in(organisation, asked, request.GET.get("page"), timezone.localdate())
    context = {
        "blanks": found,
        "page": found.page,
        "query": asked.query(),
        "switches": switches_of(organisation),
        "crumbs": crumbs(organisation),
    }
    return render(request, "events/templates/blanks.html", context)


@require_POST
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """Switch a rule of suggestion on or off."""
    organisation = enter(request, slug, "edit_register")
    on = request.POST.get("switch") == "on"
    switch_rule(organisation=organisation, rule=request.POST.get("rule", ""), on=on, by=person(request))
    messages.success(request, "That rule is used again." if on else "That rule is switched off.")
    return redirect(reverse("blanks", args=[slug]) + "#rules")


def _fill(request: HttpRequest, organisation: Organisation, asked: Asked) -> Filled:
    by = person(request)
    filled = fill_blanks(organisation=organisation, values=values_in(request.POST), by=by)
    if alike := alike_in(request.POST):
        among = blanks_in(organisation, asked, None, timezone.localdate()).numbers
        more = accept_alike(
            organisation=organisation, among=among, name=alike.name, value=alike.value, rule=alike.rule, by=by
        )
        filled = Filled(filled.fields + more.fields, filled.taken + more.taken, filled.off_list + more.off_list)
    return filled


def _tell(request: HttpRequest, filled: Filled, organisation: Organisation) -> None:
    if filled.fields:
        request_rebuild(organisation)
        messages.success(request, f"{count(filled.fields, 'blank')} filled in.")
    for event, name in filled.taken[:5]:
        messages.warning(
            request, f"{event.name}: {LABELS[name].lower()} was filled in by somebody else meanwhile. Theirs was kept."
        )
    for event, name in filled.off_list[:5]:
        messages.error(
            request, f"{event.name}: what was chosen for {LABELS[name].lower()} is not on its list. Choose again."
        )
    if not (filled.fields or filled.taken or filled.off_list):
        messages.warning(request, "Nothing was chosen, so nothing was changed.")
