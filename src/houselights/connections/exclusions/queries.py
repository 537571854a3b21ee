"""Read exclusion rules: which are on, and what each takes out or would."""

from dataclasses import dataclass

from houselights.connections.exclusions.rules import Rule, shipped
from houselights.connections.models import BoxOfficeEvent
from houselights.organisations.models import Organisation


@dataclass(frozen=True)
class Preview:
    """A rule, whether it is on, and the box-office events that fit it: those with most tickets first."""

    rule: Rule
    is_on: bool
    events: tuple[BoxOfficeEvent, ...]

    @property
    def tickets(self) -> int:
        """Tickets that it takes out or would; those kept in all the same are not among them."""
        return sum(event.tickets for event in self.events if not event.is_kept)

    @property
    def pence(self) -> int:
        return sum(event.pence for event in self.events if not event.is_kept)


def previews(organisation: Organisation) -> list[Preview]:
    """Every rule with what it takes out or would."""
    on = set(organisation.exclusions.values_list("rule", flat=True))
    mine = BoxOfficeEvent.objects.filter(connection__organisation=organisation).select_related("connection")
    events = list(mine.order_by("-tickets", "name"))
    return [
        Preview(rule, rule.name in on, tuple(event for event in events if rule.word_in(event.name)))
        for rule in shipped()
    ]


def excluded(organisation: Organisation) -> frozenset[tuple[int, str]]:
    """(connection, box-office id) of every event that a rule takes out."""
    mine = BoxOfficeEvent.objects.filter(connection__organisation=organisation).exclude(excluded_by="")
    return frozenset(mine.values_list("connection_id", "box_office_id"))
