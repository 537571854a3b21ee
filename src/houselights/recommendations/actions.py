"""Put a recommendation away, and bring it back; one transaction each, with its entry in the trail."""

from django.db import transaction

from houselights.audit.actions import record
from houselights.organisations.models import Organisation, User
from houselights.recommendations.models import Dismissal
from houselights.recommendations.rules import Recommendation


@transaction.atomic
def dismiss(*, organisation: Organisation, recommendation: Recommendation, by: User | None) -> Dismissal:
    """Say no more of this rule about this subject. Safe to repeat."""
    found, is_new = Dismissal.objects.get_or_create(
        organisation=organisation,
        rule=recommendation.rule.name,
        subject=recommendation.subject,
        defaults={"said": recommendation.says, "dismissed_by": by},
    )
    if is_new:
        _record("recommendation dismissed", found, by)
    return found


@transaction.atomic
def bring_back(*, dismissal: Dismissal, by: User | None) -> None:
    """Say it again, where its rule still holds."""
    _record("recommendation brought back", dismissal, by)
    dismissal.delete()


def _record(action: str, dismissal: Dismissal, by: User | None) -> None:
    record(
        action=action,
        subject=f"rule {dismissal.rule}",
        organisation=dismissal.organisation.slug,
        by=by,
        detail={"about": dismissal.subject},
    )
