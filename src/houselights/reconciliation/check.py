"""Check that what landed, what the warehouse holds and what the gate releases are the same tickets and pence."""

from collections.abc import Iterator

from houselights.feeds.locks import organisation_lock
from houselights.home import Home
from houselights.organisations.models import Organisation
from houselights.reconciliation.comparison import Comparison
from houselights.reconciliation.rules import Counted, added_up, both, compared, total
from houselights.reconciliation.sides import Sides, released_by, sides_of
from houselights.reconciliation.soundness import build_is_whole, landed_files_are_whole, parties_are_their_tickets


def check(organisation: Organisation) -> list[Comparison]:
    """Every comparison, those that agree too. Files come first: sums of damaged ones would mean nothing.

    AlreadyRunning while a run writes: half of what it brings would look like an error.
    """
    home = Home.from_environment()
    with organisation_lock(home, organisation.slug, who="check"):
        landed_files = list(landed_files_are_whole(organisation, home))
        build = list(build_is_whole(organisation, home.organisation(organisation.slug)))
        found = [*landed_files, *build]
        if all(comparison.agrees for comparison in found):
            found += parties_are_their_tickets(home.organisation(organisation.slug))
            sides = sides_of(organisation, home)
            found += [*_catalogue(sides), *_waiting(sides), *_warehouse(sides), *_released(organisation, home, sides)]
    return found


def _catalogue(sides: Sides) -> Iterator[Comparison]:
    """The list of box-office events says how many tickets each has: as many as landed."""
    landed = added_up(sides.landed, lambda part: (part.connection_id, part.box_office_event_id))
    yield from compared("box-office list against landing", sides.catalogue, landed, _name_of_event)


def _waiting(sides: Sides) -> Iterator[Comparison]:
    """What pages say waits is what landed and no link reaches: box-office events, and performances left out."""
    what = "said to wait against landing"
    yield from both(what, "unlinked box-office events and performances", sides.said_to_wait, total(sides.waits))


def _warehouse(sides: Sides) -> Iterator[Comparison]:
    """Every linked performance, and that nothing is lost between: landed is counted or waits."""
    what = "landing against warehouse"
    left, right = sides.linked, sides.counted
    yield from compared(what, added_up(left, _performance), added_up(right, _performance), _name)
    cancelled = [total(part for part in parts if part.is_cancelled) for parts in (left, right)]
    yield from both(what, "cancelled performances", *cancelled)
    counted_or_not = total([*sides.counted, *sides.not_linked])
    yield from both("landing against warehouse and not linked", "everything", total(sides.landed), counted_or_not)


def _released(organisation: Organisation, home: Home, sides: Sides) -> Iterator[Comparison]:
    """Released figures leave cancelled performances out."""
    if not sides.is_built:
        return
    linked, counted = ([part for part in parts if not part.is_cancelled] for parts in (sides.linked, sides.counted))
    by_event, in_all = released_by("event", organisation, home)
    yield from compared(
        "warehouse against released", added_up(counted, lambda part: str(part.event_id)), by_event, "event {}".format
    )
    by_month, _ = released_by("month", organisation, home)
    yield from compared("landing against released", added_up(linked, lambda part: part.month), by_month, str)
    yield from both("landing against released", "everything but cancelled performances", total(linked), in_all)


def _performance(part: Counted) -> tuple[int, str, str, int, bool]:
    return part.connection_id, part.box_office_event_id, part.performance_id, part.event_id, part.is_cancelled


def _name(performance: tuple[int, str, str, int, bool]) -> str:
    connection_id, box_office_event_id, performance_id, event_id, is_cancelled = performance
    where = f"event {event_id}, box-office event {box_office_event_id}, connection {connection_id}"
    return f"performance {performance_id} ({where}{', cancelled' if is_cancelled else ''})"


def _name_of_event(event: tuple[int, str]) -> str:
    connection_id, box_office_event_id = event
    return f"box-office event {box_office_event_id} (connection {connection_id})"
