"""`doctor`: what is well and what is not, and what to do about it."""

from typing import TYPE_CHECKING, Annotated

import typer

from houselights.cli.answers import answer, counted, say
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, example
from houselights.errors import HomeProblem
from houselights.home import Home

if TYPE_CHECKING:
    from houselights.reconciliation.doctor.checked import Checked

TO_MEND = 1


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("doctor", epilog=example("doctor", "doctor lyric --json"))(doctor)


def doctor(
    slug: Annotated[str, typer.Argument(metavar="[ORG]", help="Only this organisation; all of them otherwise.")] = "",
    as_json: AsJson = False,
) -> int:
    """Check versions, database, disk, and every step to each box office and its newest order.

    Each line passes or says what to do. Exits 0 when all is well, 1 when something is to be mended. Shows no secret.
    """
    found = _examined(slug)
    wrong = [each for each in found if not each.passed]
    document = {"ok": not wrong, "checks": [each.as_json() for each in found]}
    answer(document, lambda: _tell(found, len(wrong)), as_json=as_json)
    return TO_MEND if wrong else 0


def _examined(slug: str) -> "list[Checked]":
    """A home that is there and cannot be opened is something to mend; where there is none, there is no patient."""
    from houselights.reconciliation.doctor.checked import Checked

    try:
        open_home()
    except HomeProblem as problem:
        if not Home.from_environment().exists():
            raise
        return [Checked("home", False, problem.message, problem.remedy)]
    return _looked_at(slug)


def _looked_at(slug: str) -> "list[Checked]":
    from houselights.organisations.queries import all_organisations, organisation_named
    from houselights.reconciliation.doctor.box_offices import box_offices
    from houselights.reconciliation.doctor.installation import installation

    organisations = [organisation_named(slug)] if slug else all_organisations().exclude(kind="funder")
    return [*installation(), *(found for each in organisations for found in box_offices(each))]


def _tell(found: "list[Checked]", wrong: int) -> None:
    of = None
    for each in found:
        if (each.organisation, each.connection) != of:
            of = each.organisation, each.connection
            say(_heading(each))
        say(f"  {'pass' if each.passed else 'FAIL'}  {each.check}: {each.detail}")
        if each.remedy:
            say(f"        {'' if each.passed else 'To mend it: '}{each.remedy}")
    say(f"{counted(wrong, 'thing')} to mend." if wrong else "All is well.")


def _heading(each: "Checked") -> str:
    if not each.organisation:
        return "This installation"
    return f"{each.organisation}, connection {each.connection}" if each.connection else each.organisation
