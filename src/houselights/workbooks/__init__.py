"""Read what people call a spreadsheet, say where each cell is, and give the person's own workbook back."""

from typing import TYPE_CHECKING, Any

from houselights.errors import Unreadable
from houselights.workbooks.cells import Cell, Kind, Sheet, Value, Workbook, address_of

if TYPE_CHECKING:
    from houselights.workbooks.book import read_workbook
    from houselights.workbooks.giving_back import Fix, Note, annotated
    from houselights.workbooks.tables import Table, TableRow, find_table, heading_key
    from houselights.workbooks.writing import ColumnPlan, SheetPlan, written

__all__ = [
    "Cell", "ColumnPlan", "Fix", "Kind", "Note", "Sheet", "SheetPlan", "Table", "TableRow", "Unreadable", "Value",
    "Workbook", "address_of", "annotated", "find_table", "heading_key", "read_workbook", "written",
]  # fmt: skip

# Late, for the process that reads a file imports this package too, and a person waits for it.
_LATE = {
    "read_workbook": "book",
    "annotated": "giving_back", "Fix": "giving_back", "Note": "giving_back",
    "Table": "tables", "TableRow": "tables", "find_table": "tables", "heading_key": "tables",
    "ColumnPlan": "writing", "SheetPlan": "writing", "written": "writing",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _LATE:
        raise AttributeError(name)
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_LATE[name]}"), name)
