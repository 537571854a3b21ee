"""What must never stand in what left the house (names), and what may: the terms of the installation's lists."""

from houselights.organisations.models import Organisation, User
from houselights.register.models import Event, Location
from houselights.register.queries import vocabularies


def names_that_stay() -> list[str]:
    """All of them, of the whole installation."""
    return [
        *Organisation.objects.values_list("name", flat=True),
        *Event.objects.values_list("name", flat=True),
        *Location.objects.values_list("name", flat=True),
        *User.objects.exclude(name="").values_list("name", flat=True),
        *User.objects.values_list("email", flat=True),
    ]


def terms_that_leave() -> set[str]:
    """Every label of every list, whenever it was valid, and what it lies within."""
    return {label for each in vocabularies().values() for term in each.terms for label in (term.label, term.parent)}
