"""Releases as they were frozen, never changed; and which of their tables somebody was given."""

from typing import Any, NoReturn

from django.db import models


class _Kept(models.QuerySet["Release"]):
    """Many at once are no more to be changed than one."""

    def update(self, **_values: Any) -> NoReturn:
        raise TypeError("A release is never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("A release is never deleted.")


class Release(models.Model):
    """All tables about `of` in one period, protected together; `of` is an organisation's slug or a portfolio's name.

    A period has at most two: what was known before it was over, and the final one.
    """

    of = models.CharField(max_length=100, db_index=True)
    period = models.CharField(max_length=20)
    is_final = models.BooleanField()
    made_at = models.DateTimeField()
    content = models.BinaryField()  # disclosure.frozen's own bytes
    digest = models.CharField(max_length=64)

    objects = _Kept.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["of", "period", "is_final"], name="released_once")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Once."""
        if not self._state.adding:
            raise TypeError("A release is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Never."""
        raise TypeError("A release is never deleted.")

    def __str__(self) -> str:
        return f"{self.of} {self.period}"


class Given(models.Model):
    """Somebody was given a table of a release for the first time; `to_id` is their id, null is the command line."""

    of = models.CharField(max_length=100)
    period = models.CharField(max_length=20)
    build = models.PositiveIntegerField()
    reader = models.CharField(max_length=10)
    measure = models.CharField(max_length=40)
    by = models.CharField(max_length=100, blank=True)
    to_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "given"
        indexes = [models.Index(fields=["of", "period", "reader", "measure"])]

    def __str__(self) -> str:
        return f"{self.measure} of {self.of} to {self.reader}"
