"""Guides for marketing officers, open to all; the gallery of components for those who build pages."""

from typing import NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from houselights.errors import NotFound
from houselights.measures.catalogue import MEASURES
from houselights.web.charts import Mark, bars, draw
from houselights.web.help.searching import cleaned, figures_about, guides_about
from houselights.web.insights.figures import Figure


class Guide(NamedTuple):
    """A guide's heading and what it answers, in one sentence."""

    heading: str
    says: str


GUIDES = {
    "connect-spektrix": Guide("Connect Spektrix", "What to ask the box office for, and what to do with it."),
    "events": Guide("Put events on the register", "From the box office in a few ticks, or one by one."),
    "add-many": Guide(
        "Add many events at once", "A workbook filled in, checked cell by cell, handed back with its problems marked."
    ),
    "blanks": Guide("Fill in the blanks", "What a return asks of every event, suggested and filled in many at once."),
    "attributes": Guide(
        "Set the attributes up in Spektrix", "Four exact names, so that new events come without blanks."
    ),
    "waiting": Guide(
        "What waits behind an unlinked event", "Why a sale is not counted yet, and the one step that mends it."
    ),
    "mend-a-feed": Guide("Mend a feed that brings nothing", "What to look at, in which order, and who can mend it."),
    "insights": Guide("Read and compare figures", "Two periods side by side, and what explains the change."),
    "peers": Guide("Compare yourself with your peers", "What leaves, who sees it, and how to read where you stand."),
    "import-a-portfolio": Guide(
        "Import your portfolio", "For funders: the list of organisations, inviting them, and what you then see."
    ),
    "publish-safely": Guide("Publish safely", "For funders: figures for everybody, and what keeps people out of them."),
    "questions": Guide("Questions and answers", "Privacy, figures that differ, and other things people ask."),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every guide, or what some words are found in."""
    words = cleaned(request.GET.get("q", ""))
    context = {"guides": guides_about(words, GUIDES), "figures": figures_about(words), "words": words}
    return render(request, "help/templates/index.html", context)


@require_safe
def guide(request: HttpRequest, name: str) -> HttpResponse:
    if name not in GUIDES:
        raise NotFound("There is no such guide.", remedy="Look through the list of guides.")
    return render(request, f"help/templates/{name}.html", {"guide": GUIDES[name], "guides": GUIDES})


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """What each measure means: the same words that its query, its label and its test are written from."""
    return render(request, "help/templates/figures.html", {"measures": MEASURES})


class _Form(forms.Form):
    """Shows a field in its two states."""

    name = forms.CharField(label="Name of the event", help_text="As the audience knows it.")
    kind = forms.ChoiceField(
        label="Is it funded?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        help_text="By your grant.",
    )


@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Every component once, with made-up words."""
    return render(request, "help/templates/gallery.html", {"figure": _figure(), "form": _Form({"name": ""})})


def _figure() -> Figure:
    says = "Cinderella brought half of the tickets."
    marks = [
        Mark("Cinderella", 1020, "1,020", named=True),
        Mark("The Tempest", 640, "640"),
        Mark("Jazz at Noon", 190, "190"),
    ]
    return Figure(
        name="example",
        measure="tickets",
        heading="By event",
        sentence=says,
        picture=draw(bars(marks), build=0, title=says),
        caption="Tickets by event, made up; 1,850 in all.",
        heads=["Event", "Tickets"],
        rows=[[mark.label, mark.written] for mark in marks],
        totals=["In all", "1,850"],
        note="",
    )
