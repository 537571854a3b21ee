"""What a page shows of an upload: frozen values, so that templates ask the database nothing."""

from dataclasses import dataclass
from typing import Any

from houselights.register.uploads.rows import Heading
from houselights.workbooks.problem import Problem

__all__ = ["Candidate", "Change", "Fixed", "Heading", "Preview", "Problem", "Row"]


@dataclass(frozen=True)
class Change:
    """One field, old and new; dates as ISO text, yes and no as truth."""

    field: str
    heading: str
    old: Any
    new: Any


@dataclass(frozen=True)
class Candidate:
    """An event that a row may be, in words."""

    event: int
    words: str


@dataclass(frozen=True)
class Fixed:
    """A safe fix in its cell, made in the fixed copy."""

    sheet: str
    cell: str
    row: int
    column: str
    before: str
    after: Any
    reason: str
    is_date: bool = False


@dataclass(frozen=True)
class Row:
    """One row: `action` is created, updated, unchanged or refused; `link` is linked, not-found or blank.

    `box_office_name` is the title the box office gives for the row's Event ID. Where `is_to_choose`, a person may
    choose one of the candidates, or a new event: actions.choose(row=pk, ...).
    """

    pk: int
    sheet: str
    number: int
    name: str
    action: str
    event: int | None
    link: str
    box_office_id: str
    box_office_name: str
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    fixes: tuple[Fixed, ...]
    candidates: tuple[Candidate, ...]
    choice: str
    is_to_choose: bool


@dataclass(frozen=True)
class Preview:
    """An upload. Always: read = created + updated + unchanged + refused. `rows` is one page of them."""

    number: int
    file_name: str
    state: str
    read: int
    created: int
    updated: int
    unchanged: int
    refused: int
    notes: tuple[str, ...]
    headings: tuple[Heading, ...]
    columns: tuple[str, ...]  # of the template, to map an unknown heading to
    problems: tuple[Problem, ...]  # of headings
    rows: tuple[Row, ...]
    page: int
    pages: int
    fixes: int  # in all rows, made in the fixed copy

    @property
    def stored(self) -> int:
        """What is saved, or will be."""
        return self.created + self.updated
