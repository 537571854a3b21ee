"""Who is nobody in particular: customer records that may be house accounts, suggested, decided, and added by ID."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from houselights.connections.house_accounts.actions import decide_house_accounts
from houselights.connections.house_accounts.queries import house_accounts_of, undecided
from houselights.connections.models import HouseAccount
from houselights.errors import NotFound
from houselights.feeds.actions import request_rebuild
from houselights.feeds.house_accounts import box_office_ids, name_house_account
from houselights.organisations.models import Organisation
from houselights.web.access import enter, person
from houselights.web.box_office.syncing import connected
from houselights.web.box_office.views import crumbs
from houselights.web.templatetags.words import count

ANSWERS = {"": None, "house": True, "person": False}


@dataclass(frozen=True)
class Row:
    """A customer record, and the ID that the box office shows for it."""

    account: HouseAccount
    box_office_id: str

    @property
    def field(self) -> str:
        return f"account-{self.account.pk}"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def house_accounts(request: HttpRequest, slug: str) -> HttpResponse:
    """Decide about those listed, or add one."""
    organisation = enter(request, slug, "edit_register")
    found = house_accounts_of(organisation)
    if request.method == "POST":
        _decide(request, organisation, found)
        return redirect("house_accounts", slug)
    ids = {pk: name for each in organisation.connections.all() for pk, name in box_office_ids(each).items()}
    context = {
        "rows": [Row(each, ids[each.pk]) for each in found],
        "undecided": undecided(organisation),
        "crumbs": crumbs(organisation),
    }
    return render(request, "box_office/templates/house_accounts.html", context)


def _decide(request: HttpRequest, organisation: Organisation, found: list[HouseAccount]) -> None:
    if "customer" in request.POST:
        _add(request, organisation)
        return
    decisions = _read(request.POST, found)
    changed = decide_house_accounts(organisation=organisation, decisions=decisions, by=person(request))
    if changed:
        request_rebuild(organisation)
    messages.success(request, f"{count(changed, 'customer record')} decided. The figures follow within a minute.")


def _add(request: HttpRequest, organisation: Organisation) -> None:
    connection, given = connected(organisation), request.POST["customer"][:100]
    try:
        name_house_account(connection=connection, box_office_id=given, by=person(request))
    except NotFound as problem:
        messages.error(request, f"{problem.message} {problem.remedy}")
        return
    request_rebuild(organisation)
    messages.success(request, "It is a house account now. The figures follow within a minute.")


def _read(posted: QueryDict, found: list[HouseAccount]) -> dict[int, bool | None]:
    """What was chosen on the page; a record that is not on it keeps what was said."""
    chosen = {each.pk: posted.get(f"account-{each.pk}") for each in found}
    return {pk: ANSWERS[answer] for pk, answer in chosen.items() if answer in ANSWERS}
