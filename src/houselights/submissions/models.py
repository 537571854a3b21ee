"""Returns: one for each organisation and quarter, what people set in it, and its frozen versions."""

from typing import Any, NoReturn

from django.db import models

from houselights.organisations.models import Organisation
from houselights.register.models import Event


class Return(models.Model):
    """The return of a quarter. `edition` grows with every change, so that the second of two people is told."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="returns")
    quarter = models.CharField(max_length=7)  # 2026-Q3
    form = models.CharField(max_length=40, default="starter")  # a name in forms/
    state = models.CharField(max_length=10, default="draft")  # a key of moves.STATES
    edition = models.PositiveIntegerField(default=0)
    mark = models.CharField(max_length=64, blank=True)  # of what was checked: signing another is refused
    left_open = models.CharField(max_length=300, blank=True)  # why something may stay open
    reason = models.CharField(max_length=300, blank=True)  # why there is another version, or it was withdrawn
    steps = models.JSONField(default=list)  # taken for the version that is being made: step, by, role, at
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-quarter"]
        constraints = [models.UniqueConstraint(fields=["organisation", "quarter"], name="one_return_per_quarter")]

    def __str__(self) -> str:
        return f"{self.quarter} of {self.organisation}"


class SetValue(models.Model):
    """A value that a person put in the place of what was filled in, with the reason."""

    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="set_values")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="+")
    field = models.CharField(max_length=40)  # a key of fields.FIELDS
    value = models.JSONField()
    reason = models.CharField(max_length=300)
    by_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["of", "event", "field"], name="one_value_per_field")]

    def __str__(self) -> str:
        return f"{self.field} of event {self.event_id}"


class _Versions(models.QuerySet["Version"]):
    """Many at once are no more to be changed than one."""

    def update(self, **_values: Any) -> NoReturn:
        raise TypeError("A version of a return is never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("A version of a return is never deleted.")


class Version(models.Model):
    """A return as it was submitted, as the bytes of its document. The database itself refuses to change one."""

    of = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    content = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    submitted_at = models.DateTimeField()
    by_id = models.BigIntegerField(null=True)  # null is the command line

    objects = _Versions.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["of", "number"], name="one_version_per_number")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Once."""
        if not self._state.adding:
            raise TypeError("A version of a return is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Never."""
        raise TypeError("A version of a return is never deleted.")

    def __str__(self) -> str:
        return f"version {self.number} of {self.of}"
