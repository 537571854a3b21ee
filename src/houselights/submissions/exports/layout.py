"""The tidy layout of a return: plain tables, one thing in a row and one value in a cell. Files are written from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from houselights.submissions.document import SOURCES, Document, Line, fingerprint
from houselights.submissions.exports.cells import cell, cell_of, heading_of
from houselights.submissions.fields import FIELDS, FIGURES


@dataclass(frozen=True)
class Laid:
    """One table: its name, its headings, its rows."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]


def laid_out(document: Document) -> tuple[Laid, ...]:
    """Every table of a return."""
    return (
        _about(document),
        lines_of(document),
        _sources(document),
        _totals(document),
        _audience(document),
        *_rest(document),
    )


def lines_of(document: Document) -> Laid:
    """One event in each row."""
    headings = ("Event number", *(heading_of(field) for field in FIELDS.values()))
    rows = ((line.event, *(cell_of(line, field) for field in FIELDS.values())) for line in document.lines)
    return Laid("Events", headings, tuple(rows))


def _about(document: Document) -> Laid:
    facts = (
        ("Organisation", document.organisation_name),
        ("Quarter", document.quarter),
        ("Form", document.form),
        ("Version", document.version),
        ("Why there is another version", document.reason),
        ("Data as of", document.data_as_of),
        ("Made", document.made_at.isoformat()),
        ("Why something was left open", document.left_open),
        ("Rules", document.rules),
        ("Fingerprint (SHA-256 of the JSON file)", fingerprint(document)),
        *((f"{each.step.capitalize()} by", f"{each.role}, {each.at.isoformat()}") for each in document.signatures),
    )
    return Laid("About", ("What", "Value"), facts)


def _sources(document: Document) -> Laid:
    rows = (_source(line, name) for line in document.lines for name in FIELDS if name in line.sources)
    headings = ("Event number", "Field", "Source", "Detail", "Reason", "Instead of", "Changed at")
    return Laid("Where from", headings, tuple(rows))


def _source(line: Line, name: str) -> tuple[Any, ...]:
    source, field = line.sources[name], FIELDS[name]
    kind, at = SOURCES.get(source.kind, source.kind), source.at.isoformat() if source.at else None
    return (line.event, heading_of(field), kind, source.detail, source.reason, cell(field, source.instead_of), at)


def _totals(document: Document) -> Laid:
    totals = document.totals
    fields = [FIELDS[name] for name in FIGURES]
    figures = (
        (heading_of(each), cell(each, totals.known(each.name)), totals.unknown.get(each.name, 0)) for each in fields
    )
    return Laid("Totals", ("Figure", "Total", "Events not known"), (("Events", totals.events, 0), *figures))


def _audience(document: Document) -> Laid:
    headings = ("Measure", "Unit", "By", "Part", "Value", "Base")
    rows = (row for table in document.tables for row in _parts(table))
    return Laid("Audience", headings, tuple(rows))


def _parts(table: Any) -> Sequence[tuple[Any, ...]]:
    parts = [(table.title, table.unit, table.by, each.label, each.value, each.base) for each in table.parts]
    return [*parts, (table.title, table.unit, table.by, "All", table.total, table.total_base)]


def _rest(document: Document) -> tuple[Laid, Laid]:
    gaps = tuple((each.code, each.sentence, each.event) for each in document.gaps)
    runs = tuple(
        (each.number, each.kind, each.finished.isoformat() if each.finished else None) for each in document.runs
    )
    return Laid("Left open", ("Code", "What", "Event number"), gaps), Laid(
        "Feed", ("Run", "Box office", "Finished"), runs
    )
