"""Draw a publication: its page, the page that says how it was protected, and the same figures as files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

import msgspec
from django.template.loader import render_to_string

from houselights.periods import parse_period
from houselights.submissions.publishing.actions import Drawn
from houselights.submissions.publishing.document import Figure, PublicDocument, Row, Table, digest_of
from houselights.web.charts import Mark, bars, draw
from houselights.web.templatetags.words import count, number
from houselights.workbooks.lines import csv_of

PAGE, PROTECTED, CSV, JSON = "", "how-protected/", "figures.csv", "figures.json"
_HTML, _LEAST_BARS = "text/html; charset=utf-8", 2
_HEADINGS = ("Measure", "Unit", "Split by", "Label", "Period", "Value")


@dataclass(frozen=True)
class Seen:
    """A table as the page shows it: a sentence, a chart where there is one, and every figure as it is written."""

    table: Table
    sentence: str
    picture: str
    columns: list[str]
    rows: list[tuple[str, list[tuple[str, bool]]]] = field(default_factory=list)  # each figure, and is it a number


def drawn(document: PublicDocument, released_on: date | None, *, is_preview: bool = False) -> list[Drawn]:
    """All of it. A preview differs by the line that says that it is one, and by having no day yet."""
    files = [_csv(document), _json(document)]
    context = {
        "document": document,
        "released_on": released_on,
        "is_preview": is_preview,
        "data_as_of": date.fromisoformat(document.data_as_of),
        "measures": _by_measure([_seen(table) for table in document.tables]),
        "digests": [(each.name, digest_of(each.content)) for each in files],
    }
    pages = ((PAGE, "publication.html", ""), (PROTECTED, "how_protected.html", "../"))
    return [
        *(
            Drawn(name, _HTML, render_to_string(f"public/templates/{template}", context | {"up": up}).encode())
            for name, template, up in pages
        ),
        *files,
    ]


def written(figure: Figure) -> str:
    """`12,340`, or the words for why there is no number."""
    return figure.words if figure.value is None else number(figure.value)


def _by_measure(tables: list[Seen]) -> list[list[Seen]]:
    """What is said once of a measure stands once, above its tables."""
    return [list(some) for _, some in groupby(tables, key=lambda each: each.table.measure)]


def _seen(table: Table) -> Seen:
    says = " ".join(_sentences(table))
    marks = _marks(table)
    picture = draw(bars(marks), build=0, title=says) if len(marks) >= _LEAST_BARS else ""
    rows = [(row.label, [(written(each), each.value is not None) for each in row.figures]) for row in table.rows]
    return Seen(table, says, picture, [_called(name) for name in table.columns], rows)


def _sentences(table: Table) -> Iterator[str]:
    """What the chart says; also where there is none."""
    known = [row for row in table.rows if _last(table, row).value is not None]
    period = _called(table.columns[_shown_column(table)])
    if known:
        most = max(known, key=lambda row: _last(table, row).value or 0)
        value = written(_last(table, most))
        yield f"{value} in {period}." if not table.by else f"{most.label} has the most in {period}: {value}."
    if _shown_column(table) < len(table.columns) - 1:
        yield "Quarters are not added up: one person may be counted in several."
    if table.hidden:
        of = sum(len(row.figures) for row in table.rows)
        yield f"{count(table.hidden, 'figure')} of {number(of)} {_are(table.hidden)} hidden to protect people."


def _called(period: str) -> str:
    """`July to September 2026`."""
    return parse_period(period).title


def _are(many: int) -> str:
    return "is" if many == 1 else "are"


def _marks(table: Table) -> list[Mark]:
    """One bar for each figure that is shown; none for one that is hidden, which the sentence tells."""
    if not table.by:
        return []
    shown = [(row.label, _last(table, row)) for row in table.rows]
    return [
        Mark(label, each.value, written(each), quiet=label == "unknown")
        for label, each in sorted(shown, key=lambda pair: (pair[0] == "unknown", -(pair[1].value or 0), pair[0]))
        if each.value is not None
    ]


def _last(table: Table, row: Row) -> Figure:
    return row.figures[_shown_column(table)]


def _shown_column(table: Table) -> int:
    """The year's, where it adds up; else the last quarter's."""
    is_added = any(row.figures[-1].words != "not applicable" for row in table.rows)
    return len(table.columns) - (1 if is_added or len(table.columns) == 1 else 2)


def _csv(document: PublicDocument) -> Drawn:
    rows = [
        (table.title, table.unit, table.by_title if table.by else "", row.label, period, _cell(figure))
        for table in document.tables
        for row in table.rows
        for period, figure in zip(table.columns, row.figures, strict=True)
    ]
    return Drawn(CSV, "text/csv; charset=utf-8", csv_of(_HEADINGS, rows))


def _cell(figure: Figure) -> int | str:
    return figure.words if figure.value is None else figure.value


def _json(document: PublicDocument) -> Drawn:
    """The document itself, with a state beside each value as in every other file of figures."""
    shape = msgspec.to_builtins(document)
    for table in shape["tables"]:
        periods = table.pop("columns")
        table["rows"] = [
            {"label": row["label"], "period": period, "value": each["value"], "state": each["words"] or "shown"}
            for row in table["rows"]
            for period, each in zip(periods, row["figures"], strict=True)
        ]
    content = msgspec.json.format(msgspec.json.encode(shape), indent=2) + b"\n"
    return Drawn(JSON, "application/json", content)
