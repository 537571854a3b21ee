"""Read house accounts: those suggested and those decided, and what a build needs of them."""

from houselights.connections.models import HouseAccount
from houselights.organisations.models import Organisation


def house_accounts_of(organisation: Organisation) -> list[HouseAccount]:
    """Those that nobody has decided about first, the busiest first among them."""
    mine = HouseAccount.objects.filter(connection__organisation=organisation).select_related("connection")
    return sorted(mine, key=lambda each: (each.is_house_account is not None, -each.orders, -each.tickets, each.pk))


def decided(organisation: Organisation) -> list[tuple[int, str]]:
    """(connection, keyed id) of every house account, in a fixed order."""
    mine = HouseAccount.objects.filter(connection__organisation=organisation, is_house_account=True)
    return list(mine.order_by("connection", "customer_id").values_list("connection_id", "customer_id"))


def undecided(organisation: Organisation) -> int:
    """How many are suggested and not decided."""
    return HouseAccount.objects.filter(connection__organisation=organisation, is_house_account=None).count()
