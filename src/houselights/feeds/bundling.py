"""What people decided, frozen for a build: register events, links and landed files as one Bundle."""

from collections.abc import Iterator
from datetime import date

from houselights.connections.exclusions.queries import excluded
from houselights.connections.house_accounts.queries import decided
from houselights.connections.parting.queries import parted_pairs
from houselights.connections.ticket_types.queries import price_class_of
from houselights.feeds.models import LandedFile as LandedFileRow
from houselights.organisations.models import Organisation
from houselights.register.attendance.queries import Given, given_figures
from houselights.register.attendance.rules import days_of
from houselights.register.models import Event
from houselights.register.models import Link as LinkRow
from houselights.register.queries import vocabulary
from houselights.vocabularies import discipline_of
from houselights.warehouse.bundle import (
    AttendanceGiven,
    Bundle,
    Exclusion,
    HouseAccount,
    LandedFile,
    Link,
    PartedRecords,
    PriceClass,
    RegisteredEvent,
)
from houselights.warehouse.stages import rules


def bundle_of(organisation: Organisation, *, postcode_vintage: str, places_told: tuple[str, ...] = ()) -> Bundle:
    """The bundle of one organisation, in a fixed order: equal decisions make equal bundles."""
    return Bundle(
        organisation=organisation.slug,
        time_zone=organisation.time_zone,
        events=tuple(_events(organisation)),
        links=links_of(organisation),
        files=landed_files(organisation),
        price_classes=tuple(PriceClass(*key, name) for key, name in price_class_of(organisation).items()),
        postcode_vintage=postcode_vintage,
        places_told=places_told,
        rules=rules(),
        exclusions=tuple(Exclusion(*key) for key in sorted(excluded(organisation))),
        house_accounts=tuple(HouseAccount(*key) for key in decided(organisation)),
        attendance=tuple(_attendance(organisation)),
        parted=tuple(PartedRecords(*pair) for pair in parted_pairs(organisation)),
    )


def landed_files(organisation: Organisation, connection_id: int | None = None) -> tuple[LandedFile, ...]:
    """The landed files that count, of one connection or all."""
    rows = LandedFileRow.objects.filter(connection__organisation=organisation).order_by("id")
    if connection_id is not None:
        rows = rows.filter(connection=connection_id)
    return tuple(LandedFile(row.connection_id, row.kind, row.path, row.run_id) for row in rows)


def links_of(organisation: Organisation) -> tuple[Link, ...]:
    """Which box-office event is which event of the register, but for those that an exclusion rule takes out."""
    taken_out = excluded(organisation)
    rows = LinkRow.objects.filter(event__organisation=organisation).order_by("id")
    return tuple(
        Link(
            row.event_id,
            row.connection_id,
            row.box_office_id,
            None if row.performance_ids is None else tuple(row.performance_ids),
        )
        for row in rows
        if (row.connection_id, row.box_office_id) not in taken_out
    )


def _events(organisation: Organisation) -> Iterator[RegisteredEvent]:
    listed = vocabulary("sub_discipline")
    for event in organisation.events.select_related("location").order_by("id"):
        yield _event(event, discipline_of(event.sub_discipline, listed) or "")


def _attendance(organisation: Organisation) -> Iterator[AttendanceGiven]:
    """The figures that can be counted, each with its days: one of the whole event goes before those of its quarters."""
    days = {pk: (start, end) for pk, start, end in organisation.events.values_list("pk", "starts_on", "ends_on")}
    given = [(each, days_of(each.part, *days[each.event])) for each in given_figures(organisation)]
    whole = {(each.event, each.kind) for each, span in given if each.part.is_whole and span}
    for each, span in given:
        if each.part.performance_id:
            yield _figure(each, None)
        elif span and (each.part.is_whole or (each.event, each.kind) not in whole):
            yield _figure(each, span)


def _figure(given: Given, span: tuple[date, date] | None) -> AttendanceGiven:
    first_on, last_on = span or (None, None)
    part = given.part
    return AttendanceGiven(
        event_id=given.event,
        kind=given.kind,
        figure=given.figure,
        method=given.method or "unknown",
        first_on=first_on,
        last_on=last_on,
        connection_id=part.connection,
        performance_id=part.performance_id or None,
    )


def _event(event: Event, discipline: str) -> RegisteredEvent:
    return RegisteredEvent(
        id=event.pk,
        name=event.name,
        starts_on=event.starts_on,
        ends_on=event.ends_on,
        event_type=event.event_type,
        discipline=discipline,
        sub_discipline=event.sub_discipline,
        distribution_type=event.distribution_type,
        is_funded=event.is_funded,
        location=event.location.name if event.location else "",
        location_postcode=event.location.postcode.upper().replace(" ", "") if event.location else "",
    )
