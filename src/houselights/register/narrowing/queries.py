"""Read how the performances of a box-office event are shared out, and which are left out of every link."""

from collections import defaultdict
from dataclasses import dataclass

from houselights.connections.models import BoxOfficeEvent, BoxOfficePerformance
from houselights.organisations.models import Organisation
from houselights.periods import ALL, Period
from houselights.register.models import Event, Link
from houselights.register.narrowing.rules import Claim, owner


@dataclass(frozen=True)
class LeftOut:
    """Performances with tickets that no link of their box-office event reaches: they wait like an unlinked one."""

    event: BoxOfficeEvent
    performances: int
    tickets: int
    pence: int


@dataclass(frozen=True)
class Share:
    """A performance and the number of the event that counts it, None where it waits."""

    performance: BoxOfficePerformance
    event: int | None


def left_out(organisation: Organisation, period: Period = ALL) -> list[LeftOut]:
    """What waits of box-office events whose links are all narrowed; not where the rest was said not to be ours.

    Of performances in the period; one without a day may lie in any.
    """
    narrowed = _only_narrowed(organisation)
    if not narrowed:
        return []
    events = BoxOfficeEvent.objects.filter(
        connection__organisation=organisation,
        is_ignored=False,
        excluded_by="",
        box_office_id__in={name for _, name in narrowed},
    )
    found = [_left_out(event, narrowed.get((event.connection_id, event.box_office_id)), period) for event in events]
    return [each for each in found if each and each.tickets]


def shares_of(found: BoxOfficeEvent) -> list[Share]:
    """Every performance with the event it belongs to today."""
    claims = [Claim(link.event_id, link.performance_ids) for link in links_to(found)]
    return [Share(row, owner(row.performance_id, claims)) for row in found.performance_rows.all()]


def links_to(found: BoxOfficeEvent) -> list[Link]:
    """The links of a box-office event, the oldest first."""
    mine = Link.objects.filter(connection=found.connection_id, box_office_id=found.box_office_id)
    return list(mine.select_related("event"))


def offered_to(event: Event, shares: list[Share], links: list[Link]) -> set[BoxOfficePerformance]:
    """Those within the event's days that no link was narrowed to; none where these would be all there are."""
    taken = {name for link in links for name in link.performance_ids or ()}
    free = [share.performance for share in shares if share.performance.performance_id not in taken]
    offered = {performance for performance in free if _is_within(event, performance)}
    return offered if len(offered) < len(shares) or not links else set()


def _is_within(event: Event, performance: BoxOfficePerformance) -> bool:
    if event.starts_on is None or performance.performed_on is None:
        return False
    return event.starts_on <= performance.performed_on <= (event.ends_on or event.starts_on)


def _only_narrowed(organisation: Organisation) -> dict[tuple[int, str], set[str]]:
    """Performances reached, by box-office event; those with a link to all of theirs leave nothing out."""
    reached: defaultdict[tuple[int, str], set[str]] = defaultdict(set)
    whole = set()
    rows = Link.objects.filter(event__organisation=organisation)
    for connection, box_office_id, names in rows.values_list("connection_id", "box_office_id", "performance_ids"):
        key = connection, box_office_id
        reached[key].update(names or ())
        whole |= {key} if names is None else set()
    return {key: names for key, names in reached.items() if key not in whole}


def _left_out(event: BoxOfficeEvent, reached: set[str] | None, period: Period) -> LeftOut | None:
    if reached is None:
        return None
    rows = [row for row in event.performance_rows.filter(tickets__gt=0) if row.performance_id not in reached]
    rows = [row for row in rows if row.performed_on is None or row.performed_on in period]
    return LeftOut(event, len(rows), sum(row.tickets for row in rows), sum(row.pence for row in rows))
