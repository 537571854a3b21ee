"""What an organisation lets a funder see, version by version, and what a funder sets for its portfolio."""

from django.db import models

from houselights.organisations.models import Organisation, User


class Grant(models.Model):
    """What this funder may see of this organisation from a moment on. Only its end is ever written to it afterwards."""

    funder = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="grants_held")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="grants_given")
    version = models.PositiveIntegerField()
    return_lines = models.BooleanField()  # the lines of a return, once it is submitted
    audience = models.BooleanField()  # the organisation counts in portfolio figures, through the gate
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["funder", "organisation", "version"], name="one_grant_of_a_version"),
            models.UniqueConstraint(
                fields=["funder", "organisation"], condition=models.Q(ended_at__isnull=True), name="one_grant_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"organisation {self.organisation_id} to {self.funder_id}, version {self.version}"


class Deadline(models.Model):
    """The last day on which this funder takes a quarter's return."""

    funder = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="deadlines")
    quarter = models.CharField(max_length=7)  # 2026-Q3
    due_on = models.DateField()

    class Meta:
        ordering = ["-quarter"]
        constraints = [models.UniqueConstraint(fields=["funder", "quarter"], name="one_deadline_a_quarter")]

    def __str__(self) -> str:
        return f"{self.quarter} of {self.funder_id}"


class Exemption(models.Model):
    """This organisation owes this funder no return for a quarter. `why` is a code of rules.EXEMPTIONS, never text."""

    funder = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="exemptions_given")
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="exemptions")
    quarter = models.CharField(max_length=7)
    why = models.CharField(max_length=20)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["funder", "organisation", "quarter"], name="one_exemption_a_quarter")
        ]

    def __str__(self) -> str:
        return f"organisation {self.organisation_id} for {self.quarter}"
