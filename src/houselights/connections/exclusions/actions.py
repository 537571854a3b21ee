"""Switch exclusion rules on and off, and keep single events in; one transaction each, with its entry in the trail."""

from collections.abc import Iterable, Iterator

from django.db import transaction

from houselights.audit.actions import record
from houselights.connections.exclusions.rules import fitting, shipped
from houselights.connections.models import BoxOfficeEvent, Exclusion
from houselights.errors import NotFound
from houselights.organisations.models import Organisation, User


@transaction.atomic
def switch_rule(*, organisation: Organisation, rule: str, on: bool, by: User | None) -> None:
    """Take out of the figures all that fits the rule, or let it in again. Safe to repeat."""
    if rule not in {each.name for each in shipped()}:
        raise NotFound("There is no such rule.")
    if on:
        Exclusion.objects.get_or_create(organisation=organisation, rule=rule)
    else:
        organisation.exclusions.filter(rule=rule).delete()
    apply_rules(organisation)
    action = "exclusion rule switched on" if on else "exclusion rule switched off"
    record(action=action, subject=f"rule {rule}", organisation=organisation.slug, by=by)


@transaction.atomic
def keep_in(*, box_office_event: BoxOfficeEvent, kept: bool, by: User | None) -> None:
    """Count this one whatever rule it fits, or no longer."""
    box_office_event.is_kept = kept
    box_office_event.save(update_fields=["is_kept"])
    organisation = box_office_event.connection.organisation
    apply_rules(organisation)
    record(
        action="box-office event counted all the same" if kept else "box-office event left to the rules",
        subject=f"box-office event {box_office_event.box_office_id}",
        organisation=organisation.slug,
        by=by,
        detail={"connection": box_office_event.connection_id},
    )


def apply_rules(organisation: Organisation) -> None:
    """Say of every event in the catalogue which rule takes it out: after a rule was switched, and after a run."""
    on = set(organisation.exclusions.values_list("rule", flat=True))
    events = BoxOfficeEvent.objects.filter(connection__organisation=organisation)
    rows = events.values_list("pk", "name", "is_kept", "excluded_by")  # thousands, in every run, of which few change
    BoxOfficeEvent.objects.bulk_update(list(_changed(rows, on)), ["excluded_by"], batch_size=200)


def _changed(rows: Iterable[tuple[int, str, bool, str]], on: set[str]) -> Iterator[BoxOfficeEvent]:
    for pk, name, is_kept, before in rows:
        rule = "" if is_kept else fitting(name, on)
        if rule != before:
            yield BoxOfficeEvent(pk=pk, excluded_by=rule)
