"""Whose a key is, and the files that were signed with it: named, and taken away."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from houselights.benchmarks.carrying.actions import LONGEST_NAME, name_key, remove_file, remove_key
from houselights.benchmarks.models import PeerKey
from houselights.errors import NotFound
from houselights.organisations.models import Organisation, User
from houselights.periods import parse_period
from houselights.web.access import enter, person


class WhoseForm(forms.Form):
    """One question."""

    whose = forms.CharField(
        label="Whose key is it?",
        required=False,
        max_length=LONGEST_NAME,
        help_text="For your own people: it is in no file and on nobody else’s page. Ask the peer to read its key out.",
    )


@require_http_methods(["GET", "HEAD", "POST"])
def peer_key(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """The page, and each decision on it by `do`."""
    found = _found(enter(request, slug, "contribute"), key)
    naming = request.POST.get("do", "") == "name"
    form = WhoseForm(request.POST if naming else None, initial={"whose": found.whose}, label_suffix="")
    if request.method == "POST" and (not naming or form.is_valid()):
        name = form.cleaned_data["whose"] if naming else ""
        messages.success(request, _decide(request.POST, found, name, person(request)))
        return redirect("by_hand", slug)
    context = {
        "key": found,
        "form": form,
        "held": [(each, parse_period(each.period).title) for each in found.files.all()],
        "crumbs": [
            ("Insights", reverse("insights", args=[slug])),
            ("Benchmarks", reverse("benchmarks", args=[slug])),
            ("Peers on other servers", reverse("by_hand", args=[slug])),
        ],
    }
    return render(request, "benchmarks/templates/peer_key.html", context, status=422 if form.errors else 200)


def _found(organisation: Organisation, key: str) -> PeerKey:
    found = PeerKey.objects.filter(contributor__organisation=organisation, key=key).first()
    if found is None:
        raise NotFound("No file here is signed with that key.", remedy="Look through the files on the page before.")
    return found


def _decide(posted: QueryDict, key: PeerKey, name: str, by: User) -> str:
    """What was decided, in words."""
    match posted.get("do", ""):
        case "name":
            name_key(key=key, whose=name, by=by)
            return "Saved."
        case "remove":
            file = key.files.filter(period=posted.get("quarter", "")).first()
            if file is None:
                raise NotFound("There is no such file.", remedy="It may have been removed by somebody else.")
            remove_file(file=file, by=by)
            return "The file is removed."
        case "remove all":
            remove_key(key=key, by=by)
            return "All files of that key are removed."
    raise NotFound("That is nothing to decide here.")
