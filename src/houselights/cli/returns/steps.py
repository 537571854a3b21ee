"""`return ORG check|sign|submit|amend|withdraw`: the steps of a return, from the command line."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from houselights.cli.answers import answer, say
from houselights.cli.options import AsJson, example
from houselights.cli.rebuilding import let_figures_follow
from houselights.cli.returns.naming import Quarter, Submitted, meant, returns, submitted

if TYPE_CHECKING:
    from houselights.submissions.models import Return

LeftOpen = Annotated[str, typer.Option(metavar="WHY", help="Why what is open stays open.")]
Looked = Annotated[bool, typer.Option("--differences-are-right", help="Somebody has looked at the large differences.")]


@returns.command(
    "check",
    epilog=example("return lyric check", 'return lyric check --left-open "Nobody counted." --differences-are-right'),
)
def check(
    context: typer.Context,
    quarter: Quarter = "",
    left_open: LeftOpen = "",
    looked: Looked = False,
    as_json: AsJson = False,
) -> None:
    """Say that the return was looked at. What is open needs a reason, and large differences a look."""
    organisation, named = meant(context, quarter)
    from houselights.submissions.actions import check_return
    from houselights.submissions.drafting import draft_of

    let_figures_follow(organisation)
    mark = draft_of(organisation, named).mark
    row = check_return(
        organisation=organisation, quarter=named, mark=mark, left_open=left_open, has_looked=looked, by=None
    )
    _answer(row, "It is checked. Next: sign it.", as_json=as_json)


@returns.command("sign", epilog=example("return lyric sign --quarter 2026-Q3"))
def sign(context: typer.Context, quarter: Quarter = "", as_json: AsJson = False) -> None:
    """Sign for what was checked. Where figures have moved since, it must be checked again."""
    organisation, named = meant(context, quarter)
    from houselights.submissions.actions import sign_return

    row = sign_return(organisation=organisation, quarter=named, by=None)
    _answer(row, "It is signed. Next: submit it.", as_json=as_json)


@returns.command("submit", epilog=example("return lyric submit", "return lyric submit --quarter 2026-Q3 --json"))
def submit(context: typer.Context, quarter: Quarter = "", as_json: AsJson = False) -> None:
    """Freeze what was signed, and print its receipt. Nothing changes it from then on."""
    organisation, named = meant(context, quarter)
    from houselights.submissions.actions import submit_return
    from houselights.submissions.queries import version_json

    version = submit_return(organisation=organisation, quarter=named, by=None)

    def words() -> None:
        say(f"Submitted: version {version.number} of the return for {named}.")
        say(f"Its fingerprint is {version.fingerprint}.")

    answer(_document(version.of, **version_json(version)), words, as_json=as_json)


@returns.command("amend", epilog=example('return lyric amend --quarter 2026-Q3 --reason "A school came late."'))
def amend(
    context: typer.Context,
    reason: Annotated[str, typer.Option(metavar="WHY", help="Why there is another version.")],
    quarter: Submitted = "",
    as_json: AsJson = False,
) -> None:
    """Open a submitted return again; what was submitted stays as it is."""
    organisation, named = submitted(context, quarter)
    from houselights.submissions.actions import amend_return

    row = amend_return(organisation=organisation, quarter=named, reason=reason, by=None)
    _answer(row, "It is open again. Next: check it.", as_json=as_json)


@returns.command(
    "withdraw", epilog=example('return lyric withdraw --quarter 2026-Q3 --reason "It was the wrong quarter."')
)
def withdraw(
    context: typer.Context,
    reason: Annotated[str, typer.Option(metavar="WHY", help="Why it is taken back.")],
    quarter: Submitted = "",
    as_json: AsJson = False,
) -> None:
    """Take a submitted return back: no funder sees it any more. What was submitted is kept."""
    organisation, named = submitted(context, quarter)
    from houselights.submissions.actions import withdraw_return

    row = withdraw_return(organisation=organisation, quarter=named, reason=reason, by=None)
    _answer(row, "It is withdrawn. Amend it to make another version.", as_json=as_json)


def _answer(row: "Return", words: str, *, as_json: bool) -> None:
    answer(_document(row), lambda: say(words), as_json=as_json)


def _document(row: "Return", **more: Any) -> dict[str, Any]:
    return {"organisation": row.organisation.slug, "quarter": row.quarter, "state": row.state, **more}
