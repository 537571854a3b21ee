"""Share the performances of a box-office event out among events: one transaction, each performance in one event."""

from collections.abc import Mapping

from django.db import transaction

from houselights.connections.models import BoxOfficeEvent
from houselights.errors import WrongUsage
from houselights.organisations.models import User
from houselights.register.actions import link_event, unlink_event
from houselights.register.models import Link
from houselights.register.narrowing.queries import links_to
from houselights.register.narrowing.rules import by_event, narrowed_to
from houselights.register.queries import event_of


@transaction.atomic
def share_performances(*, box_office_event: BoxOfficeEvent, shares: Mapping[str, int | None], by: User | None) -> None:
    """Give each performance to an event, or to none; an event that is given nothing loses its link.

    A performance that is not among `shares` belongs to nobody afterwards, and waits.
    """
    # Two people who share out the same at once take turns.
    found = BoxOfficeEvent.objects.select_for_update().select_related("connection").get(pk=box_office_event.pk)
    known = set(found.performance_rows.values_list("performance_id", flat=True))
    if strange := set(shares) - known:
        raise WrongUsage(f"“{found.name}” has no performance {min(strange)}.", remedy="Load the page again.")
    given = by_event(shares)
    if not given:
        raise WrongUsage("No performance is given to an event.", remedy="Choose an event for at least one of them.")
    wanted = {event: narrowed_to(ids, known, is_alone=len(given) == 1) for event, ids in given.items()}
    _let_go(found, wanted, by)
    _take(found, wanted, by)


def _let_go(found: BoxOfficeEvent, wanted: Mapping[int, list[str] | None], by: User | None) -> None:
    """First every link gives up what it loses: a performance on its way to another must not be in both."""
    for link in links_to(found):
        if link.event_id not in wanted:
            unlink_event(event=link.event, connection=found.connection, box_office_id=found.box_office_id, by=by)
        elif (kept := wanted[link.event_id]) is not None and link.performance_ids is not None:
            staying = sorted(set(link.performance_ids) & set(kept))
            Link.objects.filter(pk=link.pk).update(performance_ids=staying)


def _take(found: BoxOfficeEvent, wanted: Mapping[int, list[str] | None], by: User | None) -> None:
    organisation = found.connection.organisation
    before = {link.event_id: link.performance_ids for link in links_to(found)}
    for event, ids in wanted.items():
        if event not in before or before[event] != ids:
            link_event(event=event_of(organisation, event), box_office_event=found, performance_ids=ids, by=by)
