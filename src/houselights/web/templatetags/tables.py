"""Rows of a table and options of a select, written at once: they are hundreds, and templates look every value up."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

from django import template
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from houselights.web.insights.figures import Shaded

register = template.Library()


@register.filter
def table_rows(rows: Iterable[Sequence[str]]) -> SafeString:
    """Each with its heading first, then its figures."""
    return _written(f"{_heading(first)}{''.join(map(_figure, figures))}" for first, *figures in rows)


@register.filter
def shaded_rows(rows: Iterable[tuple[str, Sequence["Shaded"]]]) -> SafeString:
    """Those of a matrix."""
    return _written(
        f"{_heading(label)}{''.join(_figure(each.text, f' shade-{each.shade}') for each in cells)}"
        for label, cells in rows
    )


@register.filter
def options(choices: Iterable[tuple[str, str]]) -> SafeString:
    """Of a select: what each stands for, and what a person reads."""
    written = (f'<option value="{escape(value)}">{escape(label)}</option>' for value, label in choices)
    return mark_safe("".join(written))  # noqa: S308  (every text in it was escaped)


def _heading(text: str) -> str:
    return f'<th scope="row">{escape(text)}</th>'


def _figure(text: str, shade: str = "") -> str:
    return f'<td class="n{shade}">{escape(text)}</td>'


def _written(rows: Iterable[str]) -> SafeString:
    return mark_safe("".join(f"<tr>{row}</tr>" for row in rows))  # noqa: S308  (every text in it was escaped above)
