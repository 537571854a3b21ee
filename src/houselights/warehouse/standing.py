"""What a build takes from the one that it stands on, and what was landed since: nothing, and all, where on none."""

import pyarrow as pa

from houselights.warehouse.bundle import Bundle
from houselights.warehouse.grounds import Ground
from houselights.warehouse.store import Engine

BEFORE_ALL = -1  # readings count from 0

_CUSTOMERS = pa.schema([
    ("customer", pa.int64()),
    ("connection_id", pa.int64()),
    ("customer_id", pa.string()),
    ("postcode_kind", pa.string()),
    ("area_local_authority", pa.string()),
    ("area_local_authority_code", pa.string()),
    ("area_region", pa.string()),
    ("kilometre_east", pa.int32()),
    ("kilometre_north", pa.int32()),
    ("area_lsoa", pa.string()),
    ("imd_decile", pa.string()),
    ("rural_urban", pa.string()),
    ("area_households", pa.int64()),
    ("priority_place", pa.string()),
    ("priority_place_from", pa.date32()),
    ("priority_place_until", pa.date32()),
    ("consents", pa.string()),
    ("person", pa.int64()),
    ("is_house_account", pa.bool_()),
])  # fmt: skip

_ORDER_VERSIONS = pa.schema([
    ("connection_id", pa.int64()),
    ("order_id", pa.string()),
    ("order_number", pa.int64()),
    ("reading", pa.int64()),
    ("customer", pa.int64()),
    ("first_sold_local", pa.timestamp("s")),
    ("seen_from", pa.timestamp("us")),
])  # fmt: skip

_TICKETS_NAMED = pa.schema([
    ("connection_id", pa.int64()),
    ("performance_id", pa.string()),
    ("event_id", pa.string()),
    ("ticket_type", pa.string()),
    ("first_reading", pa.int64()),
    ("tickets", pa.int64()),
])  # fmt: skip


def stand(engine: Engine, ground: Ground | None, bundle: Bundle) -> None:
    """Name the ground's tables `..._before`, and what came since `..._come`: mostly little, and only that is read.

    Where the lists of places are others, every customer is worked out again: then none is `known`.
    """
    are_known = ground is not None and ground.bundle.postcode_vintage == bundle.postcode_vintage
    since = ground.read if ground else BEFORE_ALL
    _name_before(engine, "customers_before", ground, "customers", _CUSTOMERS)
    _name_before(engine, "customers_known", ground if are_known else None, "customers", _CUSTOMERS)
    _name_before(engine, "order_versions_before", ground, "order_versions", _ORDER_VERSIONS)
    _name_before(engine, "tickets_named_before", ground, "tickets_named", _TICKETS_NAMED)
    engine.take("read_before", pa.table({"reading": [since]}))
    _come(engine, "orders_come", "landed_orders", since)
    _come(engine, "tickets_come", "landed_tickets", since)
    _come(engine, "customers_come", "landed_customers", since if are_known else BEFORE_ALL)
    _come(engine, "customers_named", "landed_orders", since if are_known else BEFORE_ALL)


def _name_before(engine: Engine, name: str, ground: Ground | None, table: str, schema: pa.Schema) -> None:
    if ground:
        engine.read(name, ground.tables[table])
    else:
        engine.take(name, schema.empty_table())


def _come(engine: Engine, name: str, landed: str, since: int) -> None:
    engine.define(name, f"select * from {landed} where reading > {since}")  # noqa: S608  (names and a number of our own)
