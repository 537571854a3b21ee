"""Two customer records that people said are not one person's, by the keyed ids that the landing has."""

from django.db import models

from houselights.connections.models import Connection
from houselights.organisations.models import Organisation


class Parting(models.Model):
    """This record was parted from that other one. Keyed ids cannot be turned back into a person."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="partings")
    connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="+")
    customer_id = models.CharField(max_length=64)
    other_connection = models.ForeignKey(Connection, on_delete=models.CASCADE, related_name="+")
    other_customer_id = models.CharField(max_length=64)
    parted_at = models.DateTimeField()  # the same for all pairs that one decision parted

    class Meta:
        ordering = ["-parted_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["connection", "customer_id", "other_connection", "other_customer_id"],
                name="parted_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} is not {self.other_customer_id}"
