"""`serve`: web pages and the background worker together, one of each for a home."""

import os
from typing import Annotated

import typer

from houselights.cli.opening import open_home
from houselights.cli.options import example

Host = Annotated[str, typer.Option(help="Where to listen: 127.0.0.1 is this machine alone, 0.0.0.0 everyone.")]
Port = Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command("serve", epilog=example("serve", "serve --host 0.0.0.0 --port 8080"))(serve)
    app.command("worker", hidden=True, epilog=example("worker"))(worker)


def serve(host: Host = "127.0.0.1", port: Port = 8000) -> None:
    """Serve the pages and do the background work, until stopped with Ctrl-C."""
    from houselights.cli.server import address_of, listen, only_server, serve_home

    with listen(host, port) as sockets:  # before anything else: a busy port must change nothing
        os.environ.setdefault("HOUSELIGHTS_PUBLIC_URL", address_of(host, port))
        home = open_home()
        with only_server(home):
            serve_home(home, sockets)


def worker() -> None:
    """Do the background work alone, until standard input closes; `serve` starts this by itself."""
    open_home()
    from houselights.cli.worker import work

    work()
