"""Organisations, people, and a person's place in an organisation."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Organisation(models.Model):
    """The body whose audience it is; owns everything below. The slug never changes: folders are named by it."""

    KINDS = [
        ("npo", "National Portfolio Organisation"),
        ("organisation", "Arts organisation"),
        ("funder", "Funder"),
    ]
    slug = models.SlugField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=KINDS, default="npo")
    time_zone = models.CharField(max_length=64, default="Europe/London")
    sealed_key = models.TextField()  # its own random key, sealed by the master key
    created_at = models.DateTimeField(auto_now_add=True)
    portfolio = models.ManyToManyField("self", through="Grant", symmetrical=False, related_name="funders")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Grant(models.Model):
    """An organisation is in a funder's portfolio. (What the funder may see is decided by the gate.)"""

    funder = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="grants_held")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="grants_given")
    granted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["funder", "organisation"], name="one_grant_per_pair")]

    def __str__(self) -> str:
        return f"{self.organisation} to {self.funder}"


class UserManager(BaseUserManager["User"]):
    """Finds people by e-mail whatever its capitals, as Django's sign-in asks for them."""

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """A person who signs in. An operator runs the server and belongs to no organisation by that."""

    email = models.EmailField(unique=True)  # stored in lower case
    name = models.CharField(max_length=200, blank=True)
    is_operator = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_seen_on = models.DateField(null=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = []

    def __str__(self) -> str:
        return f"user {self.pk}"  # never the address: this text reaches logs


class Member(models.Model):
    """A person's place in an organisation; `role` is a key of `permissions.ROLES`."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="members")
    role = models.CharField(max_length=20)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "organisation"], name="one_place_per_organisation")]

    def __str__(self) -> str:
        return f"{self.user} as {self.role} of {self.organisation}"


class SetupToken(models.Model):
    """The one-time link for the first operator, as a digest; there is one at most."""

    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return "setup token"
