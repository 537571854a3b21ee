"""What a command answers: sentences and tables for people, or exactly one JSON document for scripts."""

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

import typer

_FIGURE = re.compile(r"-?£?[\d,]+(\.\d+)?%?")


def answer(document: Any, words: Callable[[], None], *, as_json: bool) -> None:
    """Print `document` for scripts, or let `words` print for people. The only thing on standard output."""
    if as_json:
        typer.echo(json.dumps(document, indent=2, ensure_ascii=False))
    else:
        words()


def say(text: str = "") -> None:
    """A line on standard output."""
    typer.echo(text)


def note(text: str) -> None:
    """A line on standard error: progress and warnings, never the answer."""
    typer.echo(text, err=True)


def table(headings: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """An aligned table, numbers and money to the right, on standard output."""
    cells = [[_text(value) for value in row] for row in rows]
    widths = [max(len(text) for text in column) for column in zip(headings, *cells, strict=True)]
    right = [bool(rows) and all(_is_figure(row[place]) for row in rows) for place in range(len(headings))]
    for line in (list(headings), ["─" * width for width in widths], *cells):
        aligned = [
            text.rjust(width) if number else text.ljust(width)
            for text, width, number in zip(line, widths, right, strict=True)
        ]
        say("  ".join(aligned).rstrip())


def pounds(pence: int | float | None) -> str:
    """`£1,234.56`; a dash for nothing."""
    if pence is None:
        return "–"
    return f"{'-' if pence < 0 else ''}£{abs(pence) / 100:,.2f}"


def counted(count: int, one: str, many: str = "") -> str:
    """`1 ticket`, `2,000 tickets`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _is_figure(value: Any) -> bool:
    return (
        value is None or isinstance(value, int | float) or (isinstance(value, str) and bool(_FIGURE.fullmatch(value)))
    )


def _text(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int | float) else str(value)
