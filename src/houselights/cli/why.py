"""`why`: why an event's data is or is not here, and what mends it."""

from typing import TYPE_CHECKING, Annotated

import typer

from houselights.cli.answers import answer, say
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, Slug, example
from houselights.errors import WrongUsage

if TYPE_CHECKING:
    from houselights.reconciliation.why.rules import Answer

READERS = ("own", "peers", "funder", "public")


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("why", epilog=example("why lyric 12", "why lyric “Poetry Slam” --json"))(why)


def why(
    slug: Slug,
    event: Annotated[
        str,
        typer.Argument(metavar="EVENT", help="Its number on the register, its name, or a box-office ID in any form."),
    ],
    period: Annotated[str, typer.Option(metavar="PERIOD", help="Is it in the figures of this period?")] = "all",
    reader: Annotated[str, typer.Option(help="Is it shown to this reader: own, peers, funder or public?")] = "own",
    as_json: AsJson = False,
) -> None:
    """Say why an event's data is or is not here: each check in order, and what mends the first that fails."""
    open_home()
    from houselights.organisations.queries import organisation_named
    from houselights.periods import parse_period
    from houselights.reconciliation.why.queries import why_of

    if reader not in READERS:
        raise WrongUsage(f"There is no reader “{reader}”.", remedy=f"Use one of: {', '.join(READERS)}.")
    found = why_of(organisation_named(slug), event, period=parse_period(period), reader=reader)  # type: ignore[arg-type]
    answer(found.as_json(), lambda: _tell(found), as_json=as_json)


def _tell(found: "Answer") -> None:
    if found.verdict == "here":
        say(f"The data of “{found.name}” is here.")
    else:
        say(f"The data of “{found.name}” is not here: {found.verdict}.")
    for step in found.steps:
        say(f"  {'pass' if step.passed else 'FAIL'}  {step.check}: {step.detail}")
    if found.remedy:
        say(f"To mend it: {found.remedy}")
