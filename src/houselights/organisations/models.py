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
    portfolio = models.ManyToManyField("self", through="Listing", symmetrical=False, related_name="funders")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Listing(models.Model):
    """An organisation is on a funder's list, with what the list says of it. It gives the funder no sight of anything.

    What the funder may see is the organisation's to grant: `portfolio.Grant`.
    """

    funder = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="listings")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="listed_by")
    listed_at = models.DateTimeField(auto_now_add=True)
    made_here = models.BooleanField(default=False)  # the list brought the organisation itself here: its funder invites
    name = models.CharField(max_length=200, blank=True)  # as the list has it
    reference = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    discipline = models.CharField(max_length=64, blank=True)
    region = models.CharField(max_length=64, blank=True)
    local_authority = models.CharField(max_length=100, blank=True)
    is_priority_place = models.BooleanField(null=True)
    funding_pounds = models.PositiveBigIntegerField(null=True)
    contact = models.EmailField(blank=True)  # whom to invite; erased once they are

    class Meta:
        constraints = [models.UniqueConstraint(fields=["funder", "organisation"], name="one_grant_per_pair")]

    def __str__(self) -> str:
        return f"organisation {self.organisation_id} on the list of {self.funder_id}"

    @property
    def called(self) -> str:
        """The list's own word for it. What an organisation calls itself is its own text, and stays there."""
        return self.name or self.organisation.slug


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
