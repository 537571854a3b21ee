"""`reference list|load`: postcodes, deprivation, households and places, out of official files as they are published."""

from pathlib import Path
from typing import Annotated

import typer

from houselights.cli.answers import answer, counted, note, say, table
from houselights.cli.opening import open_home
from houselights.cli.options import AsJson, example, group

reference = group(help="Reference data: postcodes, deprivation, places. The same for every organisation here.")


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.add_typer(reference, name="reference", epilog=example("reference list"))


@reference.command("list", epilog=example("reference list", "reference list --json"))
def list_kinds(as_json: AsJson = False) -> None:
    """Show every kind, what of it is loaded, of when it is, and on what its loader was tried."""
    home = open_home()
    from houselights.feeds.reference import reference_data

    found = reference_data(home)

    def words() -> None:
        table(
            ["Kind", "What", "State", "Vintage", "Rows", "Loader"],
            [[each[name] for name in ("kind", "title", "state", "vintage", "rows", "loader")] for each in found],
        )
        for each in found:
            if each["state"] == "loaded":
                say(f"{each['kind']}: {each['attribution']} ({each['licence']})")

    answer(found, words, as_json=as_json)


@reference.command(
    "load",
    epilog=example("reference load postcodes ONSPD_NOV_2025.zip", "reference load deprivation-2019 File_7.csv"),
)
def load(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="As `reference list` shows it.")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The official file, as it was downloaded.")],
    vintage: Annotated[
        str, typer.Option(metavar="DATE", help="Of when it is, where its name does not tell: 2025 or 2025-11.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Load a file; it is used whole or not at all. Every organisation's figures are then built again with it."""
    open_home()
    from houselights.feeds.reference import let_all_follow, load_reference

    loaded = load_reference(kind=kind, file=file, vintage=vintage, by=None)
    followed = dict(let_all_follow())
    for slug, is_built in followed.items():
        if not is_built:
            note(f"{slug}: a run is going; its figures follow at its end.")
    document = {
        "kind": kind,
        "vintage": loaded.vintage,
        "rows": loaded.rows,
        "sha256": loaded.sha256,
        "rebuilt": [slug for slug, is_built in followed.items() if is_built],
    }
    answer(
        document,
        lambda: say(f"Loaded {counted(loaded.rows, 'row')} of {loaded.vintage}. {_rebuilt(document['rebuilt'])}"),
        as_json=as_json,
    )


def _rebuilt(slugs: object) -> str:
    count = len(slugs) if isinstance(slugs, list) else 0
    return (
        f"The figures of {counted(count, 'organisation')} were built again." if count else "No figures to build again."
    )
