"""What is landed already, asked by the feeds: contents known, tickets held, records still to read."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from houselights.rows import RULES_VERSION
from houselights.warehouse.asking import Files, ask, ask_sums
from houselights.warehouse.bundle import Link
from houselights.warehouse.landed import ID_COLUMN

_RULES = {"rules": RULES_VERSION}


def known_content(home: Path, files: Files, kind: str) -> dict[str, str]:
    """{id: content} of the latest reading of every record of a kind, as far as today's rules made it."""
    return dict(ask(home, files, _known(kind, ""), _RULES))


def known_content_of(home: Path, files: Files, kind: str, ids: Sequence[str]) -> dict[str, str]:
    """The same, of these records alone: a run that finds little new need not remember all that there is."""
    return dict(ask(home, files, _known(kind, _ASKED_FOR), _RULES | {"ids": list(ids)}))


def held_by_performance(home: Path, files: Files) -> list[tuple[Any, ...]]:
    """(box-office event, performance, starts, cancelled, listed, tickets, pence) of each, held now, linked or not."""
    return ask_sums(home, files, _HELD_BY_PERFORMANCE)


def newest_by_event(home: Path, files: Files) -> dict[str, tuple[datetime, datetime]]:
    """{box-office event id: (when its newest order was first sold, when one last arrived new or changed)}, UTC."""
    rows = ask_sums(home, files, _NEWEST_BY_EVENT)
    return {event: (sold.replace(tzinfo=UTC), arrived.replace(tzinfo=UTC)) for event, sold, arrived in rows}


def held_by_ticket_type(home: Path, files: Files) -> dict[str, tuple[int, int]]:
    """{ticket type: (tickets, pence)} held now, linked or not."""
    return {name: (tickets, pence) for name, tickets, pence in ask_sums(home, files, _HELD_BY_TICKET_TYPE)}


def volumes(home: Path, files: Files, *, known: Sequence[str]) -> list[tuple[Any, ...]]:
    """(keyed id, reference, orders, tickets, pence) of the busiest customers and those known, and orders in all.

    A customer is busy from so many orders, or tickets in each of them, on that a person may ask who that is.
    """
    return ask_sums(home, files, _VOLUMES, {"known": list(known), "orders": 50, "tickets": 40, "group": 12})


def unlisted(home: Path, files: Files, kind: str) -> list[str]:
    """Ids of events or performances that held tickets name but no landed row of today's rules describes."""
    return [name for (name,) in ask_sums(home, files, _UNLISTED.format(kind=kind, id=ID_COLUMN[kind]), _RULES)]


def houses_to_count(home: Path, files: Files, *, since: datetime, until: datetime) -> list[str]:
    """Ids of performances that began between two moments (UTC) and whose house was not counted since they began."""
    moments = {"since": since.replace(tzinfo=None), "until": until.replace(tzinfo=None)}
    return [name for (name,) in ask(home, files, _HOUSES_TO_COUNT, moments)]


def customers_to_read(home: Path, files: Files, links: Sequence[Link]) -> list[str]:
    """References of the customers who hold tickets of linked box-office events and are not landed yet."""
    if not links:
        return []
    return [reference for (reference,) in ask_sums(home, files, _CUSTOMERS_TO_READ, _RULES, links)]


def _known(kind: str, only: str) -> str:
    name = ID_COLUMN[kind]
    return _KNOWN.format(kind=kind, id=name, only=only.format(id=name))


_KNOWN = """
    with readings as (
        select
            {id} as id, content, rules_version,
            row_number() over (partition by {id} order by reading desc) as place
        from landed_{kind}
        {only}
    )

    select id, content from readings where place = 1 and rules_version = $rules
"""

_ASKED_FOR = "where {id} in (select unnest(cast($ids as varchar[])))"

_HELD_BY_PERFORMANCE = """
    with readings as (
        select
            performance_id, event_id, starts_local, is_cancelled,
            row_number() over (partition by performance_id order by reading desc) as place
        from landed_performances
    ),

    listed as (
        select performance_id, event_id, starts_local, is_cancelled from readings where place = 1
    ),

    sold as (
        select event_id, performance_id, tickets, pence from sums where what = 'performance'
    )

    select
        coalesce(sold.event_id, listed.event_id) as event_id,
        coalesce(sold.performance_id, listed.performance_id) as performance_id,
        listed.starts_local,
        coalesce(listed.is_cancelled, false) as is_cancelled,
        listed.performance_id is not null as is_listed,
        coalesce(sold.tickets, 0) as tickets,
        coalesce(sold.pence, 0) as pence
    from listed
    full outer join sold on listed.performance_id = sold.performance_id
    order by event_id, performance_id
"""

_HELD_BY_TICKET_TYPE = """
    select ticket_type, tickets, pence
    from sums
    where what = 'ticket type' and ticket_type <> '' and length(ticket_type) <= 300
    order by ticket_type
"""

_VOLUMES = """
    with bought as (
        select
            customer_id,
            min(customer_reference) as reference,
            cast(sum(orders) as bigint) as orders,
            cast(sum(tickets) as bigint) as tickets,
            cast(sum(pence) as bigint) as pence
        from sums
        where what = 'customer' and customer_id is not null and customer_reference is not null
        group by customer_id
    )

    select
        customer_id, reference, orders, tickets, pence,
        (select cast(sum(orders) as bigint) from sums where what = 'customer') as orders_in_all
    from bought
    where orders >= $orders
        or (tickets >= $tickets and tickets >= $group * orders)
        or list_contains(cast($known as varchar[]), customer_id)
    order by orders desc, customer_id
"""

_NEWEST_BY_EVENT = "select event_id, sold_at, arrived_at from sums where what = 'event' order by event_id"

_UNLISTED = """
    select distinct sums.{id}
    from sums
    left join landed_{kind} as listed on sums.{id} = listed.{id} and listed.rules_version = $rules
    where sums.what = 'performance' and listed.{id} is null and sums.{id} <> ''
    order by sums.{id}
"""

_HOUSES_TO_COUNT = """
    with newest as (
        select
            performance_id, starts_utc, is_cancelled,
            row_number() over (partition by performance_id order by reading desc) as place
        from landed_performances
    ),

    counted as (
        select performance_id, max(seen_at) as seen_at from landed_house_counts group by performance_id
    )

    select newest.performance_id
    from newest
    left join counted on newest.performance_id = counted.performance_id
    where newest.place = 1
        and not newest.is_cancelled
        and newest.starts_utc >= $since
        and newest.starts_utc <= $until
        and (counted.seen_at is null or counted.seen_at < newest.starts_utc)
    order by newest.performance_id
"""

# The customers first, then their orders: in most runs nearly everybody was read before.
_CUSTOMERS_TO_READ = """
    with read_before as (
        select customer_id from landed_customers where rules_version = $rules
    ),

    unread as (
        select sums.customer_id, min(sums.customer_reference) as reference
        from sums
        left join read_before on sums.customer_id = read_before.customer_id
        where sums.what = 'customer' and sums.customer_reference is not null and read_before.customer_id is null
        group by sums.customer_id
    ),

    latest as (
        select order_id, max(reading) as reading
        from landed_orders
        where order_id in (
            select order_id from landed_orders where customer_id in (select customer_id from unread)
        )
        group by order_id
    ),

    reached as (
        select distinct orders.customer_id
        from latest
        inner join landed_orders as orders on latest.order_id = orders.order_id and latest.reading = orders.reading
        inner join landed_tickets as tickets on latest.order_id = tickets.order_id and latest.reading = tickets.reading
        inner join links
            on tickets.connection_id = links.connection_id
            and tickets.event_id = links.box_office_event_id
            and (links.performance_id is null or links.performance_id = tickets.performance_id)
    )

    select unread.reference
    from unread
    inner join reached on unread.customer_id = reached.customer_id
    order by unread.reference
"""
