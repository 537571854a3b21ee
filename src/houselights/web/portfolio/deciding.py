"""What a funder sets for its portfolio: deadlines, exemptions; and asking for a count, or a reminder."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from houselights.errors import WrongUsage
from houselights.organisations.models import Organisation
from houselights.organisations.portfolio.actions import end_exemption, exempt, set_deadline
from houselights.organisations.portfolio.queries import listings_of
from houselights.organisations.portfolio.rules import exemptions
from houselights.periods import quarter_named
from houselights.submissions.console.actions import to_remind
from houselights.submissions.console.queries import console_of, due_on_of
from houselights.submissions.console.tasks import look_again, remind
from houselights.web.access import enter, person
from houselights.web.portfolio.views import asked_quarter, quarter_names
from houselights.web.templatetags.words import count, day, quarter_title


class _Deadline(forms.Form):
    quarter = forms.ChoiceField(label="Quarter")
    due_on = forms.DateField(
        label="Last day",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": "Enter the last day.", "invalid": "Enter a day like 2027-01-31."},
    )


class _Exemption(forms.Form):
    organisation = forms.ChoiceField(label="Organisation")
    quarter = forms.ChoiceField(label="Quarter")
    why = forms.ChoiceField(label="Why", choices=lambda: list(exemptions().items()))


@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Deadlines and exemptions; each form says which it is by `do`."""
    funder = enter(request, slug, "manage_portfolio")
    deadline, exemption = _forms(request, funder)
    form = {"deadline": deadline, "exempt": exemption}.get(request.POST.get("do", ""))
    if request.POST.get("do") == "end":
        _end(request, funder)
        return redirect("portfolio_settings", slug)
    if form is not None and form.is_valid() and _done(request, funder, form):
        return redirect("portfolio_settings", slug)
    return _page(request, funder, deadline, exemption)


def _forms(request: HttpRequest, funder: Organisation) -> tuple[_Deadline, _Exemption]:
    do = request.POST.get("do", "")
    deadline = _Deadline(request.POST if do == "deadline" else None, label_suffix="", prefix="deadline")
    exemption = _Exemption(request.POST if do == "exempt" else None, label_suffix="", prefix="exempt")
    names = [(name, quarter_title(name)) for name in quarter_names(asked_quarter(request))]
    for form in (deadline, exemption):
        form.fields["quarter"].choices = names  # type: ignore[attr-defined]
    listed = [(each.pk, each.called) for each in listings_of(funder)]
    exemption.fields["organisation"].choices = listed  # type: ignore[attr-defined]
    return deadline, exemption


def _done(request: HttpRequest, funder: Organisation, form: forms.Form) -> bool:
    """False where it was refused, which then stands on the form."""
    given = form.cleaned_data
    try:
        if isinstance(form, _Deadline):
            set_deadline(funder=funder, by=person(request), **given)
            messages.success(
                request, f"Returns for {quarter_title(given['quarter'])} are due on {day(given['due_on'])}."
            )
        else:
            listing = funder.listings.select_related("organisation").get(pk=given["organisation"])
            exempt(
                funder=funder,
                organisation=listing.organisation,
                quarter=given["quarter"],
                why=given["why"],
                by=person(request),
            )
            messages.success(request, f"{listing.called} owes no return for {quarter_title(given['quarter'])}.")
    except WrongUsage as problem:
        form.add_error(None, f"{problem.message} {problem.remedy}".strip())
        return False
    return True


def _end(request: HttpRequest, funder: Organisation) -> None:
    number = request.POST.get("exemption", "")
    found = funder.exemptions_given.filter(pk=int(number)).first() if number.isascii() and number.isdigit() else None
    if found:
        end_exemption(funder=funder, organisation=found.organisation, quarter=found.quarter, by=person(request))
        messages.success(request, "The exemption has ended: the return is owed again.")


def _page(request: HttpRequest, funder: Organisation, deadline: _Deadline, exemption: _Exemption) -> HttpResponse:
    chosen = quarter_names(asked_quarter(request))
    names = {each.organisation_id: each.called for each in listings_of(funder)}
    context = {
        "deadline": deadline,
        "exemption": exemption,
        "bound": next((form for form in (deadline, exemption) if form.is_bound), None),
        "due": [(name, due_on_of(funder, name)) for name in chosen],
        "exempted": [
            (each, names.get(each.organisation_id, each.organisation.slug), exemptions().get(each.why, each.why))
            for each in funder.exemptions_given.select_related("organisation").order_by(
                "-quarter", "organisation__name"
            )
        ],
        "crumbs": [("Portfolio", reverse("portfolio", args=[funder.slug]))],
    }
    status = 422 if any(form.is_bound and form.errors for form in (deadline, exemption)) else 200
    return render(request, "portfolio/templates/settings.html", context, status=status)


@require_POST
def look(request: HttpRequest, slug: str) -> HttpResponse:
    """Count what is open again, in the background."""
    funder = enter(request, slug, "manage_portfolio")
    quarter = quarter_named(request.POST.get("quarter", "")).name
    look_again(funder.pk, quarter)
    messages.success(request, "What is open is being counted again. Look at this page in a minute or two.")
    return redirect(reverse("portfolio", args=[slug]) + f"?quarter={quarter}")


@require_http_methods(["GET", "HEAD", "POST"])
def remind_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Says whom it is about, then sends."""
    funder = enter(request, slug, "manage_portfolio")
    quarter = asked_quarter(request)
    console = console_of(funder, quarter, timezone.localdate())
    waiting = to_remind(console)
    if request.method == "POST":
        if not settings.MAIL_IS_SET_UP:
            raise WrongUsage("This server cannot send mail.", remedy="Ask whoever runs it to set EMAIL_URL.")
        remind(funder.pk, quarter, person(request).pk)
        messages.success(request, f"{count(len(waiting), 'organisation')} reminded by mail.")
        return redirect(reverse("portfolio", args=[slug]) + f"?quarter={quarter}")
    context = {
        "console": console,
        "waiting": waiting,
        "by_mail": settings.MAIL_IS_SET_UP,
        "crumbs": [("Portfolio", reverse("portfolio", args=[slug]))],
    }
    return render(request, "portfolio/templates/remind.html", context)
