"""The `houselights` command: its options, its commands, and how each one ends."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from houselights import __version__
from houselights.cli import (
    attacking,
    backups,
    benchmarks,
    checks,
    connections,
    demo,
    doctor,
    events,
    exports,
    figures,
    links,
    organisations,
    people,
    portfolios,
    reference,
    replaying,
    returns,
    sandboxes,
    serving,
    setting_up,
    suggesting,
    syncing,
    uploads,
    vocabularies,
    why,
)
from houselights.cli.failures import exit_code_of
from houselights.cli.options import group

app = group(name="houselights", help="The open audience-data platform for arts and culture.")


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"houselights {__version__}")
        raise typer.Exit


@app.callback(epilog="Begin with `houselights demo`, or with `houselights setup` for a real one.")
def home(
    home: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where everything is kept. [HOUSELIGHTS_HOME]")
    ] = None,
    version: Annotated[  # noqa: ARG001  (eager: it is answered before a command is asked for)
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version and stop.")
    ] = False,
) -> None:
    if home:
        # The environment is read once, by Django's settings: long before any command of ours runs.
        os.environ["HOUSELIGHTS_HOME"] = str(home.expanduser().absolute())


for part in (
    setting_up, demo, serving, sandboxes, organisations, portfolios, people, connections, syncing, replaying, events,
    uploads, links, suggesting, figures, vocabularies, reference, checks, why, doctor, exports, returns,
    benchmarks, attacking, backups,
):  # fmt: skip
    part.register(app)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. Everything a person could mend is told in a sentence, without a trace."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    return exit_code_of(
        lambda: app(args=given, prog_name="houselights", standalone_mode=False), as_json="--json" in given
    )
