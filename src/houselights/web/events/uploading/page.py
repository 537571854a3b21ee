"""What the page of an upload shows: headings as they were understood, and rows as a grid of cells with old and new."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator

from houselights.register.uploads.models import Upload
from houselights.register.uploads.queries import preview
from houselights.register.uploads.shapes import Fixed, Heading, Preview, Row
from houselights.vocabularies.matching import key
from houselights.vocabularies.template import TEMPLATE
from houselights.web.templatetags.words import day, yes_no
from houselights.workbooks.problem import Problem

A_PAGE = 50
NAME, EVENT_ID = TEMPLATE.by_field["name"].heading, TEMPLATE.by_field["box_office_id"].heading
DATES = {TEMPLATE.by_field[name].heading for name in ("starts_on", "ends_on")}
SHOWS = {"": "all", "refused": "refused", "created": "created", "updated": "updated", "unchanged": "unchanged"}
WILL_BE = {
    "created": ("good", "new"),
    "updated": ("wait", "changed"),
    "unchanged": ("", "the same"),
    "refused": ("bad", "set aside"),
}


@dataclass(frozen=True)
class Cell:
    """One cell: what it says now, what it said before, what is wrong with it and how it can be mended."""

    heading: str
    text: str
    was: str | None
    problems: tuple[Problem, ...]
    fixes: tuple[Fixed, ...]

    @property
    def kind(self) -> str:
        """How it is coloured."""
        if any(each.severity == "error" for each in self.problems):
            return "cell-bad"
        return "cell-fix" if self.problems or self.fixes else ""


@dataclass(frozen=True)
class Line:
    """A row with its cells, in the order of the columns shown; `beside` are problems of no column."""

    row: Row
    kind: str
    text: str
    is_titled_alike: bool
    cells: list[Cell]
    beside: list[Problem]


@dataclass(frozen=True)
class Meaning:
    """A heading of theirs; `can_be_said` where the template does not know it by itself."""

    heading: Heading
    can_be_said: bool


@dataclass(frozen=True)
class Shown:
    """All that the page shows of an upload."""

    preview: Preview
    show: str
    page: Page[None]
    columns: list[str]
    lines: list[Line]
    meanings: list[Meaning]
    unknown: int
    urgent: list[tuple[int, Problem]]

    @property
    def read(self) -> str:
        """The sum that must be right, for the person to see."""
        parts = (self.preview.created, self.preview.updated, self.preview.unchanged, self.preview.refused)
        return f"{self.preview.read:,} read = {' + '.join(f'{part:,}' for part in parts)}"


def page_of(upload: Upload, show: str, number: str | None) -> Shown:
    """One part of the rows; `show` is an action, or nothing for all of them."""
    show = show if show in SHOWS else ""
    counts = {"created": upload.rows_created, "updated": upload.rows_updated, "unchanged": upload.rows_unchanged}
    many = {**counts, "refused": upload.rows_refused, "": upload.rows_read}[show]
    page: Page[None] = Paginator(_Counted(many), A_PAGE).get_page(number)  # type: ignore[arg-type]
    found = preview(upload, page=page.number, per_page=A_PAGE, action=show)
    columns = _columns(found.rows)
    return Shown(
        preview=found,
        show=show,
        page=page,
        columns=columns,
        lines=[_line(row, columns) for row in found.rows],
        meanings=[Meaning(each, _can_be_said(each)) for each in found.headings],
        unknown=sum(not each.column for each in found.headings),
        urgent=[(row.pk, each) for row in found.rows for each in row.problems if each.severity == "error"],
    )


class _Counted:
    """As many rows as there are: the query brings the rows of one part itself."""

    def __init__(self, many: int) -> None:
        self.many = many

    def __len__(self) -> int:
        return self.many

    def __getitem__(self, part: slice) -> range:
        return range(self.many)[part]


def _columns(rows: Iterable[Row]) -> list[str]:
    """Name and Event ID, and every other column in which some row has something to see."""
    met = {EVENT_ID} | {heading for row in rows for heading in _headings(row)}
    return [heading for heading in TEMPLATE.headings if heading in met and heading != NAME]


def _headings(row: Row) -> Iterable[str]:
    yield from (change.heading for change in row.changes)
    yield from (problem.column for problem in row.problems)
    yield from (fix.column for fix in row.fixes)


def _line(row: Row, columns: list[str]) -> Line:
    kind, text = WILL_BE[row.action]
    return Line(
        row=row,
        kind=kind,
        text=text,
        is_titled_alike=key(row.name) == key(row.box_office_name),
        cells=[_cell(row, heading) for heading in [NAME, *columns]],
        beside=[each for each in row.problems if each.column not in (NAME, *columns)],
    )


def _cell(row: Row, heading: str) -> Cell:
    change = next((each for each in row.changes if each.heading == heading), None)
    problems = tuple(each for each in row.problems if each.column == heading)
    fixes = tuple(each for each in row.fixes if each.column == heading)
    was = written(change.old, heading) if change and row.action == "updated" else None
    text = written(change.new, heading) if change else ""
    if any(each.severity == "error" for each in problems):
        text = problems[0].value
    return Cell(heading, text, was, problems, fixes)


def written(value: Any, heading: str) -> str:
    """A value as a person says it."""
    if isinstance(value, bool):
        return yes_no(value)
    if value and heading in DATES:
        return day(date.fromisoformat(value))
    return "" if value is None else str(value)


def _can_be_said(heading: Heading) -> bool:
    return key(heading.text) not in _OF_TEMPLATE


def _keys(known: Mapping[str, Iterable[str]]) -> frozenset[str]:
    return frozenset(key(word) for words in known.values() for word in words)


_OF_TEMPLATE = _keys(TEMPLATE.known())
