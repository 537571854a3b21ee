"""Build a warehouse from the landing and one frozen bundle of what people decided: step 6 of the house's path."""

from pathlib import Path

import msgspec
import pyarrow as pa

from houselights.warehouse.builds import LINEAGE, TABLES, begin, build_folder, current_tables, finish, published
from houselights.warehouse.bundle import Bundle
from houselights.warehouse.geography.layouts import AREAS, HOUSEHOLDS, POSTCODES, PRIORITY_PLACES, SMALL_AREAS
from houselights.warehouse.identity.joining import JOINED
from houselights.warehouse.identity.keeping import found_and_joined
from houselights.warehouse.identity.linking import COMPARED
from houselights.warehouse.stages import STAGES, USED_ONCE, stage
from houselights.warehouse.store import Engine, is_readable, memory_for
from houselights.warehouse.tables import (
    attendance_table,
    authority_table,
    day_table,
    event_table,
    exclusion_table,
    house_account_table,
    link_table,
    local_day_table,
    price_class_table,
)


class Built(msgspec.Struct, frozen=True):
    """A finished build, not yet published: its number, and the counted tickets and pence in it."""

    number: int
    tickets: int
    pence: int


def build(
    bundle: Bundle,
    *,
    home: Path,
    organisation_folder: Path,
    areas: Path | None,
    postcodes: Path | None = None,
    small_areas: Path | None = None,
    households: Path | None = None,
    priority_places: Path | None = None,
) -> Built:
    """Read the landing, stage by stage, and write the next numbered build, whole or not at all.

    `areas` are those of customers, under the organisation's own tokens; the others are public lists of places, of
    which `postcodes` is for venues.
    """
    number, folder = begin(organisation_folder)
    found, joined = found_and_joined(bundle, home=home, organisation_folder=organisation_folder) or (None, None)
    with Engine(organisation_folder / "warehouse", memory=memory_for(home, bundle.files)) as engine:
        _take_sources(engine, bundle, home)
        _read_or_take(engine, "areas", areas, AREAS)
        _read_or_take(engine, "postcodes", postcodes, POSTCODES)
        _read_or_take(engine, "small_areas", small_areas, SMALL_AREAS)
        _read_or_take(engine, "households", households, HOUSEHOLDS)
        _read_or_take(engine, "priority_places", priority_places, PRIORITY_PLACES)
        _read_or_take(engine, "found", found, COMPARED)
        _read_or_take(engine, "joined", joined, JOINED)
        for name in STAGES:
            _work_out(engine, name, folder)
        tickets, pence = engine.rows(_COUNTED)[0]
    (folder / LINEAGE).write_bytes(_encoded(bundle))
    finish(folder)
    return Built(number, tickets, pence)


def is_built(bundle: Bundle, organisation_folder: Path) -> bool:
    """Is the published build whole, and of this very bundle? Then building again would change nothing."""
    pointer = published(organisation_folder)
    if pointer is None:
        return False
    lineage = build_folder(organisation_folder, pointer.number) / LINEAGE
    tables = [path for paths in current_tables(organisation_folder).values() for path in paths]
    return lineage.read_bytes() == _encoded(bundle) and all(is_readable(path) for path in tables)


def _encoded(bundle: Bundle) -> bytes:
    return msgspec.json.encode(bundle)


def _work_out(engine: Engine, name: str, folder: Path) -> None:
    """A stage that is a table of the warehouse is written; one that is used once is only named."""
    if name in TABLES:
        engine.write(name, stage(name), folder / f"{name}.parquet")
    elif name in USED_ONCE:
        engine.define(name, stage(name))
    else:
        engine.make(name, stage(name))


def _take_sources(engine: Engine, bundle: Bundle, home: Path) -> None:
    engine.read_landed(home, bundle.files)
    engine.take("registered_events", event_table(bundle.events))
    engine.take("links", link_table(bundle.links))
    engine.take("price_classes", price_class_table(bundle.price_classes))
    engine.take("attendance_given", attendance_table(bundle.attendance))
    engine.take("exclusions", exclusion_table(bundle.exclusions))
    engine.take("house_accounts", house_account_table(bundle.house_accounts))
    engine.take("days", day_table())
    engine.take("local_days", local_day_table(bundle.time_zone))
    engine.take("authorities", authority_table())


def _read_or_take(engine: Engine, name: str, path: Path | None, schema: pa.Schema) -> None:
    """A reference list; an empty one where there is none."""
    if path:
        engine.read(name, [path])
    else:
        engine.take(name, schema.empty_table())


_COUNTED = """
    select count(*), cast(coalesce(sum(total_pence), 0) as bigint)
    from ticket_sales
    where seen_until is null and not is_cancelled
"""
