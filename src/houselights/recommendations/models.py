"""Recommendations that people put away: which, when and who; bringing one back removes its row."""

from django.db import models

from houselights.organisations.models import Organisation, User


class Dismissal(models.Model):
    """This organisation does not want to hear of it; `rule` and `subject` are a recommendation's own."""

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
