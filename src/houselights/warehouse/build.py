"""Build a warehouse from the landing and one frozen bundle of what people decided: step 6 of the house's path."""

from pathlib import Path

import msgspec

from houselights.warehouse.builds import LINEAGE, TABLES, begin, build_folder, current_tables, finish, published
from houselights.warehouse.bundle import Bundle
from houselights.warehouse.stages import STAGES, USED_ONCE, stage
from houselights.warehouse.store import Engine, is_readable
from houselights.warehouse.tables import AREAS, authority_table, day_table, event_table, link_table


class Built(msgspec.Struct, frozen=True):
    """A finished build, not yet published: its number, and the counted tickets and pence in it."""

    number: int
    tickets: int
    pence: int


def build(bundle: Bundle, *, home: Path, organisation_folder: Path, areas: Path | None) -> Built:
    """Read the landing, stage by stage, and write the next numbered build, whole or not at all."""
    number, folder = begin(organisation_folder)
    with Engine(organisation_folder / "warehouse") as engine:
        _take_sources(engine, bundle, home, areas)
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


def _take_sources(engine: Engine, bundle: Bundle, home: Path, areas: Path | None) -> None:
    engine.read_landed(home, bundle.files)
    engine.take("registered_events", event_table(bundle.events))
    engine.take("links", link_table(bundle.links))
    engine.take("days", day_table())
    engine.take("authorities", authority_table())
    if areas:
        engine.read("areas", [areas])
    else:
        engine.take("areas", AREAS.empty_table())


_COUNTED = """
    select count(*), cast(coalesce(sum(total_pence), 0) as bigint)
    from ticket_sales
    where seen_until is null and not is_cancelled
"""
