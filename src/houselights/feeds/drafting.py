"""Events new at the box office become drafts by themselves, at an organisation that wants it so."""

from django.db import transaction

from houselights.connections.models import BoxOfficeEvent, Connection
from houselights.feeds.models import SyncRun
from houselights.feeds.telling import count_drafts
from houselights.register.actions import adopt_events
from houselights.register.models import Event
from houselights.register.queries import adoptable


@transaction.atomic
def draft_what_is_new(connection: Connection) -> list[Event]:
    """Drafts of what was first seen after the first whole reading; never of what a person unlinked or ignored."""
    # Locked first: whoever unlinks or ignores one now comes before us and is heeded, or after us and has the last word.
    list(connection.catalogue.select_for_update().values("pk"))
    wanted = Connection.objects.filter(pk=connection.pk, adopts_new=True).exists()
    first = connection.runs.filter(state="complete").last()
    if not wanted or first is None:
        return []
    waiting = [each for each in adoptable(connection.organisation) if each.connection_id == connection.pk]
    drafts = adopt_events(box_office_events=[each for each in waiting if is_new(each, first)], by=None)
    count_drafts(connection=connection, drafts=len(drafts))
    return drafts


def is_new(found: BoxOfficeEvent, first: SyncRun) -> bool:
    """Put on sale since; an old one that an earlier first day brought to light is for a person to judge."""
    if first.finished_at is None or found.first_seen_at <= first.finished_at:
        return False
    return found.last_on is None or found.last_on >= first.finished_at.date()
