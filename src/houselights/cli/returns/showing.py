"""`return ORG show`: the return as it stands, or a version as it was submitted."""

from typing import TYPE_CHECKING, Annotated

import typer

from houselights.cli.answers import answer, counted, pounds, say, table
from houselights.cli.options import AsJson, example
from houselights.cli.returns.naming import Quarter, meant, returns

if TYPE_CHECKING:
    from houselights.submissions.drafting import Draft


@returns.command("show", epilog=example("return lyric show", "return lyric show --quarter 2026-Q3 --json"))
def show(
    context: typer.Context,
    quarter: Quarter = "",
    version: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="What was submitted, as JSON, instead of how it stands now.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the return of a quarter: totals, lines, what is open and what changed."""
    organisation, named = meant(context, quarter)
    from houselights.submissions.drafting import draft_of
    from houselights.submissions.queries import draft_json, version_of

    if version is not None:
        say(bytes(version_of(organisation, named, version).content).decode().rstrip("\n"))
        return
    draft = draft_of(organisation, named)
    answer(draft_json(draft), lambda: _tell(draft), as_json=as_json)


def _tell(draft: "Draft") -> None:
    totals = draft.totals
    say(f"Return of {draft.organisation.name} for {draft.period.title}: {draft.row.state}.")
    by = ", ".join(draft.owed.funders)
    wanted = f"wanted by {draft.owed.due_on.isoformat()}" if draft.owed.due_on else "owed to nobody"
    say(f"{draft.form.title}, {wanted}{f' ({by})' if by else ''}.\n")
    rows = [
        [line.event, line.name, line.performances, line.attendance, line.tickets, pounds(line.income_pence)]
        for line in draft.lines
    ]
    table(["Event", "Name", "Performances", "Attendance", "Tickets", "Income"], rows)
    said = [
        counted(totals.attendance, "person", "people"),
        counted(totals.tickets, "ticket"),
        pounds(totals.income_pence),
    ]
    say(f"\nIn all: {counted(totals.events, 'event')}, {', '.join(said)}.")
    for gap in draft.gaps:
        say(f"  open  {gap.sentence}")
    for each in draft.large:
        was, is_now = (pounds(x) if each.field == "income_pence" else f"{x:,}" for x in (each.before, each.now))
        say(f"  large  {each.title}: {was} in {draft.compared_with}, {is_now} now")
