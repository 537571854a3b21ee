"""The register's events that lie in a quarter, as plain values for the rules."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from houselights.connections.models import BoxOfficeEvent
from houselights.organisations.models import Organisation
from houselights.periods import Period
from houselights.register.attendance.rules import quarters_of
from houselights.register.models import Event, Link
from houselights.register.queries import unlinked_box_office, vocabulary
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


def waiting_in(organisation: Organisation, period: Period) -> tuple[int, int]:
    """Box-office events with days in the quarter that are linked to nothing, and the tickets that wait behind them."""
    found = [each for each in unlinked_box_office(organisation) if each.tickets and _has_day_in(each, period)]
    return len(found), sum(each.tickets for each in found)


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
