"""What a person writes into a publication, and the reason for a step back."""

from collections.abc import Sequence
from typing import Any

from django import forms

from houselights.submissions.actions import REASON_LENGTH
from houselights.submissions.publishing.actions import Said
from houselights.submissions.publishing.tables import Offer

_NO_NAMES = "No name of an organisation, event, place or person: it would stop the release."


class DraftForm(forms.Form):
    """The texts, and which tables. Those that tell nothing are listed beside, with why."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_147_483_647, initial=0)
    title = forms.CharField(
        label="Title",
        max_length=120,
        help_text=_NO_NAMES,
        error_messages={"required": "Write a title."},
    )
    summary = forms.CharField(
        label="What it shows, in a sentence or two",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what it shows."},
    )
    tables = forms.MultipleChoiceField(
        label="Which figures",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one table.", "invalid_choice": "That is not for the public."},
    )
    note = forms.CharField(
        label="What a reader should know about it",
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="You may leave it blank.",
    )

    def __init__(self, offers: Sequence[Offer], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["tables"].choices = [(each.name, each.title) for each in offers if not each.why_not]  # type: ignore[attr-defined]

    def said(self) -> Said:
        """Of a valid form."""
        given = self.cleaned_data
        return Said(given["title"], given["summary"], given["note"], given["tables"])


class StepForm(forms.Form):
    """A step of a publication. `edition` tells whether somebody else was quicker."""

    do = forms.CharField(widget=forms.HiddenInput)
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_147_483_647)


class ReasonForm(StepForm):
    """A step that needs a reason."""

    reason = forms.CharField(
        label="Why",
        max_length=REASON_LENGTH,
        error_messages={"required": "Say why.", "max_length": f"Say it in at most {REASON_LENGTH} letters."},
    )
