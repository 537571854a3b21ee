"""Build a warehouse from the landing and one frozen bundle of what people decided: step 6 of the house's path."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import pyarrow as pa

from houselights.warehouse.builds import (
    CONTENTS,
    LINEAGE,
    PARTIES,
    TABLES,
    WORKINGS,
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
from houselights.warehouse.identity.keeping import Found, found_and_joined
from houselights.warehouse.identity.linking import COMPARED
from houselights.warehouse.parts import PARTED, write_all, write_touched
from houselights.warehouse.spans import work_out, write_sales
from houselights.warehouse.stages import (
    AFTER_TICKETS,
    BEFORE_TICKETS,
    IN_ORDER,
    NO_LONGER_NEEDED,
    SALES,
    TICKETS,
    stage,
)
from houselights.warehouse.standing import stand
from houselights.warehouse.store import Engine, with_room
from houselights.warehouse.summing import write_parties
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

Sources = dict[str, tuple[Path | None, pa.Schema]]


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

    What nothing touched is taken over from the published build, unless it is to be made `whole`. `areas` are those of
    customers, under the organisation's own tokens; the others are public, of which `postcodes` is for venues.
    """
    found = found_and_joined(bundle, home=home, organisation_folder=organisation_folder)
    people = found.begun if found else ""
    ground = "it was asked for" if whole else ground_of(bundle, home, organisation_folder, people=people)
    sources = {
        "areas": (areas, AREAS),
        "postcodes": (postcodes, POSTCODES),
        "small_areas": (small_areas, SMALL_AREAS),
        "households": (households, HOUSEHOLDS),
        "priority_places": (priority_places, PRIORITY_PLACES),
        **_sources_of_people(found),
    }

    def make(memory: int) -> Built:
        number, folder = begin(organisation_folder)
        with Engine(organisation_folder / "warehouse", memory=memory) as engine:
            _take_sources(engine, bundle, home)
            _read_or_take(engine, sources)
            said = _work_out(engine, bundle, ground, number, folder)
            tickets, pence = engine.rows(_COUNTED)[0]
        _finish(folder, msgspec.structs.replace(said, people=people), bundle)
        return Built(number, tickets, pence)

    return with_room(home, bundle.files, make)


def _sources_of_people(found: Found | None) -> Sources:
    """Pairs compared, and who is whose."""
    return {
        "found": (found.pairs if found else None, COMPARED),
        "joined": (found.joined if found else None, JOINED),
    }


def _finish(folder: Path, said: Contents, bundle: Bundle) -> None:
    (folder / CONTENTS).write_bytes(msgspec.json.encode(said))
    (folder / LINEAGE).write_bytes(_encoded(bundle))
    finish(folder)


def is_built(bundle: Bundle, organisation_folder: Path) -> bool:
    """Is the published build whole, and of this very bundle? Then building again would change nothing."""
    pointer = published(organisation_folder)
    if pointer is None:
        return False
    lineage = build_folder(organisation_folder, pointer.number) / LINEAGE
    return lineage.read_bytes() == _encoded(bundle) and are_whole(
        current_tables(organisation_folder, PARTIES), [PARTIES]
    )


def _encoded(bundle: Bundle) -> bytes:
    return msgspec.json.encode(bundle)


def _work_out(engine: Engine, bundle: Bundle, ground: Ground | str, number: int, folder: Path) -> Contents:
    """Every stage in turn. `ground` is a build to stand on, or why on none."""
    before = ground if isinstance(ground, Ground) else None
    writing = _Writing(engine, before, number, folder)
    stand(engine, before, bundle)
    for name in BEFORE_TICKETS:
        writing.take_stage(name)
    if before and not touch(engine, before, bundle):
        # Who and what there is stays as it was worked out: the same as a build at once would say.
        ground, before = "too much changed", None
    writing.write_sales(whole=before is None)
    for name in AFTER_TICKETS:
        writing.take_stage(name)
    if isinstance(ground, str):
        return Contents(writing.files, None, ground, 0)
    return Contents(writing.files, ground.number, "", ground.steps + 1)


class _Writing:
    """What is written of a build, and the files of each table."""

    def __init__(self, engine: Engine, ground: Ground | None, number: int, folder: Path) -> None:
        self._engine, self._ground, self._folder = engine, ground, folder
        self._mark = f"{number:06d}"
        self.files: dict[str, tuple[str, ...]] = {}

    def take_stage(self, name: str) -> None:
        """A stage that is a table of the warehouse is written."""
        if name in PARTED:
            self._write_parts(name)
        elif name == IN_ORDER:
            self._engine.write_in_order(name, stage(name), self._folder / f"{name}.parquet")
        elif name in (*TABLES, *WORKINGS):
            path = self._folder / f"{name}.parquet"
            self._engine.write(name, stage(name), path)
            self.files[name] = (path.name,)
        else:
            work_out(self._engine, name)

    def write_sales(self, *, whole: bool) -> None:
        """The tickets: all of them, or only those of orders that something touched."""
        for name in NO_LONGER_NEEDED:
            self._engine.drop(name)
        (self._folder / f"{IN_ORDER}.parquet").unlink()
        if whole:
            for name, paths in write_sales(self._engine, folder=self._folder, mark=self._mark).items():
                self._call(name, paths)
        else:
            work_out(self._engine, *TICKETS)
            for name in SALES:
                self._write_parts(name)
        self._write_parties()

    def _write_parts(self, name: str) -> None:
        if self._ground:
            before = self._ground.tables[name]
            self._call(name, write_touched(self._engine, name, before, folder=self._folder, mark=self._mark))
        else:
            self._call(name, write_all(self._engine, name, folder=self._folder, mark=self._mark))

    def _write_parties(self) -> None:
        tickets = [self._folder / name for name in self.files["ticket_sales"]]
        before = self._ground.tables[PARTIES] if self._ground else []
        self.files[PARTIES] = tuple(path.name for path in write_parties(self._engine, tickets, before, self._folder))
        self._call("ticket_sales", tickets)

    def _call(self, name: str, paths: Sequence[Path]) -> None:
        self._engine.read(name, paths)
        self.files[name] = tuple(path.name for path in paths)


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


def _read_or_take(engine: Engine, sources: Sources) -> None:
    """Lists by their names; an empty one where there is none."""
    for name, (path, schema) in sources.items():
        if path:
            engine.read(name, [path])
        else:
            engine.take(name, schema.empty_table())


_COUNTED = """
    select count(*), cast(coalesce(sum(total_pence), 0) as bigint)
    from ticket_sales
    where seen_until is null and not is_cancelled
"""
