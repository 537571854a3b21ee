"""Signing in, and choosing a password."""

from typing import Any

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password

from houselights.organisations.models import User


class SignInForm(LoginForm):
    """allauth's own, in our words; what it says of a refusal is the adapter's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["login"].label = "E-mail address"
        self.fields["login"].widget.attrs = {
            "autocomplete": "username",
            "autocapitalize": "none",
            "spellcheck": "false",
        }
        self.fields["login"].error_messages = {
            "required": "Enter your e-mail address.",
            "invalid": "Enter an e-mail address like name@theatre.org.",
        }
        self.fields["password"].widget.attrs = {"autocomplete": "current-password"}
        self.fields["password"].help_text = ""
        self.fields["password"].error_messages = {"required": "Enter your password."}


class PasswordForm(forms.Form):
    """A password that is good enough; the rules are said before, not after."""

    password = forms.CharField(
        label="Choose a password",
        help_text="At least 12 characters. Three or four words that nobody would put together are good.",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password."},
    )

    def __init__(self, user: User | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.user = user

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        validate_password(password, self.user)
        return password


class WelcomeForm(PasswordForm):
    """What an invited person says of themselves."""

    name = forms.CharField(
        label="Your name",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": "Enter your name."},
    )
    field_order = ["name", "password"]

    def clean_name(self) -> str:
        return " ".join(self.cleaned_data["name"].split())


class FirstOperatorForm(WelcomeForm):
    """The first person of an installation."""

    email = forms.EmailField(
        label="E-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
        error_messages={"required": "Enter your e-mail address.", "invalid": "Enter an address like name@theatre.org."},
    )
    field_order = ["name", "email", "password"]

    def clean_email(self) -> str:
        """Cleaned before the password, which must not be like it."""
        self.user = User(email=self.cleaned_data["email"])
        return self.user.email
