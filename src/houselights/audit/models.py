"""The trail: what was done, by whom, to what; append-only, each entry chained to the one before."""

from typing import Any, NoReturn

from django.db import models


class _Entries(models.QuerySet["Entry"]):
    """Many at once are no more to be changed than one."""

    def update(self, **_values: Any) -> NoReturn:
        raise TypeError("Entries of the trail are never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("Entries of the trail are never deleted.")


class Entry(models.Model):
    """One thing done. Holds ids and words, never personal values; `organisation` is a slug, "" for the installation."""

    at = models.DateTimeField(db_index=True)
    organisation = models.CharField(max_length=64, blank=True, db_index=True)
    by_id = models.BigIntegerField(null=True)  # the user's id; null is Houselights itself
    action = models.CharField(max_length=64)
    subject = models.CharField(max_length=200, blank=True)
    detail = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    chain = models.CharField(max_length=64, unique=True)

    objects = _Entries.as_manager()

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "entries"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Append only."""
        if not self._state.adding:
            raise TypeError("An entry of the trail is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Never."""
        raise TypeError("An entry of the trail is never deleted.")

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
