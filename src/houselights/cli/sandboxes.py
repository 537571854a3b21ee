"""`sandbox`: the Spektrix-compatible box office of made-up theatres, alone."""

from pathlib import Path
from typing import Annotated

import typer

from houselights.cli.options import AsJson, Size, example


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("sandbox", epilog=example("sandbox --size season", "sandbox --port 9000 --faults faults.json"))(sandbox)


def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the box office.")] = 8765,
    control_port: Annotated[int, typer.Option(min=0, max=65535, help="Port that makes things happen.")] = 8766,
    seed: Annotated[int, typer.Option(help="The same seed gives the same theatres.")] = 1,
    size: Size = "small",
    faults: Annotated[Path | None, typer.Option(metavar="FILE", help="JSON: what shall go wrong.")] = None,
    as_json: AsJson = False,  # noqa: ARG001  (it always answers one JSON line)
) -> None:
    """Serve a made-up box office on this machine; it is not Spektrix and not affiliated with it.

    Prints one JSON line, {origin, control, clients: [{client, login, secret}]}, and serves until stopped.
    """
    from houselights.sandbox.running import serve

    serve(port, control_port, seed, size, faults)
