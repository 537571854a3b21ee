"""The checks of whether an event's sales can reach us: on the register, let in, linked, found, read. Pure."""

from houselights.reconciliation.why.facts import Access, Facts
from houselights.reconciliation.why.wording import (
    Reason,
    accesses_of,
    as_tickets,
    kept,
    last_read,
    named,
    names,
    since_added,
)


def on_the_register(facts: Facts) -> Reason:
    if facts.event_id is not None:
        return Reason(True, f"On the register as event {facts.event_id}{since_added(facts)}.")
    if facts.at_box_office is None:
        near = f" Near it: {', '.join(f'“{name}”' for name in facts.near)}." if facts.near else ""
        return Reason(
            False,
            f"Neither the register nor the box office has an event “{facts.asked}”.{near}",
            "Add it to the register, or check its name or ID; an event new at the box office comes with the next run.",
        )
    held = facts.at_box_office
    waiting = f"{as_tickets(held.tickets)}, £{held.pence / 100:,.2f},"
    if facts.is_ignored:
        return Reason(
            False,
            f"Somebody said that “{facts.name}” is not yours: its {waiting} count nowhere and do not wait.",
            "Say that it is yours after all, then add it to the register.",
        )
    if held.excluded_by:
        return Reason(
            False,
            f"The rule {held.excluded_by} leaves “{facts.name}” out: its {waiting} count nowhere and do not wait.",
            "If it should count, say so on the page What is left out, then add it to the register.",
        )
    return Reason(
        False,
        f"The box office has “{facts.name}”, and no event of the register is linked to it: its {waiting} wait.",
        "Add it to the register, or link it to an event that is there.",
    )


def let_in(facts: Facts) -> Reason:
    accesses = accesses_of(facts)
    if not accesses:
        return Reason(False, "No box office is connected.", "Connect the box office.")
    shut = [each for each in accesses if not each.is_connected]
    refused = [each for each in accesses if each.is_connected and each.was_refused]
    opens = [each for each in accesses if each not in shut and each not in refused]
    # A linked event needs the door of its own box office; for another, one that opens will do.
    if opens and not (facts.links and (shut or refused)):
        return Reason(True, f"{names(opens)} accepted the key when it was last asked.")
    if refused:
        return Reason(
            False,
            f"{names(refused)} turned the last run away: it no longer accepts the login and key.{kept(facts)}",
            "Ask for a new key at the box office and paste it under “Change the key”.",
        )
    return Reason(
        False,
        f"{names(shut)} is disconnected: its key was erased, and nothing new arrives.{kept(facts)}",
        "Connect the box office again.",
    )


def linked(facts: Facts) -> Reason | None:
    if facts.event_id is None:
        return None
    if facts.links:
        return Reason(True, f"Linked to {', '.join(named(link) for link in facts.links)}.")
    if facts.is_ticketed is False:
        return Reason(
            False,
            "It is registered as not ticketed, and linked to nothing at the box office.",
            "Nothing to do if it sells no tickets; otherwise set “Ticketed” to yes and link it.",
        )
    return Reason(
        False,
        "Nobody has said which event at the box office it is, and so which sales are its own.",
        "Link it to its event at the box office.",
    )


def links_found(facts: Facts) -> Reason | None:
    if not facts.links:
        return None
    missing = [link.box_office_id for link in facts.links if not link.is_found and link.access.is_listed]
    if missing:
        return Reason(
            False,
            f"It is linked to {', '.join(missing)}, and the box office has no event with that ID.",
            "Take the link away and set it again with the Event ID that the box office shows; if the event is new "
            "there, check for new sales first.",
        )
    if all(link.is_found for link in facts.links):
        return Reason(True, "Each was there when the box office was last read.")
    return Reason(True, "Whether the box office has what it is linked to shows once it has been read.")


def read_since(facts: Facts) -> Reason | None:
    accesses = accesses_of(facts)
    if not accesses:
        return None
    unbuilt = [link for link in facts.links if link.tickets and not (link.is_built or link.excluded_by)]
    if unbuilt:
        arrived = as_tickets(sum(link.tickets for link in unbuilt))
        return Reason(
            False,
            f"Its {arrived} have arrived; the figures are not made again yet.",
            "Wait a minute: the figures are made again by themselves. Checking for new sales does it too.",
        )
    missing = next((each for each in accesses if _is_unread(each, facts)), None)
    if missing is None:
        return Reason(True, last_read(facts))
    if missing.complete_at is None:
        return Reason(False, f"{missing.name} has not been read whole yet.", "Check for new sales.")
    return Reason(
        False,
        f"{missing.name} was not read whole: {missing.windows_missing:,} stretches of days are missing, and nothing of "
        "it is among what was read.",
        "Check for new sales: the run goes on where the last one stopped.",
    )


def _is_unread(access: Access, facts: Facts) -> bool:
    """Could sales be among what was not read? What has arrived already shows that they were read."""
    if any(link.tickets for link in facts.links if link.access.connection_id == access.connection_id):
        return False
    return access.complete_at is None or access.windows_missing > 0
