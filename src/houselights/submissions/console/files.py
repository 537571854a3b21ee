"""The portfolio of a quarter as a file: who has sent what, by state, with what is open by count."""

from typing import Any

import msgspec

from houselights.submissions.console.queries import Console, Row
from houselights.workbooks import ColumnPlan, SheetPlan, written
from houselights.workbooks.lines import csv_of

HEADINGS = (
    "Organisation",
    "Reference",
    "Kind",
    "Discipline",
    "Region",
    "Local authority",
    "Priority place",
    "Funding band",
    "Quarter",
    "Due on",
    "State",
    "Version",
    "Submitted on",
    "Still open",
    "Exemption",
)


def console_csv(console: Console) -> bytes:
    """One organisation in each row."""
    return csv_of(HEADINGS, _rows(console))


def console_workbook(console: Console) -> bytes:
    """The same as a workbook."""
    columns = [ColumnPlan(heading, width=max(len(heading) + 2, 16)) for heading in HEADINGS]
    sheet = SheetPlan("Portfolio", columns, _rows(console), room=0, is_filtered=True)
    return written([sheet], title=f"Portfolio {console.quarter}")


def console_json(console: Console) -> bytes:
    """`{quarter, due_on, counts, organisations: [...]}`."""
    names = [heading.lower().replace(" ", "_") for heading in HEADINGS]
    rows = [dict(zip(names, row, strict=True)) for row in _rows(console)]
    shape = {"quarter": console.quarter, "due_on": console.due_on, "counts": console.counts, "organisations": rows}
    return msgspec.json.format(msgspec.json.encode(shape), indent=2) + b"\n"


def _rows(console: Console) -> list[tuple[Any, ...]]:
    return [_row(row, console) for row in console.rows]


def _row(row: Row, console: Console) -> tuple[Any, ...]:
    listing = row.listing
    priority = {True: "Yes", False: "No", None: ""}[listing.is_priority_place]
    about = (listing.reference, listing.kind, listing.discipline, listing.region, listing.local_authority, priority)
    submitted_on = row.submitted_at.date() if row.submitted_at else None
    still_open = "; ".join(f"{many} × {what}" for what, many in row.reasons)
    sent = (row.state.title, row.version, submitted_on, still_open, row.exemption)
    return (row.name, *about, row.band, console.quarter, console.due_on, *sent)
