"""Read what people put away, and which recommendations are left."""

from collections.abc import Iterable

from houselights.errors import NotFound
from houselights.organisations.models import Organisation
from houselights.recommendations.models import Dismissal
from houselights.recommendations.rules import Recommendation


def dismissals_of(organisation: Organisation) -> list[Dismissal]:
    """The latest first, each with who did it."""
    return list(Dismissal.objects.filter(organisation=organisation).select_related("dismissed_by"))


def dismissal_of(organisation: Organisation, number: int) -> Dismissal:
    """One of this organisation's, or NotFound."""
    found = Dismissal.objects.select_related("organisation").filter(organisation=organisation, pk=number).first()
    if found is None:
        raise NotFound(
            "That recommendation is not put away any more.", remedy="Look at the list again: it has changed."
        )
    return found


def not_dismissed(organisation: Organisation, found: Iterable[Recommendation]) -> list[Recommendation]:
    """Those that nobody put away."""
    away = set(Dismissal.objects.filter(organisation=organisation).values_list("rule", "subject"))
    return [each for each in found if (each.rule.name, each.subject) not in away]
