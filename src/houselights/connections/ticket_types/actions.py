"""Sort ticket types into price classes; the list follows what was landed."""

from collections.abc import Mapping

from django.db import transaction

from houselights.audit.actions import record
from houselights.connections.models import Connection, TicketType
from houselights.errors import NotFound, WrongUsage
from houselights.organisations.models import Organisation, User
from houselights.vocabularies.price_classes import price_classes


@transaction.atomic
def sort_ticket_types(*, organisation: Organisation, classes: Mapping[int, str], by: User | None) -> int:
    """Give ticket types, by their number, a price class, "" for none; how many changed. All or nothing."""
    known = {each.name for each in price_classes()} | {""}
    if wrong := set(classes.values()) - known:
        raise WrongUsage(f"“{min(wrong)}” is no price class.", remedy=f"Use one of: {', '.join(sorted(known - {''}))}.")
    mine = TicketType.objects.select_for_update().filter(connection__organisation=organisation, pk__in=classes)
    found = {each.pk: each for each in mine}
    if set(classes) - set(found):
        raise NotFound("There is no such ticket type.")
    changed = [each for each in found.values() if each.price_class != classes[each.pk]]
    for each in changed:
        each.price_class = classes[each.pk]
    TicketType.objects.bulk_update(changed, ["price_class"], batch_size=200)
    if changed:
        detail = {str(each.pk): each.price_class for each in changed}  # names may be anybody's words: numbers only
        record(
            action="ticket types sorted", subject="ticket types", organisation=organisation.slug, by=by, detail=detail
        )
    return len(changed)


@transaction.atomic
def update_ticket_types(*, connection: Connection, held: Mapping[str, tuple[int, int]]) -> None:
    """Tickets and pence by name, as landed; a type that nobody holds any more stays, with nothing."""
    known = {each.name: each for each in connection.ticket_types.all()}
    for name in held:
        known.setdefault(name, TicketType(connection=connection, name=name))
    changed = [each for name, each in known.items() if (each.tickets, each.pence) != held.get(name, (0, 0))]
    for each in changed:
        each.tickets, each.pence = held.get(each.name, (0, 0))
    TicketType.objects.bulk_update([each for each in changed if each.pk], ["tickets", "pence"], batch_size=200)
    TicketType.objects.bulk_create([each for each in known.values() if each.pk is None])
