"""What a run noticed: each check gives findings, with a sentence and the remedy."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Count, Max, Min

from houselights.connections.models import Connection
from houselights.feeds.findings import KINDS
from houselights.feeds.models import Finding, SyncRun
from houselights.home import Home
from houselights.register import queries as register
from houselights.register.rules import register_fields
from houselights.warehouse.opened import open_build

Found = Iterator[Finding]
MOST = 200  # findings of one kind in a run; the rest are counted on their own pages


def run_all(run: SyncRun) -> list[Finding]:
    """Run every check on the state that this run leaves behind, and keep what they find with the run."""
    findings = [finding for check in CHECKS for finding in check(run.connection)]
    for finding in findings:
        finding.run = run
    run.findings.all().delete()
    return Finding.objects.bulk_create(findings)


def finding(code: str, *, subject: str = "", **places: Any) -> Finding:
    """An unsaved finding of a known kind."""
    kind = KINDS[code]
    return Finding(
        code=code,
        severity=kind.severity,
        subject=subject,
        message=kind.message.format(**places),
        remedy=kind.remedy.format(**places),
    )


def unlinked_events(connection: Connection) -> Found:
    """Sold there, linked to nothing here."""
    for event in register.unlinked_box_office(connection.organisation):
        if event.connection_id == connection.pk and event.tickets:
            yield finding(
                "unlinked",
                subject=event.box_office_id,
                name=event.name,
                tickets=f"{event.tickets:,}",
                pounds=f"£{event.pence / 100:,.2f}",
            )


def links_not_found(connection: Connection) -> Found:
    """Linked to an id that the box office does not have."""
    known = connection.catalogue.values("box_office_id")
    for link in connection.links.exclude(box_office_id__in=known).select_related("event"):
        name = link.event.name
        yield finding("link-not-found", subject=str(link.event_id), name=name, box_office_id=link.box_office_id)


def set_aside(connection: Connection) -> Found:
    """Records that could not be understood, one finding for each kind and reason."""
    groups = connection.set_aside.order_by().values("kind", "reason")
    for group in groups.annotate(count=Count("id"), first=Min("box_office_id"))[:MOST]:
        yield finding(
            "quarantined",
            subject=group["first"],
            count=group["count"],
            kind=group["kind"],
            box_office_id=group["first"] or "without an id",
            reason=group["reason"],
        )


def incomplete_windows(connection: Connection) -> Found:
    """Days that were not read whole."""
    windows = connection.windows.filter(is_complete=False)
    span = windows.aggregate(count=Count("id"), first=Min("start"), last=Max("end"))
    if span["count"]:
        yield finding("windows-incomplete", **span)


def attribute_values(connection: Connection) -> Found:
    """Values of the four attributes that are not on their lists."""
    lists = register.vocabularies()
    for event in connection.catalogue.all():
        _, problems = register_fields(event.attributes, lists)
        for problem in problems:
            yield finding(
                "attribute-value",
                subject=event.box_office_id,
                name=event.name,
                value=f"“{problem.value}”",
                attribute=problem.attribute,
                remedy=problem.remedy,
            )


def customers_unread(connection: Connection) -> Found:
    """Customers of linked orders whose records have not been read."""
    (count,) = _figures(connection, _CUSTOMERS_UNREAD)
    if count:
        yield finding("customers-unread", count=f"{count:,}")


def unknown_performances(connection: Connection) -> Found:
    """Tickets for performances that no list and no look-up gave: nobody knows their day."""
    (count,) = _figures(connection, _UNKNOWN_PERFORMANCES)
    if count:
        yield finding("unknown-performance", tickets=f"{count:,}")


def no_history(connection: Connection) -> Found:
    """Everything was read, and nothing was ever sold."""
    if connection.runs.filter(state="complete").exists() and not connection.landed_files.filter(kind="orders").exists():
        yield finding("no-history", since=f"{connection.history_from:%-d %B %Y}")


def _figures(connection: Connection, sql: str) -> tuple[int, ...]:
    """One row asked of the published build; nothing counted before the first."""
    home = Home.from_environment()
    warehouse = open_build(home.organisation(connection.organisation.slug))
    return warehouse.rows(sql, {"connection": connection.pk})[0] if warehouse else (0,)


_CUSTOMERS_UNREAD = """
    select count(distinct sales.customer)
    from ticket_sales as sales
    inner join performances on sales.performance_number = performances.performance_number
    where performances.connection_id = $connection and sales.seen_until is null and sales.postcode_kind = 'not read yet'
"""

_UNKNOWN_PERFORMANCES = """
    select count(*)
    from ticket_sales as sales
    inner join performances on sales.performance_number = performances.performance_number
    where performances.connection_id = $connection and sales.seen_until is null and sales.performed_on is null
"""

CHECKS: tuple[Callable[[Connection], Found], ...] = (
    unlinked_events,
    links_not_found,
    set_aside,
    incomplete_windows,
    attribute_values,
    customers_unread,
    unknown_performances,
    no_history,
)
