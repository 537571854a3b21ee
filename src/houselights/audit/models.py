"""The trail: what was done, by whom, to what; append-only, each entry chained to the one before."""

from django.db import models


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

    class Meta:
        ordering = ["-id"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.action} {self.subject}"
