"""How allauth is used here: nobody signs up, nobody is sent to another site, and nothing is said in its words."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from houselights.organisations.actions import note_seen
from houselights.organisations.models import User

# One sentence for every refusal, so that no address is given away.
NOT_TOGETHER = "That e-mail address and password do not go together."
TOO_MANY = "Too many tries. Wait five minutes; the right password still works then."


class Adapter(DefaultAccountAdapter):
    """Closes sign-up; keeps people on this site; writes down the day they were here."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": NOT_TOGETHER,
        "invalid_login": NOT_TOGETHER,
        "too_many_login_attempts": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  (allauth's signature)
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """Somebody who was switched off gets the answer that a wrong password gets."""
        user: User | None = super().authenticate(request, **credentials)
        return user if user and user.is_active else None

    def is_safe_url(self, url: str | None) -> bool:
        """Paths alone: allauth would also allow every host that this server answers to, whatever runs there."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The next page says it."""

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        note_seen(user=user, on=timezone.localdate())
        response: HttpResponse = super().post_login(request, user, **kwargs)
        return response
