"""Cells, rows and registers in hand, for tests of what an upload decides."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from houselights.connectors.registry import read_id
from houselights.register.uploads.cells import Lists, Reading, place_key, read_cell
from houselights.register.uploads.ids import GivenId
from houselights.register.uploads.planning import EMPTY, PlannedRow, plan
from houselights.register.uploads.rows import ReadRow
from houselights.register.uploads.snapshot import KnownEvent, ListedEvent, Snapshot, saved_places
from houselights.register.uploads.taking_stock import FIELDS
from houselights.vocabularies import LISTS, shipped
from houselights.vocabularies.template import TEMPLATE
from houselights.workbooks import Cell
from houselights.workbooks.cells import Value, shown

TODAY = date(2026, 11, 20)
MAY_1 = date(2026, 5, 1)
FULL = "70401ASVSQQQCRPSCNRQPCKDQQQTGLMGK"
OTHER = "70402ASVSQQQCRPSCNRQPCKDQQQTGLMGK"
COLUMNS = {column.field: place for place, column in enumerate(TEMPLATE.columns, start=1)}


def lists(*places: str) -> Lists:
    vocabularies = {name: shipped(name) for name in LISTS}
    return Lists(vocabularies, TODAY, {place_key(name): name for name in places}, ("spektrix",), read_id)


def read(field: str, value: Value, *places: str, problem: str = "") -> Reading:
    """One cell of a column, as the workbook would give it."""
    column = TEMPLATE.by_field[field]
    return read_cell(column, Cell(2, COLUMNS[field], value, shown(value), problem), lists(*places))


def row(number: int = 2, **values: Any) -> ReadRow:
    """A row without problems of its own; an Event ID is given in full."""
    given = {"name": "Spring Gala", "starts_on": MAY_1} | values
    kept = {name: value for name, value in given.items() if value is not None}
    if box_office_id := kept.get("box_office_id"):
        kept["box_office_id"] = GivenId(box_office_id, box_office_id, "")
    return ReadRow("Events", number, kept, {}, COLUMNS)


def event(number: int, *ids: str, **fields: Any) -> KnownEvent:
    """An event of the register, linked to these ids in connection 1."""
    nothing = {name: EMPTY.get(name) for name in (*FIELDS, "location")}
    given = nothing | {"name": "Spring Gala", "starts_on": MAY_1, "ends_on": MAY_1, "is_draft": False} | fields
    return KnownEvent(number, given, frozenset((1, each) for each in ids))


def register(*events: KnownEvent, catalogue: Mapping[str, str] | None = None, places: Any = ()) -> Snapshot:
    """Those events, a box office that has these ids and titles, and these places with postcodes."""
    titles = {FULL: "Gala night", OTHER: "Emma"} if catalogue is None else catalogue
    return Snapshot(
        events={each.number: each for each in events},
        catalogue=tuple(ListedEvent(1, full, full[:5], title, MAY_1, MAY_1) for full, title in titles.items()),
        places=saved_places(places),
        connections=(1,),
    )


def planned(*rows: ReadRow, now: Snapshot | None = None, chosen: Mapping[int, str] | None = None) -> list[PlannedRow]:
    choices = {("Events", number): choice for number, choice in (chosen or {}).items()}
    return plan(rows, now or register(), choices)


def codes(of: PlannedRow) -> list[str]:
    return [each.code for each in of.problems]
