"""Part records that are not one person's, and join them again; one transaction each, with its entry in the trail."""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone

from houselights.audit.actions import record
from houselights.connections.parting.models import Parting
from houselights.connections.parting.queries import parted_pairs
from houselights.errors import NotFound, WrongUsage
from houselights.organisations.models import Organisation, User

Record = tuple[int, str]  # connection, and keyed id of the customer


@transaction.atomic
def part_records(*, organisation: Organisation, ones: Collection[Record], others: Collection[Record], by: User) -> None:
    """Say that these records are not the person of those: they stay apart, whatever they share. Safe to repeat."""
    if not ones or not others or set(ones) & set(others):
        raise WrongUsage("Tick the records that are somebody else's, and leave at least one.")
    _check_own(organisation, {*ones, *others})
    known = {
        frozenset([(one, name), (other, other_name)]) for one, name, other, other_name in parted_pairs(organisation)
    }
    now = timezone.now()
    pairs = [(one, other) for one in sorted(set(ones)) for other in sorted(set(others))]
    Parting.objects.bulk_create(
        Parting(
            organisation=organisation,
            connection_id=one[0],
            customer_id=one[1],
            other_connection_id=other[0],
            other_customer_id=other[1],
            parted_at=now,
        )
        for one, other in pairs
        if frozenset([one, other]) not in known
    )
    detail = {"records": [list(each) for each in sorted(ones)], "from": [list(each) for each in sorted(others)]}
    record(action="customer records parted", organisation=organisation.slug, by=by, detail=detail)


@transaction.atomic
def join_again(*, parting: Parting, by: User) -> None:
    """Take a decision back, with all pairs that it parted at once: what the records share decides again."""
    pairs = parting.organisation.partings.filter(parted_at=parting.parted_at)
    detail = {
        "records": sorted({f"{each.connection_id} {each.customer_id}" for each in pairs}),
        "from": sorted({f"{each.other_connection_id} {each.other_customer_id}" for each in pairs}),
    }
    pairs.delete()
    record(action="customer records joined again", organisation=parting.organisation.slug, by=by, detail=detail)


def _check_own(organisation: Organisation, records: Collection[Record]) -> None:
    """Another organisation's box office must look as if it were not there."""
    connections = {connection for connection, _ in records}
    if organisation.connections.filter(pk__in=connections).count() != len(connections):
        raise NotFound("There is no such customer record.")
