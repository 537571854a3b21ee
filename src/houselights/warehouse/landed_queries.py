"""What is landed already, asked by the feeds: contents known, tickets held, records still to read."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from houselights.rows import RULES_VERSION
from houselights.warehouse.bundle import LandedFile, Link
from houselights.warehouse.landed import ID_COLUMN
from houselights.warehouse.stages import stage
from houselights.warehouse.store import Engine
from houselights.warehouse.tables import link_table

Files = Sequence[LandedFile]
_RULES = {"rules": RULES_VERSION}


def known_content(home: Path, files: Files, kind: str) -> dict[str, str]:
    """{id: content} of the latest reading of every record of a kind, as far as today's rules made it."""
    return dict(_ask(home, files, _KNOWN.format(kind=kind, id=ID_COLUMN[kind]), _RULES))


def held_by_performance(home: Path, files: Files) -> list[tuple[Any, ...]]:
    """(box-office event, performance, starts, cancelled, listed, tickets, pence) of each, held now, linked or not."""
    return _ask_held(home, files, _HELD_BY_PERFORMANCE)


def newest_by_event(home: Path, files: Files) -> dict[str, tuple[datetime, datetime]]:
    """{box-office event id: (when its newest order was first sold, when one last arrived new or changed)}, UTC."""
    rows = _ask(home, files, _NEWEST_BY_EVENT, {})
    return {event: (sold.replace(tzinfo=UTC), arrived.replace(tzinfo=UTC)) for event, sold, arrived in rows}


def held_by_ticket_type(home: Path, files: Files) -> dict[str, tuple[int, int]]:
    """{ticket type: (tickets, pence)} held now, linked or not."""
    return {name: (tickets, pence) for name, tickets, pence in _ask_held(home, files, _HELD_BY_TICKET_TYPE)}


def volumes(home: Path, files: Files, *, known: Sequence[str]) -> list[tuple[Any, ...]]:
    """(keyed id, reference, orders, tickets, pence) of the busiest customers and those known, and orders in all.

    A customer is busy from so many orders or tickets on that a person may ask who that is.
    """
    return _ask_held(home, files, _VOLUMES, {"known": list(known), "orders": 50, "tickets": 40})


def unlisted(home: Path, files: Files, kind: str) -> list[str]:
    """Ids of events or performances that held tickets name but no landed row of today's rules describes."""
    return [name for (name,) in _ask_held(home, files, _UNLISTED.format(kind=kind, id=ID_COLUMN[kind]), _RULES)]


def houses_to_count(home: Path, files: Files, *, since: datetime, until: datetime) -> list[str]:
    """Ids of performances that began between two moments (UTC) and whose house was not counted since they began."""
    moments = {"since": since.replace(tzinfo=None), "until": until.replace(tzinfo=None)}
    return [name for (name,) in _ask(home, files, _HOUSES_TO_COUNT, moments)]


def customers_to_read(home: Path, files: Files, links: Sequence[Link]) -> list[str]:
    """References of the customers who hold tickets of linked box-office events and are not landed yet."""
    return [reference for (reference,) in _ask_held(home, files, _CUSTOMERS_TO_READ, _RULES, links)]


def _ask(home: Path, files: Files, sql: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    if not files:
        return []
    with Engine(_spill_folder(home, files)) as engine:
        engine.read_landed(home, files)
        return engine.rows(sql, values)


def _ask_held(
    home: Path, files: Files, sql: str, values: Mapping[str, Any] | None = None, links: Sequence[Link] = ()
) -> list[tuple[Any, ...]]:
    """Rows of a statement that reads `held`: the tickets of the latest version of each order, each once."""
    if not files:
        return []
    if kept := _KEPT.get():
        return kept.ask(home, files, sql, values, links)
    with closing(_Kept()) as once:
        return once.ask(home, files, sql, values, links)


@contextmanager
def held_once() -> Iterator[None]:
    """Within this block, what is held is worked out once for the same files, however many questions are asked of it."""
    with closing(_Kept()) as kept:
        token = _KEPT.set(kept)
        try:
            yield
        finally:
            _KEPT.reset(token)


class _Kept:
    """The engine in which `held` was worked out last, and the files it was worked out from."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._files: Files = ()

    def ask(
        self, home: Path, files: Files, sql: str, values: Mapping[str, Any] | None, links: Sequence[Link]
    ) -> list[tuple[Any, ...]]:
        if self._engine is None or self._files != files:
            self.close()
            self._engine, self._files = Engine(_spill_folder(home, files)), files
            self._engine.read_landed(home, files)
            self._engine.make("held", stage("held"))
        self._engine.take("links", link_table(links))
        return self._engine.rows(sql, values)

    def close(self) -> None:
        if self._engine:
            self._engine.close()
        self._engine = None


_KEPT: ContextVar[_Kept | None] = ContextVar("held", default=None)


def _spill_folder(home: Path, files: Files) -> Path:
    """Landed files lie in organisations/SLUG/landing/CONNECTION/KIND/."""
    return (home / files[0].path).parents[2]


_KNOWN = """
    with readings as (
        select
            {id} as id, content, rules_version,
            row_number() over (partition by {id} order by reading desc) as place
        from landed_{kind}
    )

    select id, content from readings where place = 1 and rules_version = $rules
"""

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
        select event_id, performance_id, count(*) as tickets, cast(sum(total_pence) as bigint) as pence
        from held
        group by event_id, performance_id
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
    select ticket_type, count(*), cast(sum(total_pence) as bigint)
    from held
    where ticket_type <> '' and length(ticket_type) <= 300
    group by ticket_type
    order by ticket_type
"""

_VOLUMES = """
    with bought as (
        select
            customer_id,
            min(customer_reference) as reference,
            count(distinct order_id) as orders,
            count(*) as tickets,
            cast(sum(total_pence) as bigint) as pence
        from held
        where customer_id is not null and customer_reference is not null
        group by customer_id
    )

    select customer_id, reference, orders, tickets, pence, cast((select count(distinct order_id) from held) as bigint)
    from bought
    where orders >= $orders or tickets >= $tickets or list_contains(cast($known as varchar[]), customer_id)
    order by orders desc, customer_id
"""

_NEWEST_BY_EVENT = """
    select tickets.event_id, max(orders.first_sold_utc), max(orders.seen_at)
    from landed_tickets as tickets
    inner join landed_orders as orders
        on tickets.connection_id = orders.connection_id
        and tickets.order_id = orders.order_id
        and tickets.reading = orders.reading
    group by tickets.event_id
    order by tickets.event_id
"""

_UNLISTED = """
    select distinct held.{id}
    from held
    left join landed_{kind} as listed
        on held.connection_id = listed.connection_id and held.{id} = listed.{id} and listed.rules_version = $rules
    where listed.{id} is null and held.{id} <> ''
    order by held.{id}
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

_CUSTOMERS_TO_READ = """
    select min(held.customer_reference) as reference
    from held
    inner join links
        on held.connection_id = links.connection_id
        and held.event_id = links.box_office_event_id
        and (links.performance_id is null or links.performance_id = held.performance_id)
    left join landed_customers as customers
        on held.connection_id = customers.connection_id
        and held.customer_id = customers.customer_id
        and customers.rules_version = $rules
    where customers.customer_id is null and held.customer_reference is not null
    group by held.connection_id, held.customer_id
    order by reference
"""
