"""Pairs become people: all of them, or only those around what was compared again or parted anew."""

from collections.abc import Sequence

import pyarrow as pa

from houselights.warehouse.bundle import PartedRecords
from houselights.warehouse.identity.clusters import enough, people
from houselights.warehouse.store import Engine

JOINED = pa.schema([
    ("connection_id", pa.int64()),
    ("customer_id", pa.string()),
    ("first_connection_id", pa.int64()),  # the person's first record, which names the person
    ("first_customer_id", pa.string()),
    ("record", pa.int64()),
])  # fmt: skip

_PARTED = pa.schema([
    ("connection_id", pa.int64()),
    ("customer_id", pa.string()),
    ("other_connection_id", pa.int64()),
    ("other_customer_id", pa.string()),
])  # fmt: skip

_WHOSE = pa.schema([("record", pa.int64()), ("first_record", pa.int64())])


def find_reached(engine: Engine, parted: Sequence[PartedRecords], parted_before: Sequence[PartedRecords]) -> None:
    """Make `reached`: every record whose person may be another now. Nobody else's pairs have an end there.

    From `again`, and what a person parted or joined, along all that is or was sure: in `found` and `found_before`.
    """
    engine.take("parted", _table(sorted({*parted} ^ {*parted_before}, key=str)))
    engine.make("reached", _REACHED.format(enough=enough(), named=_NAMED))


def join(engine: Engine, parted: Sequence[PartedRecords]) -> str:
    """The statement of who is whose now: of `reached` by `found`, of everybody else as in `joined_before`."""
    engine.take("parted", _table(parted))
    whose = people(engine.rows(_PAIRS), engine.rows(_PARTED_RECORDS))
    engine.take("whose", pa.table([list(whose), list(whose.values())], schema=_WHOSE))
    return _JOINED


def _table(parted: Sequence[PartedRecords]) -> pa.Table:
    rows = [
        {
            "connection_id": each.connection_id,
            "customer_id": each.customer_id,
            "other_connection_id": each.other_connection_id,
            "other_customer_id": each.other_customer_id,
        }
        for each in parted
    ]
    return pa.Table.from_pylist(rows, schema=_PARTED)


_NAMED = """
    select record, connection_id, customer_id from found
    union
    select other_record, other_connection_id, other_customer_id from found
"""

_REACHED = """
    with recursive named as ({named}),

    every as (
        select record, other_record, weight from found
        union all
        select record, other_record, weight from found_before
    ),

    sure as (
        select record, other_record from every where weight >= {enough}
        union
        select other_record, record from every where weight >= {enough}
    ),

    reached as (
        select record from again
        union
        select named.record
        from parted
        inner join named on
            (parted.connection_id = named.connection_id and parted.customer_id = named.customer_id)
        union
        select named.record
        from parted
        inner join named on
            (parted.other_connection_id = named.connection_id and parted.other_customer_id = named.customer_id)
        union
        select sure.other_record
        from reached
        inner join sure on reached.record = sure.record
    )

    select record from reached
"""

_PAIRS = """
    select weight, record, other_record
    from found
    where record in (select record from reached) and other_record in (select record from reached)
    order by weight desc, record, other_record
"""

_PARTED_RECORDS = f"""
    with named as ({_NAMED})

    select one.record, other.record
    from parted
    inner join named as one on parted.connection_id = one.connection_id and parted.customer_id = one.customer_id
    inner join named as other
        on parted.other_connection_id = other.connection_id and parted.other_customer_id = other.customer_id
"""  # noqa: S608  (a statement of our own)

_JOINED = f"""
    with named as ({_NAMED})

    select
        own.connection_id, own.customer_id,
        first.connection_id as first_connection_id, first.customer_id as first_customer_id,
        own.record
    from whose
    inner join named as own on whose.record = own.record
    inner join named as first on whose.first_record = first.record
    union all
    select connection_id, customer_id, first_connection_id, first_customer_id, record
    from joined_before
    where record not in (select record from reached)
    order by connection_id, customer_id
"""  # noqa: S608  (a statement of our own)
