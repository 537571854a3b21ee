"""The checks of whether what reached us is counted and shown: left out, sold, in the period, released. Pure."""

from collections.abc import Iterator

from houselights.reconciliation.why.facts import Facts, LinkedTo
from houselights.reconciliation.why.wording import Reason, as_day, as_days, as_tickets, last_read


def not_left_out(facts: Facts) -> Reason | None:
    if facts.event_id is None or not facts.links:
        return None
    held, counted = sum(link.tickets for link in facts.links), facts.counted
    if not held or counted.tickets:
        return Reason(True, _left_out_in_part(facts) or "Neither cancelled nor counted for another event.")
    return next(reason for reason in _ways_out(facts, held) if reason)


def _ways_out(facts: Facts, held: int) -> Iterator[Reason | None]:
    """Why nothing of what is held counts: the first that fits, and the last fits always."""
    yield _by_a_rule(facts)
    yield _by_being_cancelled(facts)
    yield _by_narrowing(facts, held)
    yield Reason(
        False,
        f"All {as_tickets(held)} of what it is linked to count for another event, which is linked to the same.",
        "A performance counts for one event: narrow each link to its own performances.",
    )


def _by_a_rule(facts: Facts) -> Reason | None:
    rules = sorted({link.excluded_by for link in facts.links if link.excluded_by and link.tickets})
    if not rules:
        return None
    return Reason(
        False,
        f"The rule “{rules[0]}” takes what it is linked to out of the figures.",
        "Count this event all the same, or switch the rule off, on the page of what is left out.",
    )


def _by_being_cancelled(facts: Facts) -> Reason | None:
    if not facts.counted.cancelled:
        return None
    return Reason(
        False,
        f"Its {as_tickets(facts.counted.cancelled)} are for performances that the box office has as cancelled.",
        "Nothing to do if they were; otherwise put it right at the box office: the next run follows.",
    )


def _by_narrowing(facts: Facts, held: int) -> Reason | None:
    if not any(link.is_narrowed for link in facts.links):
        return None
    return Reason(
        False,
        f"Its link takes only some performances, and all {as_tickets(held)} are for others.",
        "Widen the link to the performances that are its own.",
    )


def sold(facts: Facts) -> Reason | None:
    if facts.event_id is None or not facts.links:
        return None
    held = sum(link.tickets for link in facts.links)
    if held:
        return Reason(True, f"{as_tickets(held)} are held at the box office.")
    if _is_before_history(facts):
        return Reason(True, "It cannot be said: days that long ago were not read.")
    aside = [link for link in facts.links if link.set_aside]
    return _set_aside(aside) if aside else _nobody(facts)


def _set_aside(links: list[LinkedTo]) -> Reason:
    """There may be sales, in records that nobody can read."""
    many = sum(link.set_aside for link in links)
    records = "1 record that names it was" if many == 1 else f"{many:,} records that name it were"
    return Reason(
        False,
        f"No ticket that could be read: {records} set aside. The first: {links[0].set_aside_reason}",
        "Correct them at the box office, then ask for them again on the page Box office.",
    )


def _nobody(facts: Facts) -> Reason:
    return Reason(
        False,
        f"Nobody holds a ticket for it: none was sold, or all were returned. {last_read(facts)}",
        "Check for new sales if there should be some; then check that it is linked to the right event.",
    )


def inside_the_period(facts: Facts) -> Reason | None:
    if facts.event_id is None or not facts.links:
        return None
    if _is_before_history(facts):
        first = min(link.access.history_from for link in facts.links if link.access.history_from)
        return Reason(
            False,
            f"Orders are read from {as_day(first)} on, and its last performance was before that.",
            "Read the history from an earlier day: houselights sync ORG --since DATE (whoever runs the server).",
        )
    counted = facts.counted
    if not counted.tickets:
        return None
    days = f"Its tickets are for {as_days(counted.first_on, counted.last_on)}"
    if facts.period and not counted.in_period:
        return Reason(False, f"{days}, which is outside {facts.period}.", "Choose a period that has those days in it.")
    return Reason(True, f"{days}{f', inside {facts.period}' if facts.period else ''}.")


def released(facts: Facts) -> Reason | None:
    if not facts.links or not facts.counted.tickets:
        return None
    if facts.withheld:
        return Reason(
            False,
            f"The gate does not give this reader the figure. {facts.withheld}",
            "Your own people see it: ask for it as the reader own.",
        )
    return Reason(True, f"{as_tickets(facts.counted.tickets)} are counted and may be shown.")


def _is_before_history(facts: Facts) -> bool:
    """Were all of its performances over before the first day whose orders are read?"""
    return bool(facts.links) and all(
        not link.tickets
        and link.last_on is not None
        and link.access.history_from is not None
        and link.last_on < link.access.history_from
        for link in facts.links
    )


def _left_out_in_part(facts: Facts) -> str:
    cancelled = facts.counted.cancelled
    return f"{as_tickets(cancelled)} of cancelled performances are left out; the rest counts." if cancelled else ""
