"""`export`: everything an organisation has, to take away."""

from pathlib import Path
from typing import Annotated

import typer

from houselights.cli.answers import answer, counted, say, table
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, Slug, example


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("export", epilog=example("export lyric --to lyric-data"))(export)


def export(
    slug: Slug,
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="A new or empty folder.")],
    as_json: AsJson = False,
) -> None:
    """Write all the organisation's data as Parquet and CSV, with a data dictionary; never a key."""
    open_home()
    from houselights.feeds.export import export as write
    from houselights.organisations.queries import organisation_named

    tables = write(organisation_named(slug), to=to, by=None)
    document = {
        "organisation": slug,
        "to": str(to),
        "tables": [{"name": each.name, "rows": each.rows, "columns": each.columns} for each in tables],
    }

    def words() -> None:
        table(["Table", "Rows", "Columns"], [[each.name, each.rows, each.columns] for each in tables])
        say(
            f"\n{counted(len(tables), 'table')} written to {to}, each as .parquet and .csv. "
            "What they hold is in dictionary.csv."
        )

    answer(document, words, as_json=as_json)
