"""How a value of a return stands in a file: dates as dates, methods in words, what is not known as an empty cell."""

from datetime import date
from decimal import Decimal
from typing import Any

from houselights.register.attendance.methods import method_title, methods
from houselights.submissions.document import Line, Part, Table
from houselights.submissions.fields import Field


def cell_of(line: Line, field: Field) -> Any:
    """One field of one line; money in pounds."""
    value = getattr(line, field.name)
    if field.kind == "method":
        return methods()[value].title if value in methods() else value
    if field.kind == "pence" and value is not None:
        return float(Decimal(value) / 100)
    return value


def heading_of(field: Field) -> str:
    """What the column is called, with its unit where it has one."""
    return f"{field.title} (£)" if field.kind == "pence" else field.title


def label_of(table: Table, part: Part) -> str:
    """A row of the audience's tables in words: a method by its title."""
    return method_title(part.label) if table.by == "attendance_method" else part.label


def written(value: Any) -> str:
    """A value as a sentence would say it."""
    if value is None or value == "":
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return f"{value:,}" if isinstance(value, int) else str(value)
