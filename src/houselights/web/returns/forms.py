"""What a person gives a return: one value with its reason, or a signature with what they looked at."""

from typing import Any

from django import forms

from houselights.submissions.actions import REASON_LENGTH
from houselights.submissions.drafting import Draft

_WHY = {"required": "Say why.", "max_length": f"Say it in at most {REASON_LENGTH} letters."}


class SubmitForm(forms.Form):
    """The end of the page: only what this return needs is asked."""

    mark = forms.CharField(widget=forms.HiddenInput, max_length=64)
    has_looked = forms.BooleanField(
        label="The large differences are right",
        error_messages={"required": "Look at the large differences, and say that they are right."},
    )
    left_open = forms.CharField(
        label="Why does this stay open?",
        help_text="One sentence, kept with what you sign. Your funder sees the lines alone. Mend what you can first.",
        max_length=REASON_LENGTH,
        error_messages=_WHY,
    )

    def __init__(self, draft: Draft, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.initial = {"mark": draft.mark, "left_open": draft.row.left_open, **self.initial}
        if not draft.large:
            del self.fields["has_looked"]
        if not draft.gaps:
            del self.fields["left_open"]


class ValueForm(forms.Form):
    """One value of one line. `edition` tells whether somebody else was quicker."""

    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2_147_483_647)
    field = forms.ChoiceField(label="Which value")
    text = forms.CharField(
        label="What it should be",
        max_length=300,
        help_text="A whole number, a word of the list, yes or no, a day as 2026-10-03, or pounds as 1250.50.",
        error_messages={"required": "Give the value."},
    )
    reason = forms.CharField(
        label="Why",
        help_text="Kept in the return beside the value. Your funder sees the value, not why.",
        max_length=REASON_LENGTH,
        error_messages=_WHY,
    )

    def __init__(self, draft: Draft, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        settable = [each.field for each in draft.form.asked if not each.field.is_worked_out]
        self.fields["field"].choices = [(each.name, each.title) for each in settable]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why a submitted return is amended or withdrawn."""

    reason = forms.CharField(label="Why", max_length=REASON_LENGTH, error_messages=_WHY)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
