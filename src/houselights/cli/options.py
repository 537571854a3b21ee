"""The arguments and options that many commands share, and how a person's text becomes a day or a moment."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from houselights.errors import WrongUsage

Slug = Annotated[
    str, typer.Argument(metavar="ORG", help="The organisation's short name, as `organisation list` shows.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Answer with exactly one JSON document on standard output.")]
Size = Annotated[str, typer.Option(help="How big the theatres are: small, season, venue, years or large.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file.")]


def group(**attributes: Any) -> typer.Typer:
    """A group of commands, printed plainly: help must read the same in a log and on a terminal."""
    return typer.Typer(
        rich_markup_mode=None,
        add_completion=False,
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
        **attributes,
    )


def example(*lines: str) -> str:
    """The end of a command's help: how it is used, one line each, kept as written."""
    return "\b\nExample:\n" + "\n".join(f"  houselights {line}" for line in lines)


def day(text: str) -> date:
    """A day written 2026-04-01; WrongUsage otherwise."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise WrongUsage(f"“{text}” is not a day.", remedy="Write days as 2026-04-01.") from None


def moment(text: str) -> datetime:
    """A moment written 2026-04-01T12:00 (UTC unless it says otherwise); WrongUsage otherwise."""
    try:
        given = datetime.fromisoformat(text.strip())
    except ValueError:
        raise WrongUsage(f"“{text}” is not a moment.", remedy="Write moments as 2026-04-01T12:00, in UTC.") from None
    return given if given.tzinfo else given.replace(tzinfo=UTC)
