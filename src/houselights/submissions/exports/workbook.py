"""A return as a workbook in the tidy layout, and in the form that a funder's portal asks for."""

from collections.abc import Sequence
from typing import Any

from houselights.errors import WrongUsage
from houselights.submissions.document import Document
from houselights.submissions.exports.cells import cell_of
from houselights.submissions.exports.layout import Laid, laid_out, lines_of
from houselights.submissions.forms import Form, form
from houselights.workbooks import ColumnPlan, SheetPlan, written
from houselights.workbooks.lines import csv_of

_WIDEST = 50


def tidy_workbook(document: Document) -> bytes:
    """A sheet for each table."""
    return _workbook(laid_out(document), f"Return {document.quarter}, version {document.version}")


def tidy_lines(document: Document) -> bytes:
    """The events alone, as .csv."""
    laid = lines_of(document)
    return csv_of(laid.headings, laid.rows)


def portal_workbook(document: Document) -> bytes:
    """One sheet whose columns are the form's own."""
    return _workbook([_portal(document)], f"Return {document.quarter}")


def portal_lines(document: Document) -> bytes:
    """The same as .csv."""
    laid = _portal(document)
    return csv_of(laid.headings, laid.rows)


def form_of(document: Document) -> Form:
    """The form the return was made with; refused where it has been changed since: its columns are not known here."""
    name, _, version = document.form.rpartition(" ")
    found = form(name)
    if str(found.version) != version:
        raise WrongUsage(
            f"This return was made with version {version} of “{found.title}”; here is version {found.version}.",
            remedy="Export it in the tidy layout, which is the same for every form.",
        )
    return found


def _portal(document: Document) -> Laid:
    asked = form_of(document).asked
    rows = tuple(tuple(cell_of(line, each.field) for each in asked) for line in document.lines)
    return Laid("Return", tuple(each.heading for each in asked), rows)


def _workbook(tables: Sequence[Laid], title: str) -> bytes:
    return written([_sheet(table) for table in tables], title=title)


def _sheet(table: Laid) -> SheetPlan:
    columns = [ColumnPlan(heading, width=_width(heading, table, place)) for place, heading in enumerate(table.headings)]
    rows = [[said(value) for value in row] for row in table.rows]
    return SheetPlan(table.name, columns, rows, room=0, is_filtered=bool(rows))


def said(value: Any) -> Any:
    """As a cell says it: yes and no in words."""
    return "Yes" if value is True else "No" if value is False else value


def _width(heading: str, table: Laid, place: int) -> int:
    longest = max((len(str(row[place])) for row in table.rows if row[place] is not None), default=0)
    return min(max(longest, len(heading)) + 2, _WIDEST)
