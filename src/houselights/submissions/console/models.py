"""What the console keeps so that it need not count a thousand drafts for one page: codes and counts, nothing else."""

from django.db import models

from houselights.organisations.models import Organisation


class Readiness(models.Model):
    """What an organisation's return still lacked when it was last looked at: `{code: how often}`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="readiness")
    quarter = models.CharField(max_length=7)
    lacks = models.JSONField(default=dict)
    looked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "quarter"], name="one_readiness_a_quarter")]

    def __str__(self) -> str:
        return f"{self.quarter} of organisation {self.organisation_id}"


class Contribution(models.Model):
    """An organisation's own aggregates of a quarter, for figures of many; they leave only by the gate, with others'."""

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="contributions")
    quarter = models.CharField(max_length=7)
    content = models.BinaryField()  # disclosure.contributions' own bytes: counts, never a row about a person
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "quarter"], name="one_contribution_a_quarter")]

    def __str__(self) -> str:
        return f"{self.quarter} of organisation {self.organisation_id}"
