"""Build a warehouse from the landing and one frozen bundle of what people decided: step 6 of the house's path."""

from pathlib import Path

import msgspec
import pyarrow as pa

from houselights.warehouse.builds import (
    CONTENTS,
    LINEAGE,
    TABLES,
    Contents,
    begin,
    build_folder,
    current_tables,
    finish,
    published,
)
from houselights.warehouse.bundle import Bundle
from houselights.warehouse.geography.layouts import AREAS, HOUSEHOLDS, POSTCODES, PRIORITY_PLACES, SMALL_AREAS
from houselights.warehouse.grounds import Ground, are_whole, ground_of
from houselights.warehouse.identity.joining import JOINED
from houselights.warehouse.identity.keeping import found_and_joined
from houselights.warehouse.identity.linking import COMPARED
from houselights.warehouse.parts import write_all, write_touched
from houselights.warehouse.stages import (
    AFTER_TICKETS,
    BEFORE_TICKETS,
    NO_LONGER_NEEDED,
    SALES,
    TICKETS,
    USED_ONCE,
    stage,
)
from houselights.warehouse.store import Engine, memory_for
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
from houselights.warehouse.touching import touch


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
    whole: bool = False,
) -> Built:
    """Read the landing, stage by stage, and write the next numbered build, whole or not at all.

    Tickets of orders that nothing touched are taken over from the published build, unless it is to be made `whole`.
    `areas` are those of customers, under the organisation's own tokens; the others are public lists of places, of
    which `postcodes` is for venues.
    """
    ground = ground_of(bundle, home=home, organisation_folder=organisation_folder)
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
        said = _work_out(engine, bundle, "it was asked for" if whole else ground, number, folder)
        tickets, pence = engine.rows(_COUNTED)[0]
    (folder / CONTENTS).write_bytes(msgspec.json.encode(said))
    (folder / LINEAGE).write_bytes(_encoded(bundle))
    finish(folder)
    return Built(number, tickets, pence)


def is_built(bundle: Bundle, organisation_folder: Path) -> bool:
    """Is the published build whole, and of this very bundle? Then building again would change nothing."""
    pointer = published(organisation_folder)
    if pointer is None:
        return False
    lineage = build_folder(organisation_folder, pointer.number) / LINEAGE
    return lineage.read_bytes() == _encoded(bundle) and are_whole(current_tables(organisation_folder))


def _encoded(bundle: Bundle) -> bytes:
    return msgspec.json.encode(bundle)


def _work_out(engine: Engine, bundle: Bundle, ground: Ground | str, number: int, folder: Path) -> Contents:
    """Every stage in turn. `ground` is a build to stand on, or why on none."""
    for name in BEFORE_TICKETS:
        _take_stage(engine, name, folder)
    if isinstance(ground, Ground) and not touch(engine, ground, bundle):
        ground = "too much changed"
    if isinstance(ground, str):
        engine.define("tickets_read", "select * from landed_tickets")
    for name in TICKETS:
        _take_stage(engine, name, folder)
    for name in NO_LONGER_NEEDED:
        engine.drop(name)
    files = {name: _write_sales(engine, name, ground, number, folder) for name in SALES}
    for name in AFTER_TICKETS:
        _take_stage(engine, name, folder)
    files |= {name: (f"{name}.parquet",) for name in TABLES if name not in SALES}
    if isinstance(ground, str):
        return Contents(files, None, ground, 0)
    return Contents(files, ground.number, "", ground.steps + 1)


def _take_stage(engine: Engine, name: str, folder: Path) -> None:
    """A stage that is a table of the warehouse is written; one that is used once is only named."""
    if name in TABLES:
        engine.write(name, stage(name), folder / f"{name}.parquet")
    elif name in USED_ONCE:
        engine.define(name, stage(name))
    else:
        engine.make(name, stage(name))


def _write_sales(engine: Engine, name: str, ground: Ground | str, number: int, folder: Path) -> tuple[str, ...]:
    if isinstance(ground, str):
        paths = write_all(engine, name, folder=folder, number=number)
    else:
        paths = write_touched(engine, name, ground.tables[name], folder=folder, number=number)
    engine.read(name, paths)
    return tuple(path.name for path in paths)


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
