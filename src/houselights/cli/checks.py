"""`check`: do landing, warehouse and released figures agree."""

from typing import Annotated

import typer

from houselights.cli.answers import answer, counted, say
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, example

DISAGREES = 1


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("check", epilog=example("check", "check lyric --json"))(check)


def check(
    slug: Annotated[str, typer.Argument(metavar="[ORG]", help="Only this organisation; all of them otherwise.")] = "",
    as_json: AsJson = False,
) -> int:
    """Compare what arrived with what is counted and shown: tickets and pence, per performance and in all.

    Exits 0 only when all agree, 1 otherwise.
    """
    open_home()
    from houselights.organisations.queries import all_organisations, organisation_named
    from houselights.reconciliation.check import check as compare

    organisations = [organisation_named(slug)] if slug else all_organisations()
    found = [(each.slug, comparison) for each in organisations for comparison in compare(each)]
    wrong = [(of, comparison) for of, comparison in found if not comparison.agrees]
    document = {
        "ok": not wrong,
        "comparisons": [{"organisation": of, **comparison.as_json()} for of, comparison in found],
    }

    def words() -> None:
        for of, each in wrong:
            say(f"{of}: {each.what} of {each.of}: {each.left:,} against {each.right:,}")
        say(f"{counted(len(found), 'comparison')}, {len(wrong):,} disagree." if wrong else
            f"{counted(len(found), 'comparison')}: all agree.")  # fmt: skip
        if wrong:
            say("Run `houselights sync ORG --full` to read and build everything again; if it stays, report it.")

    answer(document, words, as_json=as_json)
    return DISAGREES if wrong else 0
