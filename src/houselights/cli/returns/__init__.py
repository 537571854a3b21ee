"""`return ORG show|check|sign|submit|amend|export|verify`: the quarterly return. Each verb's module adds itself."""

import typer

from houselights.cli.returns import files, showing, steps  # noqa: F401  (each adds its verbs to the group)
from houselights.cli.returns.naming import returns


def register(app: typer.Typer) -> None:
    """Add the commands of this folder."""
    app.add_typer(returns, name="return")
