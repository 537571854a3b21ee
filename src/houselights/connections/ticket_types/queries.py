"""Read ticket types: all of them with their class or the one suggested, and how much is not sorted yet."""

from dataclasses import dataclass

from houselights.connections.models import TicketType
from houselights.organisations.models import Organisation
from houselights.vocabularies.price_classes import Suggestion, suggested


@dataclass(frozen=True)
class Sorted:
    """A ticket type; a suggestion only while it has no class."""

    ticket_type: TicketType
    suggestion: Suggestion | None


@dataclass(frozen=True)
class Unsorted:
    """Ticket types without a class, and the tickets sold under them: they count as `other`."""

    types: int
    tickets: int


def ticket_types_of(organisation: Organisation) -> list[Sorted]:
    """Those without a class first, the most sold first among them."""
    mine = TicketType.objects.filter(connection__organisation=organisation).select_related("connection")
    rows = sorted(mine, key=lambda each: (bool(each.price_class), -each.tickets, each.name))
    return [Sorted(each, None if each.price_class else suggested(each.name)) for each in rows]


def unsorted(organisation: Organisation) -> Unsorted:
    """What counts as `other` because nobody has sorted it."""
    mine = TicketType.objects.filter(connection__organisation=organisation, price_class="", tickets__gt=0)
    tickets = list(mine.values_list("tickets", flat=True))
    return Unsorted(len(tickets), sum(tickets))


def price_class_of(organisation: Organisation) -> dict[tuple[int, str], str]:
    """{(connection, ticket type): price class} of all that were sorted, in a fixed order."""
    mine = TicketType.objects.filter(connection__organisation=organisation).exclude(price_class="")
    rows = mine.order_by("connection", "name").values_list("connection_id", "name", "price_class")
    return {(connection, name): price_class for connection, name, price_class in rows}
