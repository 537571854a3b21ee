"""What opens a box office."""

from typing import Any

from django import forms
from django.conf import settings


class ConnectForm(forms.Form):
    """Client, login and secret; the secret is never put back into the page."""

    client = forms.CharField(
        label="Client name",
        max_length=64,
        help_text="The part of your Spektrix address after system.spektrix.com, for example lyrictheatre.",
        error_messages={"required": "Enter the client name."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    login = forms.CharField(
        label="Login of the API account",
        max_length=128,
        error_messages={"required": "Enter the login."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    secret = forms.CharField(
        label="Secret key",
        max_length=500,
        help_text="Paste it whole, as Spektrix showed it. It is sealed before it is stored and never shown again.",
        error_messages={"required": "Paste the secret key."},
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )
    origin = forms.ChoiceField(label="Where your Spektrix is", help_text="Only the addresses this server allows.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        # Only the operator's list: a free address would let a person point the server at its own network.
        origins = settings.BOX_OFFICE_ORIGINS
        self.fields["origin"].choices = [(origin, origin) for origin in origins]  # type: ignore[attr-defined]
        if len(origins) == 1:
            self.fields["origin"].widget = forms.HiddenInput()
            self.fields["origin"].initial = origins[0]
