"""One problem of a person's workbook, in its cell: as pages, commands and copies show it."""

from dataclasses import asdict, dataclass
from typing import Any

from houselights.workbooks.giving_back import Severity


@dataclass(frozen=True)
class Problem:
    """`row` and `cell` are the sheet's, as Excel shows them; `value` is its text; `suggestion` the nearest term."""

    sheet: str
    cell: str
    row: int
    column: str
    value: str
    code: str
    severity: Severity
    message: str
    suggestion: str = ""

    def as_json(self) -> dict[str, Any]:
        """As `--json` prints it."""
        return asdict(self)
