"""Invite everybody on a funder's list in one go: by mail where the server can, else a file of links, given once."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from houselights.organisations.models import Organisation
from houselights.organisations.portfolio.inviting import Invitation, invite_portfolio, to_invite
from houselights.organisations.portfolio.tasks import send_invitations
from houselights.web.access import enter, person
from houselights.web.templatetags.words import count
from houselights.workbooks.lines import csv_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Says whom it is about, then does it."""
    funder = enter(request, slug, "manage_portfolio")
    if request.method != "POST":
        return _page(request, funder)
    if settings.MAIL_IS_SET_UP:
        waiting = to_invite(funder).count()
        send_invitations(funder.pk, person(request).pk)
        messages.success(request, f"{count(waiting, 'invitation')} on the way by mail.")
        return redirect("portfolio", slug)
    return _file(invite_portfolio(funder=funder, by=person(request)))


def _page(request: HttpRequest, funder: Organisation) -> HttpResponse:
    context = {
        "waiting": to_invite(funder).count(),
        "by_mail": settings.MAIL_IS_SET_UP,
        "crumbs": [("Portfolio", reverse("portfolio", args=[funder.slug]))],
    }
    return render(request, "portfolio/templates/invite.html", context)


def _file(invitations: list[Invitation]) -> HttpResponse:
    rows = [[each.organisation, each.email, each.link or "has a way in already"] for each in invitations]
    content = csv_of(["Organisation", "E-mail", "One-time link, valid for three days"], rows)
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="invitations.csv"'
    return response
