"""Publications of a funder, and the files that each was frozen into; the database itself refuses to change one."""

from typing import Any, NoReturn

from django.db import models

from houselights.organisations.models import Organisation


class Publication(models.Model):
    """What a funder tells the public of one period. `edition` grows with every change; `content` is what was asked for.

    `worked_on` are the ids of everybody who wrote a word of it or asked for its release: none of them releases it.
    """

    funder = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="publications")
    period = models.CharField(max_length=7)  # 2026-Q3, 2026-27
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=600)
    note = models.CharField(max_length=600, blank=True)
    tables = models.JSONField(default=list)  # names of tables.Offer
    state = models.CharField(max_length=10, default="draft")  # a key of moves.STATES
    edition = models.PositiveIntegerField(default=0)
    worked_on = models.JSONField(default=list)
    content = models.BinaryField(default=bytes)  # document.PublicDocument, from when its release was asked for
    slug = models.CharField(max_length=80, blank=True)  # its address, from its release on
    reason = models.CharField(max_length=300, blank=True)  # why it was sent back, or withdrawn
    created_at = models.DateTimeField(auto_now_add=True)
    released_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["funder", "slug"], condition=~models.Q(slug=""), name="one_publication_an_address"
            )
        ]

    def __str__(self) -> str:
        return f"publication {self.pk}"


class _Files(models.QuerySet["FrozenFile"]):
    """Many at once are no more to be changed than one."""

    def update(self, **_values: Any) -> NoReturn:
        raise TypeError("What was published is never changed.")

    def delete(self) -> NoReturn:
        raise TypeError("What was published is never deleted.")


class FrozenFile(models.Model):
    """A page or a file of a publication, byte for byte as it was released."""

    of = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=40, blank=True)  # what follows the publication's address
    content_type = models.CharField(max_length=60)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)

    objects = _Files.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["of", "name"], name="one_file_of_a_name")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Once."""
        if not self._state.adding:
            raise TypeError("What was published is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        """Never."""
        raise TypeError("What was published is never deleted.")

    def __str__(self) -> str:
        return f"{self.name or 'page'} of publication {self.of_id}"
