"""Every event line of the returns that are in, as one table: what each statement says, and nothing more of anybody."""

from collections.abc import Iterator
from typing import Any

from houselights.errors import WrongUsage
from houselights.organisations.models import Organisation
from houselights.submissions.console.queries import documents_in
from houselights.submissions.document import Document
from houselights.submissions.exports.cells import cell_of, heading_of
from houselights.submissions.exports.workbook import form_of, said
from houselights.submissions.fields import FIELDS
from houselights.workbooks import ColumnPlan, SheetPlan, written
from houselights.workbooks.lines import csv_of

HEADINGS = ("Organisation", "Reference", "Quarter", "Version", "Form", *map(heading_of, FIELDS.values()))


def lines_csv(funder: Organisation, quarter: str) -> bytes:
    """One event in each row."""
    return csv_of(HEADINGS, lines_in(funder, quarter))


def lines_workbook(funder: Organisation, quarter: str) -> bytes:
    """The same as a workbook."""
    rows = [[said(value) for value in row] for row in lines_in(funder, quarter)]
    columns = [ColumnPlan(heading, width=max(len(heading) + 2, 16)) for heading in HEADINGS]
    return written([SheetPlan("Lines", columns, rows, room=0, is_filtered=True)], title=f"Returns {quarter}")


def lines_in(funder: Organisation, quarter: str) -> Iterator[tuple[Any, ...]]:
    """In the order of the funder's list. Forms differ: what an organisation's own did not ask is blank here."""
    for listing, document in documents_in(funder, quarter):
        asked = _asked(document)
        about = (listing.called, listing.reference, document.quarter, document.version, document.form)
        for line in document.lines:
            yield (*about, *(cell_of(line, field) if field.name in asked else None for field in FIELDS.values()))


def _asked(document: Document) -> frozenset[str]:
    """By the form that was filled in; nothing where it has been changed since, as on the page of the statement."""
    try:
        return frozenset(each.field.name for each in form_of(document).asked)
    except WrongUsage:
        return frozenset()
