"""What a new build has to work out again: the orders of which anything changed since the build that it stands on."""

import pyarrow as pa

from houselights.warehouse.bundle import Bundle
from houselights.warehouse.grounds import Ground
from houselights.warehouse.stages import stage
from houselights.warehouse.store import Engine
from houselights.warehouse.tables import EXCLUSIONS, TICKET_TYPES

MOST_TOUCHED = 0.25  # of the orders: from there on a whole build costs less


def touch(engine: Engine, ground: Ground, bundle: Bundle) -> bool:
    """Make `orders_written` and `tickets_read`; False where so much changed that all is better made anew.

    A ticket that two orders held is decided between them, so whoever is near a touched order is written too, and
    whoever is near those is read.
    """
    engine.take("events_touched", _events(ground.bundle, bundle))
    engine.take("ticket_types_touched", _ticket_types(ground.bundle, bundle))
    engine.make("orders_touched", stage("orders_touched"))
    if _is_much(engine):
        return False
    engine.define("reached", "select order_number from orders_touched")
    engine.make("orders_written", stage("orders_near"))
    engine.define("reached", "select order_number from orders_written")
    engine.make("orders_read", stage("orders_near") if _reaches_further(engine) else "from reached")
    engine.make("tickets_read", stage("tickets_read"))
    return True


def _is_much(engine: Engine) -> bool:
    ((touched, orders),) = engine.rows(_HOW_MANY)
    return bool(touched > MOST_TOUCHED * orders)


def _reaches_further(engine: Engine) -> bool:
    return engine.rows(_FURTHER) != [(0,)]


def _events(before: Bundle, now: Bundle) -> pa.Table:
    """Box-office events that another link or exclusion concerns."""
    events = {event.id for event in before.events} ^ {event.id for event in now.events}
    links = {*before.links} ^ {*now.links} | {link for link in now.links if link.event_id in events}
    exclusions = {*before.exclusions} ^ {*now.exclusions}
    keys = {(link.connection_id, link.box_office_event_id) for link in links}
    return _keys(keys | {(each.connection_id, each.box_office_event_id) for each in exclusions}, EXCLUSIONS)


def _ticket_types(before: Bundle, now: Bundle) -> pa.Table:
    """Ticket types that were put in another class."""
    changed = {*before.price_classes} ^ {*now.price_classes}
    return _keys({(each.connection_id, each.ticket_type) for each in changed}, TICKET_TYPES)


def _keys(keys: set[tuple[int, str]], schema: pa.Schema) -> pa.Table:
    return pa.Table.from_pylist([dict(zip(schema.names, key, strict=True)) for key in keys], schema=schema)


_HOW_MANY = """
    select (select count(*) from orders_touched), (select coalesce(max(order_number), 0) from order_versions)
"""
_FURTHER = "select (select count(*) from orders_written) - (select count(*) from orders_touched)"
