"""The formats of a return's files, by the name that pages and the command line use."""

from collections.abc import Callable
from dataclasses import dataclass

from houselights.errors import NotFound
from houselights.submissions.document import Document, to_bytes
from houselights.submissions.exports import workbook


@dataclass(frozen=True)
class Format:
    """One kind of file. `ending` is its name's, `write` makes its bytes."""

    name: str
    title: str
    ending: str
    content_type: str
    write: Callable[[Document], bytes]

    def file_name(self, document: Document) -> str:
        """`return-lyric-2026-Q3-v1.xlsx`."""
        kind = "-portal" if self.name.startswith("portal") else ""
        return f"return-{document.organisation}-{document.quarter}-v{document.version}{kind}.{self.ending}"


def _pdf(document: Document) -> bytes:
    from houselights.submissions.exports.paper import pdf_of  # late: its libraries take a second to load

    return pdf_of(document)


_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LISTED = (
    Format("xlsx", "Workbook, tidy: events, sources, totals, audience", "xlsx", _SHEET, workbook.tidy_workbook),
    Format("portal-xlsx", "Workbook in the form’s own columns", "xlsx", _SHEET, workbook.portal_workbook),
    Format("portal-csv", "Text in the form’s own columns", "csv", "text/csv; charset=utf-8", workbook.portal_lines),
    Format("pdf", "PDF for the board", "pdf", "application/pdf", _pdf),
    Format("csv", "Text: the events alone", "csv", "text/csv; charset=utf-8", workbook.tidy_lines),
    Format("json", "All of it, for machines", "json", "application/json", to_bytes),
)
FORMATS = {each.name: each for each in _LISTED}


def format_named(name: str) -> Format:
    """NotFound, with those there are, for a name that is none."""
    if name not in FORMATS:
        raise NotFound(f"A return cannot be had as “{name[:20]}”.", remedy=f"Use one of {', '.join(FORMATS)}.")
    return FORMATS[name]
