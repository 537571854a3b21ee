"""What each side says, read apart from the others: landing, catalogue, warehouse, gate."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from houselights.connections.exclusions.queries import excluded
from houselights.connections.models import BoxOfficeEvent
from houselights.disclosure.gate import release
from houselights.feeds.bundling import landed_files, links_of
from houselights.feeds.queries import waiting
from houselights.home import Home
from houselights.measures.question import Question
from houselights.organisations.models import Organisation
from houselights.reconciliation.rules import Amount, Counted, Landed, parted
from houselights.warehouse.builds import current_tables
from houselights.warehouse.opened import open_build
from houselights.warehouse.store import Engine

EventKey = tuple[int, str]  # connection, box-office event


@dataclass(frozen=True)
class Sides:
    """`linked` and `not_linked` part `landed` by the links of the published build, which may be older than today's."""

    landed: list[Landed]
    linked: list[Counted]
    not_linked: list[Landed]
    counted: list[Counted]  # in the warehouse
    catalogue: dict[EventKey, Amount]
    waits: list[Landed]  # by today's links: reached by none, and not said to be somebody else's
    said_to_wait: Amount
    is_built: bool


def sides_of(organisation: Organisation, home: Home) -> Sides:
    """Everything but the released figures. The files must be whole."""
    folder = home.organisation(organisation.slug)
    landed = list(_landed(organisation, home))
    build = open_build(folder)
    linked, not_linked = parted(landed, build.bundle.links if build else links_of(organisation))
    waits = waiting(organisation)
    return Sides(
        landed=landed,
        linked=linked,
        not_linked=not_linked,
        counted=list(_counted(folder)) if build else [],
        catalogue=_catalogue(organisation),
        waits=list(_waiting(organisation, landed)),
        said_to_wait=Amount(waits.tickets, waits.pence),
        is_built=build is not None,
    )


def released_by(dimension: str, organisation: Organisation, home: Home) -> tuple[dict[Any, Amount], Amount]:
    """What the gate gives the organisation's own people: of each part, by its code where it has one, and in all."""
    tickets, income = (
        release(Question(measure, of=organisation.slug, by=(dimension,)), home=home.path)
        for measure in ("tickets", "income")
    )
    pence = {cell.codes[0] or cell.labels[0]: cell.value for cell in income.cells}
    parts = {
        name: Amount(int(cell.value or 0), int(pence[name] or 0))
        for cell in tickets.cells
        for name in [cell.codes[0] or cell.labels[0]]
    }
    return parts, Amount(int(tickets.total or 0), int(income.total or 0))


def _landed(organisation: Organisation, home: Home) -> Iterator[Landed]:
    named = landed_files(organisation)
    if not named:
        return
    with Engine(home.organisation(organisation.slug) / "landing") as engine:
        engine.read_landed(home.path, named)
        yield from (Landed(*row) for row in engine.rows(_sql("landed_now")))


def _waiting(organisation: Organisation, landed: list[Landed]) -> Iterator[Landed]:
    """Whole box-office events and single performances alike."""
    mine = BoxOfficeEvent.objects.filter(connection__organisation=organisation)
    ignored = mine.exclude(is_ignored=False, excluded_by="")
    not_ours = set(ignored.values_list("connection_id", "box_office_id")) | excluded(organisation)
    _, reached_by_none = parted(landed, links_of(organisation))
    return (part for part in reached_by_none if part[:2] not in not_ours)


def _counted(folder: Path) -> Iterator[Counted]:
    """By an engine of its own: one that is kept open may remember a file as it was."""
    with Engine(folder / "warehouse") as engine:
        for name, paths in current_tables(folder).items():
            engine.read(name, paths)
        yield from (Counted(*row) for row in engine.rows(_sql("warehouse_now")))


def _catalogue(organisation: Organisation) -> dict[EventKey, Amount]:
    rows = BoxOfficeEvent.objects.filter(connection__organisation=organisation)
    return {
        (row.connection_id, row.box_office_id): Amount(row.tickets, row.pence)
        for row in rows
        if row.tickets or row.pence
    }


def _sql(name: str) -> str:
    return files("houselights.reconciliation").joinpath(f"{name}.sql").read_text(encoding="utf-8")
