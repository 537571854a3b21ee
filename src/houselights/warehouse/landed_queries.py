"""What is landed already, asked by the feeds: contents known, tickets held, records still to read."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from houselights.rows import RULES_VERSION
from houselights.warehouse.bundle import LandedFile, Link
from houselights.warehouse.stages import stage
from houselights.warehouse.store import Engine
from houselights.warehouse.tables import link_table

Files = Sequence[LandedFile]
_ID = {"events": "event_id", "performances": "performance_id", "orders": "order_id", "customers": "customer_id"}
_RULES = {"rules": RULES_VERSION}


def known_content(home: Path, files: Files, kind: str) -> dict[str, str]:
    """{id: content} of the latest reading of every record of a kind, as far as today's rules made it."""
    return dict(_ask(home, files, _KNOWN.format(kind=kind, id=_ID[kind]), _RULES))


def held_by_event(home: Path, files: Files) -> dict[str, tuple[int, int]]:
    """{box-office event id: (tickets, pence)} held now, linked or not."""
    return {event_id: (tickets, pence) for event_id, tickets, pence in _ask_held(home, files, _HELD_BY_EVENT)}


def performances_by_event(home: Path, files: Files) -> dict[str, int]:
    """{box-office event id: performances}, past ones included."""
    return dict(_ask(home, files, _PERFORMANCES_BY_EVENT, {}))


def unlisted(home: Path, files: Files, kind: str) -> list[str]:
    """Ids of events or performances that held tickets name but no landed row of today's rules describes."""
    return [name for (name,) in _ask_held(home, files, _UNLISTED.format(kind=kind, id=_ID[kind]), _RULES)]


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
    with Engine(_spill_folder(home, files)) as engine:
        engine.read_landed(home, files)
        engine.take("links", link_table(links))
        engine.make("held", stage("held"))
        return engine.rows(sql, values)


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

_HELD_BY_EVENT = """
    select event_id, count(*), cast(sum(total_pence) as bigint) from held group by event_id order by event_id
"""

_PERFORMANCES_BY_EVENT = """
    with readings as (
        select
            performance_id, event_id,
            row_number() over (partition by performance_id order by reading desc) as place
        from landed_performances
    )

    select event_id, count(*) from readings where place = 1 group by event_id order by event_id
"""

_UNLISTED = """
    select distinct held.{id}
    from held
    left join landed_{kind} as listed
        on held.connection_id = listed.connection_id and held.{id} = listed.{id} and listed.rules_version = $rules
    where listed.{id} is null and held.{id} <> ''
    order by held.{id}
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
