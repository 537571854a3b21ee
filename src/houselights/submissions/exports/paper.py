"""A return on paper for the board: a tagged PDF with the totals, charts, the audience and every event."""

from collections.abc import Iterator
from datetime import datetime
from importlib.resources import files
from typing import Any

from django.template import Context, Engine

from houselights.errors import HouselightsError
from houselights.periods import parse_period
from houselights.register.attendance.methods import methods
from houselights.submissions.document import Document, fingerprint
from houselights.submissions.exports.cells import by_of, figure, label_of, pounds, title_of, written
from houselights.submissions.exports.chart import chart_of, chart_of_table
from houselights.submissions.fields import FIELDS, FIGURES


class NoPaper(HouselightsError):
    """This machine lacks what draws the letters of a PDF."""


def pdf_of(document: Document) -> bytes:
    """PDF/UA: headings, tables and the charts' sentences are read out in their order. Takes seconds."""
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
        "read_on": written(datetime.fromisoformat(document.data_as_of).date()) if document.data_as_of else "no run yet",
    }
    return Engine(autoescape=True).from_string(text).render(Context(facts))


def _totals(document: Document) -> Iterator[tuple[str, str, str]]:
    yield "Events", written(document.totals.events), ""
    for name in FIGURES:
        total, unknown = document.totals.known(name), document.totals.unknown.get(name, 0)
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
    parts = [(label_of(table, each), figure(table, each.value), written(each.base)) for each in table.parts]
    return {
        "title": title_of(table),
        "definition": table.definition,
        "by": by_of(table).capitalize() or "Part",
        "chart": chart_of_table(table),
        "parts": parts,
        "total": figure(table, table.total),
        "base": written(table.total_base),
    }


def _figure(name: str, value: int | None) -> str:
    if value is None:
        return "–"
    return pounds(value) if FIELDS[name].kind == "pence" else written(value)
