"""`organisation import|invite`: a funder's list, and a way in for everybody on it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from houselights.cli.answers import answer, counted, note, say, table
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, Output, example
from houselights.cli.organisations import organisation
from houselights.cli.workbook_files import read_file, write_file

if TYPE_CHECKING:
    from houselights.organisations.portfolio.importing import Imported

Funder = Annotated[str, typer.Argument(metavar="FUNDER", help="An organisation of kind funder.")]


def register(app: typer.Typer) -> None:
    """The commands of this file."""


@organisation.command(
    "import",
    epilog=example("organisation import arts-fund portfolio.csv --dry-run", "organisation import arts-fund list.xlsx"),
)
def import_portfolio(
    funder: Funder,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The list: .xlsx, .xls, .ods or .csv.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would do, and change nothing.")] = False,
    as_json: AsJson = False,
) -> None:
    """Import a funder's list of organisations. To repeat it updates, and doubles nothing."""
    open_home()
    from houselights.organisations.portfolio.importing import import_list
    from houselights.organisations.queries import organisation_named

    holder = organisation_named(funder)
    done = import_list(funder=holder, content=read_file(file), name=file.name, by=None, dry_run=dry_run)
    answer({"funder": funder, "file": file.name, **done.as_json()}, lambda: _say(done), as_json=as_json)
    if done.refused:
        raise typer.Exit(1)


@organisation.command("invite", epilog=example("organisation invite arts-fund -o links.csv"))
def invite(funder: Funder, output: Output = None, as_json: AsJson = False) -> None:
    """Invite an admin for every organisation of a list that has none: one-time links, valid for three days."""
    open_home()
    from houselights.organisations.portfolio.inviting import invite_portfolio
    from houselights.organisations.queries import organisation_named
    from houselights.workbooks.lines import csv_of

    made = invite_portfolio(funder=organisation_named(funder), by=None)
    if output:
        rows = [[each.organisation, each.email, each.link] for each in made]
        write_file(output, csv_of(["Organisation", "E-mail", "Link"], rows))
        note(f"The links are in {output}. They open an organisation each: keep the file as you keep a password.")
    document = [{"organisation": each.organisation, "email": each.email, "link": each.link} for each in made]

    def words() -> None:
        say(f"{counted(len(made), 'organisation')} invited.")
        if made and not output:
            table(["Organisation", "E-mail", "Link"], [[each.organisation, each.email, each.link] for each in made])

    answer({"funder": funder, "invitations": document}, words, as_json=as_json)


def _say(done: "Imported") -> None:
    would = "would be " if done.dry_run else ""
    say(
        f"{counted(done.rows_read, 'row')} read: {done.created:,} {would}new, {done.updated:,} {would}updated, "
        f"{done.unchanged:,} unchanged, {done.refused:,} refused."
    )
    if done.not_in_file:
        say(f"{counted(done.not_in_file, 'organisation')} of the portfolio not in this file: kept.")
    for text in done.notes:
        say(text)
    if done.problems:
        rows = [[each.cell, each.severity, each.message, each.suggestion] for each in done.problems]
        table(["Cell", "", "Problem", "Nearest"], rows)
