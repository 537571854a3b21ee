"""Answer suggestions: accept those a person saw, or refuse one for good; each with its entry in the trail."""

import re
from collections.abc import Iterable

from django.db import transaction

from houselights.audit.actions import record
from houselights.connections.models import BoxOfficeEvent
from houselights.errors import NotFound, WrongUsage
from houselights.organisations.models import User
from houselights.register.actions import link_event, unlink_event
from houselights.register.models import Event, RefusedLink
from houselights.register.queries import events_linked_to
from houselights.register.suggestions.queries import Suggested


@transaction.atomic
def accept_suggestion(*, event: Event, found: BoxOfficeEvent, by: User | None) -> None:
    """Link the pair. WrongUsage where the box-office event was linked meanwhile: it is then to be shared out."""
    list(BoxOfficeEvent.objects.select_for_update().filter(pk=found.pk).values("pk"))
    others = events_linked_to(found).exclude(pk=event.pk)
    if others.exists():
        raise WrongUsage(
            f"“{found.name}” is linked to “{others[0].name}” already.",
            remedy="Share its performances out, on its page or with `links set --performances`.",
        )
    link_event(event=event, box_office_event=found, by=by)
    _mend(event, found, by)


@transaction.atomic
def accept_suggestions(*, chosen: Iterable[Suggested], by: User | None) -> list[Suggested]:
    """Link all that are still to be linked, the likeliest first; a box-office event goes to one event only."""
    accepted = []
    for each in chosen:
        if not events_linked_to(each.found).exists():
            accept_suggestion(event=each.event, found=each.found, by=by)
            accepted.append(each)
    return accepted


@transaction.atomic
def refuse_suggestion(*, event: Event, found: BoxOfficeEvent, by: User | None) -> None:
    """Remember a person's no: the pair is not suggested again. Linking it by hand takes the no back."""
    if found.connection.organisation_id != event.organisation_id:
        raise NotFound("There is no such box-office event.")
    if events_linked_to(found).filter(pk=event.pk).exists():
        raise WrongUsage(f"“{found.name}” is linked to “{event.name}”.", remedy="Take the link away first.")
    RefusedLink.objects.get_or_create(event=event, connection=found.connection, box_office_id=found.box_office_id)
    record(
        action="suggestion refused",
        subject=f"event {event.pk}",
        organisation=event.organisation.slug,
        by=by,
        detail={"box_office_id": found.box_office_id, "connection": found.connection_id},
    )


def _mend(event: Event, found: BoxOfficeEvent, by: User | None) -> None:
    """A link by an id that is not found, and begins with the same digits, was a slip: the new one stands for it."""
    known = found.connection.catalogue.values("box_office_id")
    for link in event.links.filter(connection=found.connection).exclude(box_office_id__in=known):
        if re.match(rf"{found.number}(?!\d)", link.box_office_id):
            unlink_event(event=event, connection=found.connection, box_office_id=link.box_office_id, by=by)
