"""What is held now, added up by performance, ticket type and customer: kept beside the landing, and moved on.

A landing holds a million orders and grows by a hundred a run: only those that came since the sums were kept, and those
that ever held a ticket of theirs, are looked at again.
"""

import uuid
from pathlib import Path

from houselights.warehouse.store import Engine, is_readable

KEPT = "held.parquet"  # may be thrown away at any time: it is made of the landing again
FEW = 10  # one in so many versions of orders may have come since; beyond, adding up afresh is quicker


def name_sums(engine: Engine, folder: Path) -> None:
    """Call the sums of what one connection has landed, in this engine, `sums`; `folder` is where it has landed.

    `what` says of what a row is the sum: a performance, a ticket type, a customer; or of which event it tells the
    newest of all orders ever landed.
    """
    newest, versions = engine.rows(_LANDED)[0]
    since = _kept_up_to(engine, folder / KEPT)
    if since == newest:
        return
    if since is not None and since < newest and engine.rows(_COME, {"since": since})[0][0] * FEW < versions:
        _move_on(engine, since)
    else:
        engine.make("sums", _added_up("landed_orders", "landed_tickets"))
    _keep(engine, folder, newest)


def _kept_up_to(engine: Engine, path: Path) -> int | None:
    """The reading that the kept sums are as of, once they are called `sums`; None where there are none."""
    if not path.exists() or not is_readable(path):
        return None
    engine.read("kept", [path])
    engine.make("sums", "select * exclude up_to from kept")  # a copy: another process may put newer ones in place
    return int(engine.rows("select coalesce(max(up_to), -1) from kept")[0][0])


def _keep(engine: Engine, folder: Path, up_to: int) -> None:
    beside = folder / f"{KEPT}.{uuid.uuid4().hex}"
    try:
        engine.write("kept", _KEEP.format(up_to=up_to), beside)
        beside.replace(folder / KEPT)
    finally:
        beside.unlink(missing_ok=True)


def _move_on(engine: Engine, since: int) -> None:
    """Take away what the orders concerned held before, add what they hold now."""
    engine.make("concerned", _CONCERNED.format(since=since))
    for kind in ("orders", "tickets"):
        engine.make(f"{kind}_now", _NOW.format(kind=kind))
        engine.define(f"{kind}_before", _BEFORE.format(kind=kind, since=since))
    engine.make("sums_before", _added_up("orders_before", "tickets_before"))
    engine.make("sums_now", _added_up("orders_now", "tickets_now"))
    engine.make("sums", _MOVED_ON)


def _added_up(orders: str, tickets: str) -> str:
    return _ADDED_UP.format(orders=orders, tickets=tickets)


_LANDED = "select cast(coalesce(max(reading), 0) as bigint), count(*) from landed_orders"
_KEEP = "select *, cast({up_to} as bigint) as up_to from sums"
_NOW = "select * from landed_{kind} where order_id in (select order_id from concerned)"
_BEFORE = "select * from {kind}_now where reading <= {since}"
_COME = "select count(*) from landed_orders where reading > $since"

# An order that has lost a ticket may have lost it to an order that lost another: two steps, and every ticket of the
# orders that changed is told apart from all that contest it.
_CONCERNED = """
    with changed as (
        select distinct order_id from landed_orders where reading > {since}
    ),

    near as (
        select distinct order_id from landed_tickets
        where ticket_id in (
            select ticket_id from landed_tickets where order_id in (select order_id from changed)
        )
    )

    select order_id from changed
    union
    select distinct order_id from landed_tickets
    where ticket_id in (
        select ticket_id from landed_tickets where order_id in (select order_id from near)
    )
"""

# Held are the tickets of the latest version of each order, each ticket once: the newest reading has it. Few tickets
# are ever named by two orders, so only those are put in order.
_ADDED_UP = """
    with latest as (
        select order_id, max(reading) as reading
        from {orders}
        group by order_id
    ),

    named_twice as (
        select hash(ticket_id) as mark
        from {tickets}
        group by mark
        having min(hash(order_id)) <> max(hash(order_id))
    ),

    latest_tickets as not materialized (
        select
            tickets.order_id, tickets.reading, tickets.ticket_id, tickets.event_id, tickets.performance_id,
            tickets.ticket_type, tickets.total_pence, orders.customer_id, orders.customer_reference
        from {tickets} as tickets
        inner join {orders} as orders on tickets.order_id = orders.order_id and tickets.reading = orders.reading
        inner join latest on orders.order_id = latest.order_id and orders.reading = latest.reading
    ),

    contested as (
        select *, row_number() over (partition by ticket_id order by reading desc, order_id desc) as place
        from latest_tickets
        where hash(ticket_id) in (select mark from named_twice)
    ),

    held as not materialized (
        select * from latest_tickets where hash(ticket_id) not in (select mark from named_twice)
        union all
        select * exclude place from contested where place = 1
    )

    select
        case
            when grouping(customer_id) = 0 then 'customer'
            when grouping(ticket_type) = 0 then 'ticket type'
            else 'performance'
        end as what,
        event_id, performance_id, ticket_type, customer_id, customer_reference,
        count(distinct hash(order_id)) as orders,
        count(*) as tickets,
        cast(sum(total_pence) as bigint) as pence,
        cast(null as timestamp) as sold_at,
        cast(null as timestamp) as arrived_at
    from held
    group by grouping sets ((event_id, performance_id), (ticket_type), (customer_id, customer_reference))
    union all
    select
        'event', tickets.event_id, null, null, null, null, 0, 0, 0,
        max(orders.first_sold_utc), max(orders.seen_at)
    from {tickets} as tickets
    inner join {orders} as orders on tickets.order_id = orders.order_id and tickets.reading = orders.reading
    group by tickets.event_id
"""

_MOVED_ON = """
    with all_of_them as (
        select * from sums
        union all
        select * from sums_now
        union all
        select * replace (-orders as orders, -tickets as tickets, -pence as pence) from sums_before
    )

    select
        what, event_id, performance_id, ticket_type, customer_id, customer_reference,
        cast(sum(orders) as bigint) as orders,
        cast(sum(tickets) as bigint) as tickets,
        cast(sum(pence) as bigint) as pence,
        max(sold_at) as sold_at,
        max(arrived_at) as arrived_at
    from all_of_them
    group by what, event_id, performance_id, ticket_type, customer_id, customer_reference
    having what = 'event' or sum(tickets) <> 0
"""
