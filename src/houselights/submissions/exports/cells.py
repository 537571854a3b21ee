"""How a value of a return stands in a file: dates as dates, methods in words, what is not known as an empty cell."""

from datetime import date
from decimal import Decimal
from typing import Any

from houselights.register.attendance.methods import method_title, methods
from houselights.submissions.document import Line, Part, Table
from houselights.submissions.fields import Field


def cell_of(line: Line, field: Field) -> Any:
    """One field of one line; money in pounds."""
    return cell(field, getattr(line, field.name))


def cell(field: Field, value: Any) -> Any:
    """A value of this field wherever it stands: in its line, in a total, as what a person replaced."""
    if field.kind == "method":
        return methods()[value].title if value in methods() else value
    if field.kind == "pence" and value is not None:
        return float(Decimal(value) / 100)
    return value


def heading_of(field: Field) -> str:
    """What the column is called, with its unit where it has one."""
    return f"{field.title} (£)" if field.kind == "pence" else field.title


_BY = {"area_region": "region", "attendance_method": "how it is known"}


def by_of(table: Table) -> str:
    """What a table is split by, in words; "" for a total alone."""
    return _BY.get(table.by, table.by.replace("_", " "))


def title_of(table: Table) -> str:
    """`Tickets by region`: two tables of one measure are told apart."""
    return f"{table.title} by {by_of(table)}" if table.by else table.title


def label_of(table: Table, part: Part) -> str:
    """A row of the audience's tables in words: a method by its title."""
    return method_title(part.label) if table.by == "attendance_method" else part.label


def pounds(pence: float) -> str:
    """`£3,120.50`, as a statement of accounts has it."""
    return f"{'−' if pence < 0 else ''}£{abs(pence) / 100:,.2f}"


def figure(table: Table, value: float | None) -> str:
    """A figure of one of the audience's tables, in its unit."""
    return pounds(value) if table.unit == "pence" and value is not None else written(value)


def written(value: Any) -> str:
    """A value as a sentence would say it."""
    if value is None or value == "":
        return "not known"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return f"{value:,}" if isinstance(value, int) else str(value)
