"""One-time links: an invited person sets a password; the first operator claims a new installation."""

import hashlib
import secrets

from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.encoding import force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from houselights.audit.actions import record
from houselights.errors import NotFound, Refused, WrongUsage
from houselights.organisations.actions import checked_email
from houselights.organisations.models import SetupToken, User


def invitation_path(user: User) -> str:
    """The path of a one-time link: it dies when a password is set with it, and after three days."""
    number = urlsafe_base64_encode(str(user.pk).encode())
    return f"/welcome/{number}/{default_token_generator.make_token(user)}/"


def user_of_invitation(number: str, token: str) -> User | None:
    """Whose link this is; None when it is used, old or made up."""
    try:
        user = User.objects.get(pk=int(force_str(urlsafe_base64_decode(number))), is_active=True)
    except (ValueError, OverflowError, User.DoesNotExist):
        return None
    return user if default_token_generator.check_token(user, token) else None


@transaction.atomic
def accept_invitation(*, user: User, password: str, name: str = "") -> None:
    """Set the password; that ends the link and every session of the person."""
    set_password(user=user, password=password)
    if name.strip():
        user.name = name.strip()
        user.save(update_fields=["name"])
    record(action="password set", subject=f"user {user.pk}", by=user)


def set_password(*, user: User, password: str) -> None:
    """Set a password that is good enough; WrongUsage with what is wrong with it."""
    try:
        validate_password(password, user)
    except ValidationError as problem:
        raise WrongUsage(" ".join(problem.messages), remedy="Choose a longer, less common one.") from None
    user.set_password(password)
    user.save(update_fields=["password"])


def first_operator_path() -> str | None:
    """A new one-time link for the first operator, the only one that is valid; None when there is an operator."""
    if User.objects.filter(is_operator=True).exists():
        return None
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        SetupToken.objects.all().delete()
        SetupToken.objects.create(digest=_digest(token))
    return f"/first/{token}/"


def is_setup_token(token: str) -> bool:
    """Is this the link that `setup` printed last, and nobody has used it?"""
    return SetupToken.objects.filter(digest=_digest(token)).exists()


@transaction.atomic
def make_first_operator(*, token: str, email: str, name: str, password: str) -> User:
    """Claim a new installation, once."""
    if User.objects.filter(is_operator=True).exists():
        raise Refused("This installation has its operator.", remedy="Ask them to invite you.")
    if not is_setup_token(token):
        raise NotFound("There is no such page.")
    user, _ = User.objects.get_or_create(email=checked_email(email))
    user.is_operator, user.name = True, name.strip()
    user.save()
    set_password(user=user, password=password)
    SetupToken.objects.all().delete()
    record(action="first operator", subject=f"user {user.pk}", by=user)
    return user


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
