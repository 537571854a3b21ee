"""What a box office began to send: noticed and listed, for a new field is no error and may be worth reading."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, timedelta

from django.utils import timezone

from houselights.connections.models import Connection
from houselights.connectors.base import NewField
from houselights.feeds.models import NewAtSource

LISTED = timedelta(days=40)  # every night the last 35 days are read again: what was not seen since is sent no more


def note_what_is_new(connection: Connection, found: Collection[NewField]) -> None:
    """Keep the names, with the day on which each was last seen."""
    rows = [NewAtSource(connection=connection, kind=kind, name=name, seen_on=_today()) for kind, name in sorted(found)]
    NewAtSource.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["connection", "kind", "name"], update_fields=["seen_on"]
    )


def new_fields(connection: Connection) -> dict[str, list[str]]:
    """Their names by kind of record."""
    by_kind = defaultdict(list)
    for row in connection.new_at_source.filter(seen_on__gte=_today() - LISTED):
        by_kind[row.kind].append(row.name)
    return dict(by_kind)


def _today() -> date:
    return timezone.localdate()
