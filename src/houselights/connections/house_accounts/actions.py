"""Decide which customer records are house accounts; the list of suggestions follows what was landed."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from houselights.audit.actions import record
from houselights.connections.house_accounts.rules import Volume, suspicion
from houselights.connections.models import Connection, HouseAccount
from houselights.errors import NotFound
from houselights.organisations.models import Organisation, User

_FOLLOW = ("reference", "orders", "tickets", "pence", "reason")


@transaction.atomic
def decide_house_accounts(*, organisation: Organisation, decisions: Mapping[int, bool | None], by: User | None) -> int:
    """Say of records, by their number here, whether each is a house account; how many changed. All or nothing."""
    mine = HouseAccount.objects.select_for_update().filter(connection__organisation=organisation, pk__in=decisions)
    found = {each.pk: each for each in mine}
    if set(decisions) - set(found):
        raise NotFound("There is no such customer record.")
    changed = [each for each in found.values() if each.is_house_account != decisions[each.pk]]
    for each in changed:
        each.is_house_account = decisions[each.pk]
        each.save(update_fields=["is_house_account"])
    if changed:
        _record(organisation, by, {str(each.pk): each.is_house_account for each in changed})
    return len(changed)


@transaction.atomic
def add_house_account(*, connection: Connection, volume: Volume, by: User | None) -> HouseAccount:
    """A record that a person names, whatever its volume. Safe to repeat."""
    account, _ = HouseAccount.objects.update_or_create(
        connection=connection,
        customer_id=volume.customer_id,
        defaults={
            "reference": volume.reference,
            "orders": volume.orders,
            "tickets": volume.tickets,
            "pence": volume.pence,
            "is_house_account": True,
        },
    )
    _record(connection.organisation, by, {str(account.pk): True})
    return account


@transaction.atomic
def update_house_accounts(*, connection: Connection, volumes: Iterable[Volume], orders_in_all: int) -> None:
    """Suggest those whose volume says so; a suggestion that no longer holds goes, a decision stays."""
    known = {each.customer_id: each for each in connection.house_accounts.all()}
    held = {each.customer_id: each for each in volumes}
    for name, each in held.items():
        reason = suspicion(each.orders, each.tickets, orders_in_all=orders_in_all)
        if name in known or reason:
            row = known.setdefault(name, HouseAccount(connection=connection, customer_id=name))
            row.reference, row.orders, row.tickets, row.pence = each.reference, each.orders, each.tickets, each.pence
            row.reason = reason
    for name in known.keys() - held.keys():
        known[name].orders = known[name].tickets = known[name].pence = 0
        known[name].reason = ""
    stale = [each.pk for each in known.values() if each.pk and not each.reason and each.is_house_account is None]
    HouseAccount.objects.filter(pk__in=stale).delete()
    HouseAccount.objects.bulk_create([each for each in known.values() if each.pk is None])
    staying = [each for each in known.values() if each.pk is not None and each.pk not in stale]
    HouseAccount.objects.bulk_update(staying, _FOLLOW, batch_size=200)


def _record(organisation: Organisation, by: User | None, decisions: dict[str, bool | None]) -> None:
    """By our own numbers: a keyed id stands for a customer."""
    slug = organisation.slug
    record(action="house accounts decided", subject="house accounts", organisation=slug, by=by, detail=dict(decisions))
