"""How many came, took part or watched: figures that a person gives of one event, with how each is known."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from houselights.errors import NotFound
from houselights.feeds.actions import request_rebuild
from houselights.register.attendance.actions import give_figure, take_figure_back
from houselights.register.attendance.methods import KINDS, methods
from houselights.register.attendance.queries import Given, figures_of, parts_of
from houselights.register.attendance.rules import MOST, WHOLE, Part
from houselights.register.models import Event
from houselights.register.queries import event_of
from houselights.web.access import enter, person
from houselights.web.events.attended import part_title, problem_of, said
from houselights.web.events.views import crumbs


@dataclass(frozen=True)
class Row:
    """A figure in words, what is wrong with it, and what takes it back."""

    text: str
    problem: str
    kind: str
    part: str


class AttendanceForm(forms.Form):
    """One figure: of what, which people, how many, how it is known."""

    part = forms.ChoiceField(
        label="Of what", help_text="A figure of the whole event, or of a quarter, goes before those of performances."
    )
    kind = forms.ChoiceField(
        label="Which people",
        choices=list(KINDS.items()),
        help_text="Participants took part themselves. Nobody is both: give each person once.",
    )
    figure = forms.IntegerField(
        label="How many",
        min_value=0,
        max_value=MOST,
        error_messages={"required": "Enter how many; 0 for nobody.", "invalid": "Enter a whole number."},
    )
    method = forms.ChoiceField(
        label="How it is known",
        help_text="Choose tickets for participants where they hold tickets: they are taken out of the audience.",
        error_messages={"required": "Choose how it is known."},
    )

    def __init__(self, event: Event, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        titles = [(code_of(part), part_title(part, event)) for part in parts_of(event)]
        self.fields["part"].choices = titles  # type: ignore[attr-defined]
        self.fields["method"].choices = [("", "Not said yet")] + [  # type: ignore[attr-defined]
            (each.name, each.title) for each in methods().values()
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind, method = cleaned.get("kind"), cleaned.get("method")
        if kind and method and kind not in methods()[method].kinds:
            self.add_error("method", f"{methods()[method].title} cannot tell the {KINDS[kind].lower()}.")
        return cleaned


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The figures given, and one more."""
    organisation = enter(request, slug, "edit_register")
    event = event_of(organisation, number)
    form = AttendanceForm(event, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        part = part_of(given["part"])
        give_figure(
            event=event,
            kind=given["kind"],
            figure=given["figure"],
            method=given["method"],
            part=part,
            by=person(request),
        )
        request_rebuild(organisation)
        messages.success(request, "Saved. The figures follow within a minute.")
        return redirect("attendance", slug, number)
    context = {
        "event": event,
        "form": form,
        "rows": [_row(event, each) for each in figures_of(event)],
        "crumbs": crumbs(organisation, (event.name, reverse("event", args=[slug, number]))),
    }
    return render(request, "events/templates/attendance.html", context, status=422 if form.errors else 200)


@require_POST
def take_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A figure that should not have been given: tickets count again, where there are any."""
    organisation = enter(request, slug, "edit_register")
    event = event_of(organisation, number)
    part = part_of(request.POST.get("part", ""))
    take_figure_back(event=event, kind=request.POST.get("kind", ""), part=part, by=person(request))
    request_rebuild(organisation)
    messages.success(request, "Taken back. The figures follow within a minute.")
    return redirect("attendance", slug, number)


def code_of(part: Part) -> str:
    """The part as a form sends it."""
    if part.performance_id:
        return f"p:{part.connection}:{part.performance_id}"
    return f"q:{part.quarter}" if part.quarter else "whole"


def part_of(code: str) -> Part:
    """The part that a form means; NotFound for anything else."""
    kind, _, rest = code.partition(":")
    if code == "whole":
        return WHOLE
    if kind == "q" and rest:
        return Part(rest)
    connection, _, performance_id = rest.partition(":")
    if kind == "p" and connection.isascii() and connection.isdecimal() and len(connection) < 19 and performance_id:
        return Part("", int(connection), performance_id)
    raise NotFound("The event has no such part.", remedy="Choose one that the form offers.")


def _row(event: Event, given: Given) -> Row:
    return Row(said(event, given), problem_of(event, given), given.kind, code_of(given.part))
