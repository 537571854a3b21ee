"""How the checks of why say things: amounts, days and moments in sentences. Pure."""

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from houselights.reconciliation.why.facts import Access, Facts, LinkedTo


class Reason(Struct, frozen=True):
    """What one check found. `remedy` where it failed."""

    passed: bool
    detail: str
    remedy: str = ""


def since_added(facts: Facts) -> str:
    """When it came on the register."""
    return f", since {as_day(facts.added_at.astimezone(ZoneInfo(facts.zone)))}" if facts.added_at else ""


def kept(facts: Facts) -> str:
    """What a closed door does not take away."""
    return (
        f" The {as_tickets(facts.counted.tickets)} read before are kept and counted." if facts.counted.tickets else ""
    )


def last_read(facts: Facts) -> str:
    """When what the event's sales come by was last read whole."""
    moments = [each.complete_at for each in accesses_of(facts) if each.complete_at]
    if not moments:
        return "Not everything was read whole yet; what was read counts."
    return f"The box office was last read whole on {as_moment(max(moments), facts.zone)}."


def accesses_of(facts: Facts) -> tuple[Access, ...]:
    """Those that the event's sales come by; all of them while it is linked to nothing."""
    return tuple({link.access.connection_id: link.access for link in facts.links}.values()) or facts.accesses


def names(accesses: Sequence[Access]) -> str:
    return " and ".join(each.name for each in accesses)


def named(link: LinkedTo) -> str:
    return f"“{link.name}” ({link.box_office_id})" if link.is_found else link.box_office_id


def as_tickets(many: int) -> str:
    return f"{many:,} ticket" if many == 1 else f"{many:,} tickets"


def as_days(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return "performances whose day nobody knows"
    return as_day(first) if first == last else f"{as_day(first)} to {as_day(last)}"


def as_day(day: date) -> str:
    return f"{day:%-d %B %Y}"


def as_moment(moment: datetime, zone: str) -> str:
    """In the venue's local time."""
    return f"{moment.astimezone(ZoneInfo(zone)):%-d %B %Y at %H:%M}"
