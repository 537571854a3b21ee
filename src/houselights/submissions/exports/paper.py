"""A return on paper for the board: a tagged PDF with the totals, a chart, the audience and every event."""

from collections.abc import Iterator
from importlib.resources import files
from threading import Lock
from typing import Any

from django.template import Context, Engine

from houselights.errors import HouselightsError
from houselights.periods import parse_period
from houselights.register.attendance.methods import methods
from houselights.submissions.document import Document, fingerprint
from houselights.submissions.exports.cells import label_of, written
from houselights.submissions.exports.chart import chart_of
from houselights.submissions.fields import FIELDS, FIGURES

# Five hundred events take WeasyPrint 70 six seconds of a core: one at a time, or a few papers stop all pages.
_PRESS = Lock()
PATIENCE_SECONDS = 30.0


class NoPaper(HouselightsError):
    """This machine lacks what draws the letters of a PDF."""


class PressBusy(HouselightsError):
    """Other papers are being made."""


def pdf_of(document: Document) -> bytes:
    """PDF/UA: headings, tables and the chart's sentence are read out in their order."""
    if not _PRESS.acquire(timeout=PATIENCE_SECONDS):
        raise PressBusy("Other PDFs are being made.", remedy="Try again in a minute.")
    try:
        return _printed(document)
    finally:
        _PRESS.release()


def _printed(document: Document) -> bytes:
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except OSError as problem:
        raise NoPaper(
            "This machine cannot make a PDF: the library Pango is missing.",
            remedy="Install it (Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0), or export the workbook.",
        ) from problem
    # Nothing is fetched, whatever a name in the return says: the picture stands in the page itself.
    page = HTML(string=_page(document), url_fetcher=URLFetcher(allowed_protocols=["data"]))
    mark = fingerprint(document)[:32].encode()
    content: bytes = page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=mark)
    return content


def _page(document: Document) -> str:
    text = files(__package__).joinpath("paper.html").read_text(encoding="utf-8")
    style = files(__package__).joinpath("paper.css").read_text(encoding="utf-8")
    facts = {
        "document": document,
        "period": parse_period(document.quarter).title,
        "style": style,
        "fingerprint": fingerprint(document),
        "totals": list(_totals(document)),
        "chart": chart_of(document),
        "lines": [_line(line) for line in document.lines],
        "tables": [_table(table) for table in document.tables],
        "made_on": written(document.made_at.date()),
    }
    return Engine(autoescape=True).from_string(text).render(Context(facts))


def _totals(document: Document) -> Iterator[tuple[str, str, str]]:
    yield "Events", written(document.totals.events), ""
    for name in FIGURES:
        total, unknown = getattr(document.totals, name), document.totals.unknown.get(name, 0)
        said = f"not known of {unknown} of {document.totals.events} events" if unknown else ""
        yield FIELDS[name].title, _figure(name, total), said


def _line(line: Any) -> dict[str, str]:
    method = methods()[line.attendance_method].title if line.attendance_method in methods() else ""
    return {
        "name": line.name,
        "type": line.event_type or "–",
        "place": line.location or "–",
        "performances": written(line.performances),
        "attendance": written(line.attendance),
        "method": method.lower(),
        "tickets": "–" if line.tickets is None else written(line.tickets),
        "income": _figure("income_pence", line.income_pence),
    }


def _table(table: Any) -> dict[str, Any]:
    parts = [(label_of(table, each), written(each.value), written(each.base)) for each in table.parts]
    return {
        "title": table.title,
        "definition": table.definition,
        "by": {"attendance_method": "How it is known"}.get(table.by, table.by.replace("_", " ").capitalize()) or "Part",
        "parts": parts,
        "total": written(table.total),
        "base": written(table.total_base),
    }


def _figure(name: str, value: int | None) -> str:
    if value is None:
        return "–"
    return f"£{value // 100:,}.{value % 100:02d}" if name.endswith("_pence") and value >= 0 else written(value)
