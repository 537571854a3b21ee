"""Read what was parted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from houselights.connections.parting.models import Parting
from houselights.errors import NotFound
from houselights.organisations.models import Organisation


@dataclass(frozen=True)
class Decision:
    """Records parted from others at once; `number` takes it back."""

    number: int
    parted_at: datetime
    records: tuple[str, ...]  # keyed ids
    others: tuple[str, ...]


def decisions(organisation: Organisation) -> list[Decision]:
    """Every decision, the newest first."""
    partings = organisation.partings.order_by("-parted_at", "id")
    return [_decision(list(pairs)) for _, pairs in groupby(partings, key=lambda parting: parting.parted_at)]


def parting_of(organisation: Organisation, number: int) -> Parting:
    """One parted pair of this organisation, or NotFound."""
    found = organisation.partings.select_related("organisation").filter(pk=number).first()
    if found is None:
        raise NotFound("These records are not parted any more.", remedy="Look at the list again: it has changed.")
    return found


def parted_pairs(organisation: Organisation) -> list[tuple[int, str, int, str]]:
    """(connection, customer, other connection, other customer), in a fixed order."""
    fields = ("connection_id", "customer_id", "other_connection_id", "other_customer_id")
    return list(organisation.partings.order_by(*fields).values_list(*fields))


def _decision(pairs: list[Parting]) -> Decision:
    return Decision(
        number=pairs[0].pk,
        parted_at=pairs[0].parted_at,
        records=_once(pair.customer_id for pair in pairs),
        others=_once(pair.other_customer_id for pair in pairs),
    )


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
