"""The register's events that lie in a quarter, as plain values for the rules."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from houselights.connections.models import BoxOfficeEvent, BoxOfficePerformance
from houselights.organisations.models import Organisation
from houselights.periods import Period
from houselights.register.attendance.rules import quarters_of
from houselights.register.models import Event, Link
from houselights.register.narrowing.queries import left_out
from houselights.register.queries import unlinked_box_office, vocabulary
from houselights.submissions.completeness import Waits
from houselights.submissions.counting import Figures
from houselights.submissions.rules import Entry
from houselights.vocabularies import discipline_of


def entries_in(organisation: Organisation, period: Period, figures: Figures) -> Iterator[Entry]:
    """Those with a performance in it; where the feed knows none of an event's, those with a day in it."""
    listed = vocabulary("sub_discipline")
    links = _links(organisation)
    for event in organisation.events.select_related("location"):
        if _is_in(event, period, figures):
            discipline = discipline_of(event.sub_discipline, listed) or ""
            yield _entry(event, period, discipline, *links.get(event.pk, (0, 0)))


def waiting_in(organisation: Organisation, period: Period) -> list[Waits]:
    """Sales of the quarter that are in no figure, by box-office event, the most tickets first."""
    unlinked = [each for each in unlinked_box_office(organisation) if each.tickets and _has_day_in(each, period)]
    held = _held_in(unlinked, period)
    found = [Waits(each.pk, each.name, *held.get(each.pk, (each.tickets, each.pence))) for each in unlinked]
    found += [
        Waits(each.event.pk, each.event.name, each.tickets, each.pence, is_part=True)
        for each in left_out(organisation, period)
    ]
    return sorted((each for each in found if each.tickets), key=lambda each: (-each.tickets, each.name, each.number))


def _held_in(events: list[BoxOfficeEvent], period: Period) -> dict[int, tuple[int, int]]:
    """{box-office event: tickets and pence of its performances in the quarter}, of those whose performances are known.

    A performance without a day may lie in any quarter.
    """
    rows = BoxOfficePerformance.objects.filter(box_office_event__in=events)
    held: dict[int, tuple[int, int]] = {}
    for event, day, tickets, pence in rows.values_list("box_office_event_id", "performed_on", "tickets", "pence"):
        so_far = held.setdefault(event, (0, 0))
        if day is None or day in period:
            held[event] = so_far[0] + tickets, so_far[1] + pence
    return held


def _is_in(event: Event, period: Period, figures: Figures) -> bool:
    if event.pk in figures.of:
        return True
    if event.pk in figures.performed or event.starts_on is None:
        return False
    return _overlap(event.starts_on, event.ends_on, period) is not None


def _entry(event: Event, period: Period, discipline: str, links: int, lost: int) -> Entry:
    days = _overlap(event.starts_on, event.ends_on, period) if event.starts_on else None
    is_whole = quarters_of(event.starts_on, event.ends_on) == [period.name]
    return Entry(
        event=event.pk,
        name=event.name,
        event_type=event.event_type,
        is_funded=event.is_funded,
        discipline=discipline,
        sub_discipline=event.sub_discipline,
        distribution_type=event.distribution_type,
        location=event.location.name if event.location else "",
        postcode_district=event.location.postcode.partition(" ")[0] if event.location else "",
        first_on=days and days[0],
        last_on=days and days[1],
        performances=event.number_of_performances if is_whole else None,
        is_ticketed=event.is_ticketed,
        links=links,
        lost_links=lost,
    )


def _overlap(starts_on: date, ends_on: date | None, period: Period) -> tuple[date, date] | None:
    first, last = max(starts_on, period.start or starts_on), min(ends_on or starts_on, period.end or starts_on)
    return (first, last) if first <= last else None


def _has_day_in(found: BoxOfficeEvent, period: Period) -> bool:
    """One without days may lie in any quarter."""
    return found.first_on is None or _overlap(found.first_on, found.last_on, period) is not None


def _links(organisation: Organisation) -> dict[int, tuple[int, int]]:
    """{event: how many links it has, and how many of them name what the box office does not have}.

    As plain values: a thousand events with their links as objects take longer than all the rest of the page.
    """
    known = _known_ids(organisation)
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    rows = Link.objects.filter(event__organisation=organisation)
    for event, connection, box_office_id in rows.values_list("event_id", "connection_id", "box_office_id"):
        many, lost = found[event]
        found[event] = many + 1, lost + ((connection, box_office_id) not in known)
    return dict(found)


def _known_ids(organisation: Organisation) -> frozenset[tuple[int, str]]:
    rows = BoxOfficeEvent.objects.filter(connection__organisation=organisation)
    return frozenset(rows.values_list("connection_id", "box_office_id"))
