"""Inviting a person, another role for one, adding a place."""

from typing import Any

from django import forms

from houselights.errors import WrongUsage
from houselights.organisations.models import Organisation
from houselights.organisations.permissions import ROLE_WORDS
from houselights.register.rules import checked_postcode


class RoleForm(forms.Form):
    """What somebody may do in an organisation of its kind."""

    role = forms.ChoiceField(
        label="What may they do?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what they may do."},
    )

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.organisation = organisation
        roles = ("funder",) if organisation.kind == "funder" else ("general", "reader", "admin")
        self.fields["role"].choices = [(role, ROLE_WORDS[role]) for role in roles]  # type: ignore[attr-defined]


class InviteForm(RoleForm):
    """Whom to invite, and as what."""

    field_order = ("name", "email", "role")
    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter their name."})
    email = forms.EmailField(
        label="E-mail address",
        error_messages={
            "required": "Enter their e-mail address.",
            "invalid": "Enter an address like name@theatre.org.",
        },
    )

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        # Inviting again would change the role without a word.
        if self.organisation.members.filter(user__email=email).exists():
            raise forms.ValidationError("This person has a place here already. Make them a new link in the list.")
        return email

    def clean_name(self) -> str:
        # One line, whatever was pasted: the name may stand in the head of a message one day.
        return " ".join(self.cleaned_data["name"].split())


class PlaceForm(forms.Form):
    """A place's name and the postcode of its building."""

    name = forms.CharField(label="Name", max_length=200, error_messages={"required": "Enter the name of the place."})
    postcode = forms.CharField(
        label="Postcode",
        max_length=10,
        required=False,
        help_text="Of the building. Leave it empty for online or outdoors.",
    )

    def __init__(self, organisation: Organisation, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.organisation = organisation

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if self.organisation.locations.filter(name__iexact=name).exists():
            raise forms.ValidationError("There is a place of this name already.")
        return name

    def clean_postcode(self) -> str:
        try:
            return checked_postcode(self.cleaned_data["postcode"])
        except WrongUsage as problem:
            raise forms.ValidationError(f"{problem.message} {problem.remedy}") from None
