"""An organisation's access to a box office, and the catalogue of box-office events seen there."""

from django.db import models

from houselights.organisations.models import Organisation


class Connection(models.Model):
    """Authorised access to one box office. Disconnecting erases `sealed_secret` and keeps the rest unless asked."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="connections")
    kind = models.CharField(max_length=20)
    client = models.CharField(max_length=64)
    login = models.CharField(max_length=128)
    sealed_secret = models.TextField(blank=True)
    origin = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    disconnected_at = models.DateTimeField(null=True)
    history_from = models.DateField(null=True)  # the first day whose orders are read
    changes_mark = models.DateTimeField(null=True)  # orders changed since then are still to read
    requests_on = models.DateField(null=True)
    requests_made = models.PositiveIntegerField(default=0)  # on that day, against the daily budget

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "client"], name="one_connection_per_box_office_client"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.client}"

    @property
    def is_connected(self) -> bool:
        return bool(self.sealed_secret)


class BoxOfficeEvent(models.Model):
    """An event as the box office has it: the catalogue that people link from. Keyed by (connection, id)."""

    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="catalogue")
    box_office_id = models.CharField(max_length=64)
    number = models.CharField(max_length=20, blank=True)  # the bare integer that links and old forms use
    name = models.CharField(max_length=500)
    first_on = models.DateField(null=True)
    last_on = models.DateField(null=True)
    attributes = models.JSONField(default=dict)
    venue_name = models.CharField(max_length=200, blank=True)
    venue_postcode = models.CharField(max_length=10, blank=True)
    performances = models.PositiveIntegerField(default=0)
    tickets = models.PositiveIntegerField(default=0)  # held now, as landed
    pence = models.BigIntegerField(default=0)
    is_ignored = models.BooleanField(default=False)  # not ours: no longer counted as waiting
    was_unlinked = models.BooleanField(default=False)  # somebody took its link away: not adopted unless it is named
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        ordering = ["first_on", "name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["connection", "box_office_id"], name="one_row_per_box_office_event")
        ]
        indexes = [models.Index(fields=["connection", "number"])]

    def __str__(self) -> str:
        return self.name
