"""Who contributes and as what, the groups that agreed, each contribution, and each comparison as it was frozen."""

from typing import Any, NoReturn

from django.db import models

from houselights.organisations.models import Organisation


class Contributor(models.Model):
    """An organisation that contributes, and what it says of itself: terms of lists. Without a row it sees nothing."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="contributor")
    region = models.CharField(max_length=64, blank=True)
    discipline = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=64, blank=True)
    size_band = models.CharField(max_length=64, blank=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"organisation {self.organisation_id}"


class PeerGroup(models.Model):
    """Organisations that agreed to be compared: whoever has its `code` may join. The name is ours, never typed."""

    name = models.CharField(max_length=40)
    code = models.CharField(max_length=60, unique=True)
    members = models.ManyToManyField(Contributor, related_name="groups")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"group {self.pk}"


class Contribution(models.Model):
    """An organisation's own protected aggregates of a quarter that is over; taken away when it contributes no more."""

    contributor = models.ForeignKey(Contributor, on_delete=models.CASCADE, related_name="contributions")
    period = models.CharField(max_length=7)
    content = models.BinaryField()  # disclosure.contributions' own bytes
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contributor", "period"], name="contributed_once_a_period")]

    def __str__(self) -> str:
        return f"{self.period} of {self.contributor}"


class PeerKey(models.Model):
    """A key that files of a peer are signed with; `whose` is what the organisation that holds them calls it."""

    contributor = models.ForeignKey(Contributor, on_delete=models.CASCADE, related_name="peer_keys")
    key = models.CharField(max_length=24)
    whose = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["whose", "key"]
        constraints = [models.UniqueConstraint(fields=["contributor", "key"], name="peer_key_known_once")]

    def __str__(self) -> str:
        return f"key {self.key}"


class CarriedFile(models.Model):
    """What a peer gave of a quarter, as it was given: the signature is checked again whenever it is read."""

    key = models.ForeignKey(PeerKey, on_delete=models.CASCADE, related_name="files")
    period = models.CharField(max_length=7)
    content = models.BinaryField()
    taken_in_at = models.DateTimeField()

    class Meta:
        ordering = ["-period"]
        constraints = [models.UniqueConstraint(fields=["key", "period"], name="carried_once_a_period")]

    def __str__(self) -> str:
        return f"{self.period} of {self.key}"


class Comparison(models.Model):
    """What a group was told of a quarter, once and for ever. `group` is a key of `rules`, no organisation."""

    group = models.CharField(max_length=100)
    period = models.CharField(max_length=7)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["group", "period"], name="compared_once")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Once."""
        if not self._state.adding:
            raise TypeError("A comparison is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Never."""
        raise TypeError("A comparison is never deleted.")

    def __str__(self) -> str:
        return f"{self.group} {self.period}"
