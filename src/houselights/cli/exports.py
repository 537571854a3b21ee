"""`export`: everything an organisation has, to take away."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from houselights.cli.answers import answer, counted, say, table
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, Slug, example

if TYPE_CHECKING:
    from houselights.organisations.models import Organisation


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
    from houselights.submissions.keeping import KEPT_ABOVE

    organisation = organisation_named(slug)
    tables = write(organisation, to=to, by=None, more=KEPT_ABOVE)
    returns = _write_returns(organisation, to / "returns")
    document = {
        "organisation": slug,
        "to": str(to),
        "returns": returns,
        "tables": [{"name": each.name, "rows": each.rows, "columns": each.columns} for each in tables],
    }

    def words() -> None:
        table(["Table", "Rows", "Columns"], [[each.name, each.rows, each.columns] for each in tables])
        say(
            f"\n{counted(len(tables), 'table')} written to {to}, each as .parquet and .csv. "
            "What they hold is in dictionary.csv."
        )
        if returns:
            say(f"{counted(returns, 'submitted return')} in the folder returns, as frozen.")

    answer(document, words, as_json=as_json)


def _write_returns(organisation: "Organisation", folder: Path) -> int:
    """Each version as the bytes that were frozen; how many."""
    from houselights.submissions.queries import frozen_files

    files = list(frozen_files(organisation))
    if files:
        folder.mkdir()
    for name, content in files:
        (folder / name).write_bytes(content)
    return len(files)
