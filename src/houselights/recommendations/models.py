"""What the rules found the last time they were asked, and which of it people put away."""

from django.db import models

from houselights.organisations.models import Organisation, User


class Look(models.Model):
    """The last time that every rule was asked for this organisation: of which build, and on which day."""

    organisation = models.OneToOneField(Organisation, on_delete=models.CASCADE, related_name="look")
    build = models.PositiveIntegerField()
    day = models.DateField()
    mark = models.CharField(max_length=16)  # of everything else that a rule's answer rests on: see keeping.Basis

    def __str__(self) -> str:
        return f"build {self.build} on {self.day}"


class KeptRecommendation(models.Model):
    """One that a look found, as it is said; its rule is in rules.toml."""

    look = models.ForeignKey(Look, on_delete=models.CASCADE, related_name="recommendations")
    place = models.PositiveSmallIntegerField()  # the gravest first
    rule = models.CharField(max_length=40)
    subject = models.TextField(blank=True)
    says = models.TextField()
    share = models.FloatField()
    value = models.BigIntegerField()
    whole = models.BigIntegerField()
    title = models.CharField(max_length=200)
    period = models.CharField(max_length=40)
    data_as_of = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["look", "place"], name="one_recommendation_per_place")]

    def __str__(self) -> str:
        return f"{self.rule}:{self.subject}"


class Dismissal(models.Model):
    """Put away by a person; bringing it back removes the row.

    This organisation does not want to hear of it; `rule` and `subject` are a recommendation's own.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="dismissals")
    rule = models.CharField(max_length=40)
    subject = models.CharField(max_length=200, blank=True)
    said = models.TextField()  # as it read when it was put away
    dismissed_at = models.DateTimeField(auto_now_add=True)
    dismissed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-dismissed_at", "-id"]
        constraints = [models.UniqueConstraint(fields=["organisation", "rule", "subject"], name="dismissed_once")]

    def __str__(self) -> str:
        return f"{self.rule}:{self.subject}"
