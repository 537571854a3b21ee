"""The Events Upload Template made for one organisation: its own lists and places to choose from, and how to fill it."""

from collections.abc import Sequence

from django.utils import timezone

from houselights.organisations.models import Organisation
from houselights.register.queries import vocabularies
from houselights.vocabularies import Vocabulary
from houselights.vocabularies.template import IN_REGISTER, TEMPLATE, Column
from houselights.workbooks import ColumnPlan, SheetPlan, Value, written

EVENTS, HOW_TO, VALUES = "Events", "How to fill this in", "Values"
DISCIPLINE = "Discipline"
_KINDS = {"date": "date", "whole-number": "whole"}
_STEPS = (
    "Write one event in each row of the sheet Events. Leave the headings as they are.",
    "Choose from the lists where a cell offers one; the sheet Values shows every list whole.",
    "Write dates as 01/05/2026 or 2026-05-01: the day always comes before the month.",
    "Give the Event ID of the box office wherever there is one: without it no sales arrive for the event.",
    "Leave a cell blank when you do not know: a blank never removes what is on the register already.",
    "Upload the workbook as it is. You see what each row will do before anything is saved.",
    "Upload it again whenever you have changed it: rows are known again, and nothing is added twice.",
)


def template(organisation: Organisation) -> bytes:
    """An .xlsx with nothing filled in yet."""
    return workbook_of(organisation, ())


def workbook_of(organisation: Organisation, rows: Sequence[Sequence[Value]], *, is_report: bool = False) -> bytes:
    """The template with these rows, in the order of its columns; a report has one more, InRegister."""
    events = SheetPlan(EVENTS, _columns(organisation, is_report=is_report), rows, room=max(2_000, len(rows) + 500))
    values = _values(organisation)
    return written([events, _how_to(), values], title=f"{TEMPLATE.title}: {organisation.name}")


def _columns(organisation: Organisation, *, is_report: bool) -> list[ColumnPlan]:
    has_places = organisation.locations.exists()
    columns = [_column(each, has_places) for each in TEMPLATE.columns]
    said = "Is this event on the register already? It is not read when you upload."
    return [*columns, ColumnPlan(IN_REGISTER, width=12, comment=said)] if is_report else columns


def _column(column: Column, has_places: bool) -> ColumnPlan:
    is_listed = column.kind == "term" or (column.kind == "place" and has_places)
    return ColumnPlan(
        heading=column.heading,
        width=column.width,
        comment=column.comment,
        kind=_KINDS.get(column.kind, "text"),  # type: ignore[arg-type]
        choices=("Yes", "No") if column.kind == "yes-no" else (),
        choices_from=(VALUES, column.heading) if is_listed else None,
        is_strict=column.kind != "place",  # a new place is written beside the saved ones
    )


def _how_to() -> SheetPlan:
    steps: list[Sequence[Value]] = [(f"Step {number}", step, "") for number, step in enumerate(_STEPS, start=1)]
    columns = [(each.heading, each.comment, f"For example: {each.example}") for each in TEMPLATE.columns]
    rows = [(TEMPLATE.title, "", ""), ("", "", ""), *steps, ("", "", ""), ("Column", "What it means", ""), *columns]
    widths = (26, 90, 44)
    plans = [ColumnPlan(f"{place}", width=width, is_wrapped=True) for place, width in enumerate(widths)]
    return SheetPlan(HOW_TO, plans, rows, has_headings=False)


def _values(organisation: Organisation) -> SheetPlan:
    """Every list in a column of its own; sub-disciplines in the order of their disciplines, which stand beside them."""
    lists = vocabularies()
    columns: dict[str, Sequence[str]] = {}
    for column in TEMPLATE.columns:
        if column.kind == "term":
            terms = _grouped(lists[column.field])
            columns[column.heading] = [label for label, _ in terms]
            if column.field == "sub_discipline":
                columns[DISCIPLINE] = [parent for _, parent in terms]
        elif column.kind == "yes-no":
            columns[column.heading] = ("Yes", "No")
        elif column.kind == "place":
            columns[column.heading] = list(organisation.locations.values_list("name", flat=True))
    longest = max(len(terms) for terms in columns.values())
    rows = [[terms[place] if place < len(terms) else None for terms in columns.values()] for place in range(longest)]
    return SheetPlan(VALUES, [ColumnPlan(heading, width=34) for heading in columns], rows)


def _grouped(vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Labels that can be chosen today, with their parents, those of one parent together."""
    terms = [term for term in vocabulary.terms if term.is_valid(timezone.localdate())]
    parents = list(dict.fromkeys(term.parent for term in terms))
    return [(term.label, term.parent) for term in sorted(terms, key=lambda term: parents.index(term.parent))]
