"""What a run noticed: each check gives findings, with a sentence and the remedy."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Max, Min
from django.utils import timezone

from houselights.connections.exclusions.queries import previews
from houselights.connections.models import Connection
from houselights.connections.queries import events_on_sale
from houselights.feeds.findings import KINDS
from houselights.feeds.models import Finding, SyncRun
from houselights.feeds.new_at_source import new_fields
from houselights.feeds.rules import is_stalled
from houselights.home import Home
from houselights.register import queries as register
from houselights.register.attribute_names import nearly_right
from houselights.register.narrowing.queries import left_out
from houselights.register.rules import register_fields
from houselights.warehouse.opened import open_build

Found = Iterator[Finding]
TRIED = timedelta(hours=2)  # in vain, before it is worth a word and a mail
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


def performances_left_out(connection: Connection) -> Found:
    """Linked there, but not for these performances."""
    for left in left_out(connection.organisation):
        if left.event.connection_id == connection.pk:
            yield finding(
                "performances-left-out",
                subject=left.event.box_office_id,
                name=left.event.name,
                performances=f"{left.performances} performance{'' if left.performances == 1 else 's'}",
                tickets=f"{left.tickets:,}",
                pounds=f"£{left.pence / 100:,.2f}",
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


def stalled(connection: Connection) -> Found:
    """Tickets are on sale, and no order is newer than some days: by the box office's own clock where it was asked."""
    on_sale = events_on_sale(connection)
    newest = connection.catalogue.aggregate(newest=Max("last_sold_at"))["newest"]
    latest = connection.runs.exclude(finished_at=None).first()
    now = (latest.data_as_of if latest else None) or timezone.now()
    if connection.is_connected and is_stalled(newest, now, days=settings.STALLED_DAYS) and on_sale:
        days = (now - newest).days
        yield finding(
            "stalled",
            newest=f"{newest:%-d %B %Y}",
            days=days,
            events="1 event" if on_sale == 1 else f"{on_sale:,} events",
        )


def not_read(connection: Connection) -> Found:
    """One run after another fails: a single one may, for the next comes soon, where any comes by itself."""
    ended = connection.runs.exclude(finished_at=None).exclude(state="cancelled").first()
    since = _read_whole_at(connection)
    if not (settings.SYNC_MINUTES > 0 and connection.is_connected and since):
        return
    if not (ended and ended.finished_at and ended.state != "complete"):
        return
    if ended.finished_at - since > TRIED:
        local = since.astimezone(ZoneInfo(connection.organisation.time_zone))
        yield finding(
            "not-read", since=f"{local:%-d %B %Y, %H:%M}", failure=ended.failure, minutes=settings.SYNC_MINUTES
        )


def _read_whole_at(connection: Connection) -> datetime | None:
    """When the last whole run ended; before any, when the first began."""
    whole, first = connection.runs.filter(state="complete").first(), connection.runs.last()
    return whole.finished_at if whole else first.started_at if first else None


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


def ticket_types_unsorted(connection: Connection) -> Found:
    """Ticket types that were sold and have no price class."""
    tickets = list(connection.ticket_types.filter(price_class="", tickets__gt=0).values_list("tickets", flat=True))
    if tickets:
        yield finding("ticket-types-unsorted", types=len(tickets), tickets=f"{sum(tickets):,}")


def fits_exclusion(connection: Connection) -> Found:
    """Events with sales that a rule would leave out, were it switched on."""
    for preview in previews(connection.organisation):
        mine = [event for event in preview.events if event.connection_id == connection.pk and event.tickets]
        open_ones = [event for event in mine if not (event.is_kept or event.is_ignored)]
        if open_ones and not preview.is_on:
            yield finding(
                "fits-exclusion",
                subject=preview.rule.name,
                events="1 event looks" if len(open_ones) == 1 else f"{len(open_ones)} events look",
                title=preview.rule.title.lower(),
                name=open_ones[0].name,
                tickets=f"{sum(event.tickets for event in open_ones):,}",
            )


def attribute_names(connection: Connection) -> Found:
    """Attributes whose names are nearly those of the four: they fill nothing until they are renamed."""
    names = Counter(name for event in connection.catalogue.all() for name in event.attributes)
    for name, meant in nearly_right(names).items():
        events = f"{names[name]:,} event{'' if names[name] == 1 else 's'}"
        yield finding("attribute-name", subject=meant, name=name, meant=meant, events=events)


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


def house_counts_differ(connection: Connection) -> Found:
    """Tickets by orders against what the box office counted in the house after each performance."""
    count, *tickets = _figures(connection, _HOUSE_COUNTS_DIFFER)
    if count:
        orders, house = tickets
        yield finding(
            "house-count-differs",
            performances=f"{count:,} performance{'s' * (count > 1)}",
            orders=f"{orders:,}",
            house=f"{house:,}",
        )


def new_at_source(connection: Connection) -> Found:
    """Fields that nobody here reads."""
    for kind, names in new_fields(connection).items():
        yield finding("new-at-source", subject=kind, kind=kind.replace("_", " "), names=", ".join(names))


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

_HOUSE_COUNTS_DIFFER = """
    with held as (
        select performance_number, count(*) as tickets
        from ticket_sales
        where seen_until is null
        group by performance_number
    )

    select
        count(*),
        cast(coalesce(sum(coalesce(held.tickets, 0)), 0) as bigint),
        cast(coalesce(sum(performances.house_tickets), 0) as bigint)
    from performances
    left join held on performances.performance_number = held.performance_number
    where performances.connection_id = $connection
        and performances.house_tickets <> coalesce(held.tickets, 0)
        and not performances.is_cancelled
"""

CHECKS: tuple[Callable[[Connection], Found], ...] = (
    unlinked_events,
    performances_left_out,
    links_not_found,
    set_aside,
    stalled,
    not_read,
    incomplete_windows,
    attribute_values,
    attribute_names,
    ticket_types_unsorted,
    fits_exclusion,
    customers_unread,
    unknown_performances,
    house_counts_differ,
    new_at_source,
    no_history,
)
