"""One event, as the template knows it: every question with its own label and hint."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from houselights.organisations.models import Organisation
from houselights.register.models import Event, Location
from houselights.register.queries import terms

_YES_NO = [("", "Not said yet"), ("yes", "Yes"), ("no", "No")]
_TRUTH = {"yes": True, "no": False, "": None}
_SOME_DAY = [
    MinValueValidator(date(1900, 1, 1), "Enter a day after 1900."),
    MaxValueValidator(date(2199, 12, 31), "Enter a day before 2200."),
]
_LIST_WORDS = {
    "event_type": ("Event type", "What kind of thing it is."),
    "sub_discipline": ("Sub-discipline", "The art form it belongs to, as closely as the list goes."),
    "distribution_type": ("Distribution type", "How it reaches its audience."),
}


class EventForm(forms.Form):
    """Values arrive as the person's words and leave as the register's: yes and no become true and false."""

    name = forms.CharField(
        label="Name",
        max_length=300,
        help_text="As your audience knows it.",
        error_messages={"required": "Enter a name."},
    )
    starts_on = forms.DateField(
        label="First day",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=_SOME_DAY,
        error_messages={"invalid": "Enter a real date, like 3 5 2026 for 3 May 2026."},
    )
    ends_on = forms.DateField(
        label="Last day",
        required=False,
        help_text="The same as the first day if it happens once.",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=_SOME_DAY,
        error_messages={"invalid": "Enter a real date, like 3 5 2026 for 3 May 2026."},
    )
    location: "forms.ModelChoiceField[Location]" = forms.ModelChoiceField(
        None, label="Place", required=False, empty_label="Not said yet"
    )
    event_type = forms.ChoiceField(required=False)
    is_funded = forms.ChoiceField(
        label="Is it funded?", help_text="By the grant you report on.", choices=_YES_NO, required=False
    )
    sub_discipline = forms.ChoiceField(required=False)
    distribution_type = forms.ChoiceField(required=False)
    number_of_performances = forms.IntegerField(
        label="Number of performances",
        required=False,
        min_value=0,
        max_value=100_000,
        error_messages={"invalid": "Enter a whole number."},
    )
    is_ticketed = forms.ChoiceField(
        label="Are tickets sold or issued?",
        choices=_YES_NO,
        required=False,
        help_text="No for an open exhibition or a parade.",
    )
    attendance = forms.IntegerField(
        label="Attendance",
        required=False,
        min_value=0,
        max_value=100_000_000,
        help_text="Only where no tickets count it.",
        error_messages={"invalid": "Enter a whole number."},
    )
    attendance_is_estimated = forms.ChoiceField(label="Is the attendance estimated?", choices=_YES_NO, required=False)
    description = forms.CharField(label="Description", required=False, widget=forms.Textarea, max_length=5000)

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.fields["location"].queryset = organisation.locations.all()  # type: ignore[attr-defined]
        for name, (label, hint) in _LIST_WORDS.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.choices = self._choices(name)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if isinstance(starts, date) and isinstance(ends, date) and ends < starts:
            self.add_error("ends_on", "The last day is before the first day.")
        return cleaned

    def as_fields(self) -> dict[str, Any]:
        """What register.actions wants: the model's own field names and values."""
        truths = {name for name, field in self.fields.items() if getattr(field, "choices", None) == _YES_NO}
        return {name: _TRUTH[value] if name in truths else value for name, value in self.cleaned_data.items()}

    @staticmethod
    def of(event: Event) -> dict[str, Any]:
        """The first values of the form of an event."""
        words = {True: "yes", False: "no", None: ""}
        values = {name: getattr(event, name) for name in EventForm.base_fields}
        return {
            name: words[value] if isinstance(value, bool) or name in ("is_funded", "is_ticketed") else value
            for name, value in values.items()
        }

    def _choices(self, name: str) -> list[Any]:
        """The list's terms of today, and the value the event has even where the list no longer has it."""
        listed = terms(name)
        kept = self.initial.get(name)
        extra = [(kept, f"{kept} (no longer on the list)")] if kept and kept not in listed else []
        return [("", "Not said yet"), *[(term, term) for term in listed], *extra]
